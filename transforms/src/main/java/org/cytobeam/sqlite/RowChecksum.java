package org.cytobeam.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    // Only keys are sorted; the rows, which can hold pictures, are fetched one by one.
    List<String> order = new ArrayList<>();
    if (!keys.tableNumber().isEmpty()) {
      order.add(StoredTable.quoted(keys.tableNumber()) + " COLLATE BINARY");
    }
    order.add(StoredTable.quoted(keys.imageNumber()) + " COLLATE BINARY");
    order.add(table.rowid());
    String keysSql =
        "SELECT %s FROM %s ORDER BY %s"
            .formatted(table.rowid(), table.quotedName(), String.join(", ", order));
    String rowSql =
        "SELECT %s FROM %s WHERE %s = ?"
            .formatted(StoredTable.quoted(table.columnNames()), table.quotedName(), table.rowid());
    RowChecksum checksum = new RowChecksum();
    int columns = table.columns().size();
    try (StoredRows sorted = new StoredRows(connection, keysSql).query();
        StoredRows row = new StoredRows(connection, rowSql)) {
      long[] rowid = new long[1];
      while (sorted.next()) {
        sorted.read(key -> rowid[0] = key.integer(0));
        row.query(rowid[0]).next();
        row.read(values -> checksum.add(values, columns));
      }
    }
    return checksum.crc.getValue();
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
