package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.cytobeam.model.KeyColumns;

/** Finds a {@link RowChecksum} by SQL. */
final class SqlChecksum {
  private SqlChecksum() {}

  static long of(Connection connection, StoredTable table, KeyColumns keys)
      throws SQLException, IOException {
    RowChecksum checksum = new RowChecksum();
    String order =
        RowKey.columns(keys).stream()
            .sorted(Comparator.comparing(keys.imageNumber()::equals))
            .map(StoredTable::ordered)
            .collect(Collectors.joining(", "));
    if (table.hasRowids()) {
      addByRowid(checksum, connection, table, order + ", " + table.rowid());
    } else {
      addSorted(checksum, connection, table, order + ", " + table.order(keys));
    }
    return checksum.value();
  }

  private static void addSorted(
      RowChecksum checksum, Connection connection, StoredTable table, String order)
      throws SQLException, IOException {
    String columns = StoredTable.quoted(table.columnNames());
    String sql = "SELECT %s%s ORDER BY %s".formatted(columns, table.from(), order);
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      while (rows.next()) {
        rows.read(values -> checksum.add(values, table.columns().size()));
      }
    }
  }

  /** Only keys are sorted; the rows, which can hold pictures, are fetched one by one. */
  private static void addByRowid(
      RowChecksum checksum, Connection connection, StoredTable table, String order)
      throws SQLException, IOException {
    String rowid = table.rowid();
    String keysSql = "SELECT %s%s ORDER BY %s".formatted(rowid, table.from(), order);
    String columns = StoredTable.quoted(table.columnNames());
    String rowSql = "SELECT %s%s".formatted(columns, table.from(rowid + " = ?"));
    try (StoredRows sorted = new StoredRows(connection, keysSql).query();
        StoredRows row = new StoredRows(connection, rowSql)) {
      long[] number = new long[1];
      while (sorted.next()) {
        sorted.read(key -> number[0] = key.integer(0));
        if (!row.query(number[0]).next()) {
          throw SqliteErrors.malformed("row " + number[0] + " is not found by its number");
        }
        row.read(values -> checksum.add(values, table.columns().size()));
      }
    }
  }
}
