package org.cytobeam.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.storage.Storage;

/**
 * Text tables with a header: UTF-8 with or without byte-order mark, quoted by RFC 4180, lines
 * ending in LF or CRLF, compressed with gzip or not (its first bytes tell). The first line tells
 * the delimiter: whichever of comma, tab, semicolon and pipe is most frequent in it outside quotes,
 * in a tie the first of them in that order.
 *
 * <p>A file is one table, or, where CellProfiler combined several objects in one file, one for each
 * object: two header rows, object names over feature names. Its rows are those in which the object
 * exists: in which its {@code Number_Object_Number}, or without such a column any of its columns,
 * is neither empty nor {@code nan}. The columns under {@code Image}, and the row's {@code
 * ObjectNumber}, belong to every object.
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

  /**
   * CSV has no signature: a file is one by its name, or by an ImageNumber in its first bytes,
   * unless these are binary and not those of gzip.
   */
  @Override
  public boolean recognises(byte[] head, String fileName) {
    boolean named = CsvNames.isTable(fileName);
    if (Signatures.isGzip(head, head.length)) {
      return named;
    }
    for (byte b : head) {
      // SQLite's signature ends in a NUL byte, so it needs no look of its own.
      if (b == 0) {
        return false;
      }
    }
    return named || new String(head, StandardCharsets.UTF_8).contains("ImageNumber");
  }

  /** {@inheritDoc} A file that cannot be read as a table counts as one. */
  @Override
  public List<String> tableNames(SourceFile file) throws IOException {
    try (CsvInput input = CsvInput.open(file.path())) {
      CsvHeader header = CsvHeader.of(input);
      if (header.isCombined()) {
        return header.objects();
      }
    } catch (MalformedCsvException e) {
      // The index says what is wrong with it.
    }
    return List.of(CsvNames.stem(FileSystems.matchNewResource(file.path(), false).getFilename()));
  }

  @Override
  public List<String> columnNames(SourceFile file, String table) throws IOException {
    try (CsvInput input = CsvInput.open(file.path())) {
      CsvHeader header = CsvHeader.of(input);
      return header.table(header.isCombined() ? table : "").names();
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
    if (file.group().isEmpty() && wanted.isEverything()) {
      throw new IllegalArgumentException("the file must say which table it holds: " + file);
    }
    CsvInput input;
    try {
      input = CsvInput.open(file.path());
    } catch (MalformedCsvException e) {
      return List.of(quarantined(file, wanted, e.getMessage()));
    } catch (IOException e) {
      return List.of(quarantined(file, wanted, whyNotOpened(file, e)));
    }
    try (input) {
      return new CsvIndexer(file, wanted, input, bufferBytes, blockBytes).index();
    } catch (MalformedCsvException e) {
      return List.of(quarantined(file, wanted, e.getMessage()));
    } catch (IOException e) {
      throw new IOException(file.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String whyNotOpened(SourceFile file, IOException e) {
    boolean link = Storage.isLocal(file.path()) && Files.isSymbolicLink(Storage.local(file.path()));
    return link
        ? "it is a symbolic link to something that is not there, or not readable"
        : "it cannot be opened: " + e.getMessage();
  }

  private static TableIndex quarantined(SourceFile file, TableNames wanted, String message) {
    boolean keyed = !wanted.isEverything();
    String tag = keyed ? file.tag() : file.group();
    return TableIndex.quarantined(SourceTable.alone(file, tag, file.group(), keyed), message);
  }

  @Override
  public Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow, Path temporaryFolder)
      throws IOException {
    long rows = chunk.slices().stream().mapToLong(ImageSlice::rows).sum();
    if (firstRow < 0 || firstRow + rows > batch.rows()) {
      throw new IllegalArgumentException(
          String.format(
              "%d rows from row %d on do not fit a batch of %d rows",
              rows, firstRow, batch.rows()));
    }
    String path = chunk.table().path();
    long modified = chunk.table().file().modifiedMillis();
    try (CsvInput input = CsvInput.openForRanges(path, modified, temporaryFolder)) {
      new CsvChunkReader(chunk, batch, input, bufferBytes).read(firstRow);
      return input.reading();
    } catch (MalformedCsvException e) {
      throw new IOException(path + " changed while it was read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void forget(Path temporaryFolder) throws IOException {
    UnpackedFiles.forget(temporaryFolder);
  }
}
