package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.column.ColumnBuilder;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Range;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.TableRows;
import org.cytobeam.sqlite.file.ValueSink;

/**
 * Puts the rows of a chunk into a batch from the pages of their table, and checks on the way that
 * each still belongs to the image under which it was indexed.
 */
final class PageChunkReader {
  private final ChunkColumns columns;
  private final PageTable.Rows rows;
  private final TableRows values;
  private final PageRow keyValues;
  private final int[] wanted;
  private final ValueSink[] sinks;
  private int row;

  private PageChunkReader(SqliteFile file, PageTable table, ChunkColumns columns, int firstRow) {
    this.columns = columns;
    this.row = firstRow;
    this.rows = table.rows(file);
    this.values = rows.values();
    this.keyValues = new PageRow(values, table.places(RowKey.columns(columns.keys())));
    int[] places = table.places(columns.names());
    List<Integer> ascending =
        IntStream.range(0, places.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> places[i]))
            .toList();
    this.wanted = ascending.stream().mapToInt(i -> places[i]).toArray();
    this.sinks =
        ascending.stream()
            .map(i -> new BuilderSink(columns.builders().get(i)))
            .toArray(ValueSink[]::new);
  }

  /**
   * Reads all slices.
   *
   * @throws IOException if the rows are not those that were indexed
   */
  static void read(
      SqliteFile file, PageTable table, ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws SQLException, IOException {
    ChunkColumns columns = new ChunkColumns(table.stored(), chunk, batch);
    PageChunkReader reader = new PageChunkReader(file, table, columns, firstRow);
    for (ImageSlice slice : chunk.slices()) {
      reader.readSlice(slice);
    }
  }

  private void readSlice(ImageSlice slice) throws SQLException, IOException {
    long found = 0;
    RowKey key = columns.key();
    for (Range range : slice.ranges()) {
      values.seek(range.start());
      while (rows.next(range.end())) {
        if (!key.read(keyValues)) {
          throw foreign(slice, key.describe(keyValues));
        }
        if (!key.is(slice.tableNumber(), slice.imageNumber())) {
          throw foreign(slice, ChunkColumns.describe(key.tableNumber(), key.imageNumber()));
        }
        // Rows beyond those promised are only counted: their places are the next image's.
        if (found++ < slice.rows()) {
          values.put(wanted, sinks, row++);
        }
      }
    }
    columns.requireRows(slice, found);
  }

  private IOException foreign(ImageSlice slice, String of) {
    return columns.changed(
        ChunkColumns.describe(slice.tableNumber(), slice.imageNumber()) + " has rows of " + of);
  }

  /** Hands values on to a column. */
  private record BuilderSink(ColumnBuilder builder) implements ValueSink {
    @Override
    public void putLong(int row, long value) {
      builder.putLong(row, value);
    }

    @Override
    public void putDouble(int row, double value) {
      builder.putDouble(row, value);
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      builder.putText(row, utf8, offset, length);
    }

    @Override
    public void putBlob(int row, byte[] bytes, int offset, int length) {
      builder.putBlob(row, bytes, offset, length);
    }
  }
}
