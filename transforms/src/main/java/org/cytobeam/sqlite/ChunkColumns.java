package org.cytobeam.sqlite;

import java.io.IOException;
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
import org.cytobeam.model.TableNumber;

/** What is selected for a chunk, its image key first, and the columns of the batch it goes to. */
final class ChunkColumns {
  private final ChunkDescriptor chunk;
  private final KeyColumns keys;
  private final RowKey key;
  private final List<String> names = new ArrayList<>();
  private final List<ColumnBuilder> builders = new ArrayList<>();

  /**
   * @throws IOException if the table has no image key any more
   */
  ChunkColumns(StoredTable table, ChunkDescriptor chunk, ColumnBatch batch) throws IOException {
    this.chunk = chunk;
    this.keys = KeyColumns.find(table.columnNames(), chunk.table().tag());
    if (keys.imageNumber().isEmpty()) {
      throw changed("its column ImageNumber is gone");
    }
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

  KeyColumns keys() {
    return keys;
  }

  /** Reads the image key of the rows selected. */
  RowKey key() {
    return key;
  }

  /** The columns of the table whose values are put, and where to. */
  List<String> names() {
    return names;
  }

  List<ColumnBuilder> builders() {
    return builders;
  }

  /** A list as SQL. */
  String selected() {
    List<String> selected = RowKey.columns(keys);
    selected.addAll(names);
    return StoredTable.quoted(selected);
  }

  void put(JdbcRow values, int row) throws SQLException {
    int first = keys.tableNumber().isEmpty() ? 1 : 2;
    for (int i = 0; i < builders.size(); i++) {
      values.put(first + i, builders.get(i), row);
    }
  }

  /** Fails if an image has more or fewer rows than were indexed. */
  void requireRows(ImageSlice slice, long found) throws IOException {
    if (found != slice.rows()) {
      throw changed(
          "%s has %d rows, %d were indexed"
              .formatted(describe(slice.tableNumber(), slice.imageNumber()), found, slice.rows()));
    }
  }

  IOException changed(String how) {
    return new IOException(
        "%s changed while it was read, or is damaged: %s".formatted(chunk.table().describe(), how));
  }

  static String describe(TableNumber tableNumber, long imageNumber) {
    return tableNumber.isAbsent()
        ? "image " + imageNumber
        : "image " + imageNumber + " of TableNumber " + tableNumber;
  }
}
