package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.column.ColumnBuilder;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Range;
import org.cytobeam.model.TableNumber;

/**
 * Puts the rows of a chunk into a batch, and checks on the way that each still belongs to the image
 * under which it was indexed.
 */
final class ChunkReader {
  private final ChunkDescriptor chunk;
  private final List<String> names = new ArrayList<>();
  private final List<ColumnBuilder> builders = new ArrayList<>();
  private final StoredTable table;
  private final RowKey key;
  private final KeyColumns keys;
  private int row;
  private long found;
  private String foreign = "";

  private ChunkReader(Connection connection, ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws SQLException {
    this.chunk = chunk;
    this.row = firstRow;
    this.table = StoredTable.of(connection, chunk.table().table());
    this.keys = KeyColumns.find(table.columnNames(), chunk.table().tag());
    this.key = new RowKey(keys, 0);
    Set<String> present = new HashSet<>(table.columnNames());
    for (int i = 0; i < batch.columns().size(); i++) {
      String name = batch.columns().get(i).name();
      if (present.contains(name)) {
        names.add(name);
        builders.add(batch.builder(i));
      }
    }
  }

  /**
   * Reads all slices.
   *
   * @throws IOException if the rows are not those that were indexed
   * @throws SQLException what SQLite says of a damaged table
   */
  static void read(Connection connection, ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws IOException, SQLException {
    ChunkReader reader = new ChunkReader(connection, chunk, batch, firstRow);
    if (reader.keys.imageNumber().isEmpty() || reader.table.rowid().isEmpty()) {
      throw reader.changed("its column ImageNumber or its rowids are gone");
    }
    try (StoredRows rows = new StoredRows(connection, reader.sql())) {
      for (ImageSlice slice : chunk.slices()) {
        reader.readSlice(rows, slice);
      }
    }
  }

  private String sql() {
    List<String> selected = RowKey.columns(keys);
    selected.addAll(names);
    String rowid = table.rowid();
    return "SELECT %s FROM %s WHERE %s >= ? AND %s < ? ORDER BY %s"
        .formatted(StoredTable.quoted(selected), table.quotedName(), rowid, rowid, rowid);
  }

  private void readSlice(StoredRows rows, ImageSlice slice) throws SQLException, IOException {
    found = 0;
    for (Range range : slice.ranges()) {
      rows.query(range.start(), range.end());
      while (rows.next()) {
        rows.read(values -> take(values, slice));
        if (!foreign.isEmpty()) {
          throw changed(describe(slice) + " has rows of " + foreign);
        }
      }
    }
    if (found != slice.rows()) {
      throw changed(
          "%s has %d rows, %d were indexed".formatted(describe(slice), found, slice.rows()));
    }
  }

  private void take(StoredRow values, ImageSlice slice) throws SQLException {
    if (!key.read(values)) {
      foreign = key.describe(values);
      return;
    }
    if (!key.is(slice.tableNumber(), slice.imageNumber())) {
      foreign = describe(key.tableNumber(), key.imageNumber());
      return;
    }
    // Rows beyond those promised are only counted: their places in the batch are the next image's.
    if (found++ >= slice.rows()) {
      return;
    }
    int first = keys.tableNumber().isEmpty() ? 1 : 2;
    for (int i = 0; i < builders.size(); i++) {
      values.put(first + i, builders.get(i), row);
    }
    row++;
  }

  private IOException changed(String how) {
    return new IOException(chunk.table().describe() + " changed while it was read: " + how);
  }

  private static String describe(ImageSlice slice) {
    return describe(slice.tableNumber(), slice.imageNumber());
  }

  private static String describe(TableNumber tableNumber, long imageNumber) {
    return tableNumber.isAbsent()
        ? "image " + imageNumber
        : "image " + imageNumber + " of TableNumber " + tableNumber;
  }
}
