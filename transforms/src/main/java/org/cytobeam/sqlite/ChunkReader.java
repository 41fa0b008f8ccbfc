package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Range;

/**
 * Puts the rows of a chunk into a batch by their rowids, and checks on the way that each still
 * belongs to the image under which it was indexed.
 */
final class ChunkReader {
  private final StoredTable table;
  private final ChunkColumns columns;
  private int row;
  private long found;
  private String foreign = "";

  private ChunkReader(StoredTable table, ChunkColumns columns, int firstRow) {
    this.table = table;
    this.columns = columns;
    this.row = firstRow;
  }

  /**
   * Reads all slices.
   *
   * @throws IOException if the rows are not those that were indexed
   * @throws SQLException what SQLite says of a damaged table
   */
  static void read(
      Connection connection,
      StoredTable table,
      ChunkDescriptor chunk,
      ColumnBatch batch,
      int firstRow)
      throws IOException, SQLException {
    ChunkColumns columns = new ChunkColumns(table, chunk, batch);
    if (!table.hasRowids()) {
      KeyedChunkReader.read(connection, table, chunk, columns, firstRow);
      return;
    }
    ChunkReader reader = new ChunkReader(table, columns, firstRow);
    try (StoredRows rows = new StoredRows(connection, reader.sql())) {
      for (ImageSlice slice : chunk.slices()) {
        reader.readSlice(rows, slice);
      }
    }
  }

  private String sql() {
    String rowid = table.rowid();
    String inRange = "%s >= ? AND %s < ?".formatted(rowid, rowid);
    return "SELECT %s%s ORDER BY %s".formatted(columns.selected(), table.from(inRange), rowid);
  }

  private void readSlice(StoredRows rows, ImageSlice slice) throws SQLException, IOException {
    found = 0;
    for (Range range : slice.ranges()) {
      rows.query(range.start(), range.end());
      while (rows.next()) {
        rows.read(values -> take(values, slice));
        if (!foreign.isEmpty()) {
          throw columns.changed(
              ChunkColumns.describe(slice.tableNumber(), slice.imageNumber())
                  + " has rows of "
                  + foreign);
        }
      }
    }
    columns.requireRows(slice, found);
  }

  private void take(JdbcRow values, ImageSlice slice) throws SQLException, IOException {
    RowKey key = columns.key();
    if (!key.read(values)) {
      foreign = key.describe(values);
      return;
    }
    if (!key.is(slice.tableNumber(), slice.imageNumber())) {
      foreign = ChunkColumns.describe(key.tableNumber(), key.imageNumber());
      return;
    }
    // Rows beyond those promised are only counted: their places in the batch are the next image's.
    if (found++ < slice.rows()) {
      columns.put(values, row++);
    }
  }
}
