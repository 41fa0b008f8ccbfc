package org.cytobeam.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.cytobeam.model.KeyColumns;

/**
 * The CRC-32 over the rows of a table in the order of their keys, as {@link
 * org.cytobeam.format.TableFormat#index} defines it: equal for equal contents, in whatever order
 * and pages they are stored.
 */
final class RowChecksum {
  private final CRC32 crc = new CRC32();
  private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);

  private RowChecksum() {}

  static long of(Connection connection, StoredTable table, KeyColumns keys) throws SQLException {
    RowChecksum checksum = new RowChecksum();
    String order =
        RowKey.columns(keys).stream()
            .sorted(Comparator.comparing(keys.imageNumber()::equals))
            .map(StoredTable::ordered)
            .collect(Collectors.joining(", "));
    if (table.hasRowids()) {
      checksum.addByRowid(connection, table, order + ", " + table.rowid());
    } else {
      checksum.addSorted(connection, table, order + ", " + table.order(keys));
    }
    return checksum.crc.getValue();
  }

  private void addSorted(Connection connection, StoredTable table, String order)
      throws SQLException {
    String columns = StoredTable.quoted(table.columnNames());
    String sql = "SELECT %s%s ORDER BY %s".formatted(columns, table.from(), order);
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      while (rows.next()) {
        rows.read(values -> add(values, table.columns().size()));
      }
    }
  }

  /** Only keys are sorted; the rows, which can hold pictures, are fetched one by one. */
  private void addByRowid(Connection connection, StoredTable table, String order)
      throws SQLException {
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
        row.read(values -> add(values, table.columns().size()));
      }
    }
  }

  private void add(StoredRow row, int columns) throws SQLException {
    for (int i = 0; i < columns; i++) {
      int storageClass = row.storageClass(i);
      switch (storageClass) {
        case StoredRow.INTEGER -> addNumber(storageClass, row.integer(i));
        case StoredRow.REAL -> addNumber(storageClass, Double.doubleToLongBits(row.real(i)));
        case StoredRow.TEXT -> addBytes(storageClass, row.utf8(i));
        case StoredRow.BLOB -> addBytes(storageClass, row.blob(i));
        default -> crc.update(StoredRow.NULL);
      }
    }
  }

  private void addNumber(int storageClass, long bits) {
    crc.update(number.clear().put((byte) storageClass).putLong(bits).flip());
  }

  private void addBytes(int storageClass, byte[] bytes) {
    crc.update(number.clear().put((byte) storageClass).putInt(bytes.length).flip());
    crc.update(bytes);
  }
}
