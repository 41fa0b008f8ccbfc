package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * Makes the index of one table: a pass over the keys, in the order of rowids where there are any,
 * and one over the values of the columns whose declaration does not settle their type. Memory grows
 * with the images, not with the rows.
 */
final class TableIndexer {
  private static final int COLUMNS_IN_MESSAGE = 5;

  private final Connection connection;
  private final SourceTable source;
  private final StoredTable table;
  private final KeyColumns keys;
  private final ImageRuns images = new ImageRuns();
  private long lastRowid;
  private long rejected;
  private String firstRejected = "";

  private TableIndexer(Connection connection, SourceTable source, StoredTable table) {
    this.connection = connection;
    this.source = source;
    this.table = table;
    this.keys = KeyColumns.find(table.columnNames(), source.tag());
  }

  /**
   * The index of a table; one that cannot be read by image is quarantined.
   *
   * @param wanted tells which tables are image tables and have a checksum
   * @throws SQLException what SQLite says of a damaged table
   */
  static TableIndex index(Connection connection, SourceTable source, TableNames wanted)
      throws SQLException {
    StoredTable table = StoredTable.of(connection, source.table(), source.object());
    return new TableIndexer(connection, source, table).index(wanted);
  }

  private TableIndex index(TableNames wanted) throws SQLException {
    String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      return TableIndex.quarantined(source, obstacle);
    }
    readKeys();
    ValueTypes values = ValueTypes.of(connection, table, keys);
    return new TableIndex(
        source,
        columns(values),
        keys,
        runs(bytesPerRow(values)),
        images.rows() + rejected,
        rejected,
        wanted.isImage(source.tag()) ? RowChecksum.of(connection, table, keys) : -1,
        problems());
  }

  /** Why the table cannot be read at all; empty if it can. */
  private String obstacle() throws SQLException {
    if (keys.imageNumber().isEmpty()) {
      List<String> names = table.columnNames();
      return "it has no column ImageNumber; its columns are "
          + String.join(", ", names.subList(0, Math.min(COLUMNS_IN_MESSAGE, names.size())))
          + (names.size() > COLUMNS_IN_MESSAGE ? " .. (" + names.size() + ")" : "");
    }
    return table.hasRowids() && hasLastRowid()
        ? "its rowid " + Long.MAX_VALUE + " leaves no room after it"
        : "";
  }

  /** The end of a range lies after its last row, so the greatest number there is cannot be used. */
  private boolean hasLastRowid() throws SQLException {
    String sql =
        "SELECT max(%s) = ? FROM %s".formatted(table.rowid(), StoredTable.quoted(table.name()));
    boolean[] last = new boolean[1];
    try (StoredRows rows = new StoredRows(connection, sql).query(Long.MAX_VALUE)) {
      rows.next();
      rows.read(row -> last[0] = row.integer(0) == 1);
    }
    return last[0];
  }

  private void readKeys() throws SQLException {
    boolean numbered = table.hasRowids();
    String columns = StoredTable.quoted(RowKey.columns(keys));
    String sql =
        numbered
            ? "SELECT %s, %s%s ORDER BY 1".formatted(table.rowid(), columns, table.from())
            : "SELECT %s%s".formatted(columns, table.from());
    RowKey key = new RowKey(keys, numbered ? 1 : 0);
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      while (rows.next()) {
        rows.read(numbered ? row -> takeNumbered(row, key) : row -> take(row, key));
      }
    }
  }

  private void takeNumbered(StoredRow row, RowKey key) throws SQLException {
    long rowid = row.integer(0);
    // A damaged tree can come to the same page twice; ranges need ascending numbers.
    if (images.rows() + rejected > 0 && rowid <= lastRowid) {
      throw SqliteErrors.malformed("row " + rowid + " comes after row " + lastRowid);
    }
    lastRowid = rowid;
    if (key.read(row)) {
      images.add(rowid, key.tableNumber(), key.imageNumber());
    } else {
      reject("rowid " + rowid + ", with " + key.describe(row));
    }
  }

  private void take(StoredRow row, RowKey key) throws SQLException {
    if (key.read(row)) {
      images.add(key.tableNumber(), key.imageNumber());
    } else {
      reject("one with " + key.describe(row));
    }
  }

  private void reject(String row) {
    images.skip();
    if (rejected++ == 0) {
      firstRejected = row;
    }
  }

  /** In the order of rowids; where there are none, in that of keys, in which they are read. */
  private List<ImageRun> runs(long bytesPerRow) {
    List<ImageRun> runs = images.runs(bytesPerRow);
    if (!table.hasRowids()) {
      runs.sort(Comparator.comparing(ImageRun::tableNumber).thenComparing(ImageRun::imageNumber));
    }
    return runs;
  }

  /** An average over the table, rounded up: images differ little in what their texts need. */
  private long bytesPerRow(ValueTypes values) {
    long rows = Math.max(1, images.rows() + rejected);
    return 8L * table.columns().size() + (values.variableBytes() + rows - 1) / rows;
  }

  private List<Column> columns(ValueTypes values) {
    List<Column> columns = new ArrayList<>(table.columns().size());
    for (Column column : table.columns()) {
      if (column.name().equals(keys.tableNumber()) && images.hasTextTableNumber()) {
        columns.add(new Column(column.name(), ColumnType.TEXT));
      } else {
        columns.add(new Column(column.name(), values.typeOf(column)));
      }
    }
    return columns;
  }

  private List<Problem> problems() {
    if (rejected == 0) {
      return List.of();
    }
    String message =
        "%d of %d rows have no usable image key and are left out; the first is %s"
            .formatted(rejected, images.rows() + rejected, firstRejected);
    return List.of(Problem.of(Problem.Kind.REJECTED_ROWS, source, message, rejected));
  }
}
