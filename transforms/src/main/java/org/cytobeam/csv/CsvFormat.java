package org.cytobeam.csv;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * CSV files with a header, one table a file: comma-separated, quoted by RFC 4180, UTF-8 with or
 * without byte-order mark, lines ending in LF or CRLF.
 *
 * <p>An empty field is NULL, quoted or not. Blank lines are not rows, but for those before the last
 * row of a table with a single column. A file without a row is an empty table, not an error: a site
 * without cells has one. A file that does not hold to these rules is quarantined, all of it: after
 * one broken record no other can be trusted.
 */
public final class CsvFormat implements TableFormat {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final long BLOCK_BYTES = 4 << 20;

  private final int bufferBytes;
  private final long blockBytes;

  /** The format with the buffer sizes it was measured with. */
  public CsvFormat() {
    this(BUFFER_BYTES, BLOCK_BYTES);
  }

  /**
   * The format with other sizes.
   *
   * @param bufferBytes what is read at a time, at least 16
   * @param blockBytes the size of a run of a table without image key
   */
  CsvFormat(int bufferBytes, long blockBytes) {
    this.bufferBytes = bufferBytes;
    this.blockBytes = blockBytes;
  }

  @Override
  public String name() {
    return "csv";
  }

  /** CSV has no signature: a file named {@code .csv} is one, unless its first bytes are binary. */
  @Override
  public boolean recognises(byte[] head, String fileName) {
    for (byte b : head) {
      // SQLite's signature ends in a NUL byte, so it needs no look of its own.
      if (b == 0) {
        return false;
      }
    }
    return fileName.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  @Override
  public List<String> tableNames(SourceFile file) {
    String name = FileSystems.matchNewResource(file.path(), false).getFilename();
    int suffix = name.lastIndexOf('.');
    return List.of(suffix > 0 ? name.substring(0, suffix) : name);
  }

  @Override
  public List<String> columnNames(SourceFile file, String table) throws IOException {
    try (CsvInput input = CsvInput.open(file.path())) {
      return CsvHeader.of(input).names();
    } catch (MalformedCsvException e) {
      throw new IOException(file.path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Types are those of the rows that are kept: a header that is repeated in the middle of a file
   * does not make text of every column.
   */
  @Override
  public List<TableIndex> index(SourceFile file, TableNames wanted) throws IOException {
    SourceTable table = table(file, wanted);
    CsvInput input;
    try {
      input = CsvInput.open(file.path());
    } catch (IOException e) {
      return List.of(TableIndex.quarantined(table, "it cannot be opened: " + e.getMessage()));
    }
    try (input) {
      boolean image = wanted.isImage(table.tag());
      return List.of(new CsvIndexer(table, image, input, bufferBytes, blockBytes).index());
    } catch (MalformedCsvException e) {
      return List.of(TableIndex.quarantined(table, e.getMessage()));
    } catch (IOException e) {
      throw new IOException(file.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private SourceTable table(SourceFile file, TableNames wanted) {
    boolean keyed = !file.tag().isEmpty();
    if (!keyed && !wanted.isEverything()) {
      throw new IllegalArgumentException(
          "the file must say which of the tables " + wanted.tags() + " it holds: " + file);
    }
    String tag = keyed ? file.tag() : file.group();
    return SourceTable.alone(file, tag, file.group(), keyed);
  }

  @Override
  public void read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow) throws IOException {
    long rows = chunk.slices().stream().mapToLong(ImageSlice::rows).sum();
    if (firstRow < 0 || firstRow + rows > batch.rows()) {
      throw new IllegalArgumentException(
          String.format(
              "%d rows from row %d on do not fit a batch of %d rows",
              rows, firstRow, batch.rows()));
    }
    String path = chunk.table().path();
    try (CsvInput input = CsvInput.open(path)) {
      new CsvChunkReader(chunk, batch, input, bufferBytes).read(firstRow);
    } catch (MalformedCsvException e) {
      throw new IOException(path + " changed while it was read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
