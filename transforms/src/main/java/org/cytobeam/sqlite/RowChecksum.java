package org.cytobeam.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.zip.CRC32;

/**
 * The CRC-32 over the rows of a table in the order of their keys, as {@link
 * org.cytobeam.format.TableFormat#index} defines it: equal for equal contents, in whatever order
 * and pages they are stored.
 */
final class RowChecksum {
  private final CRC32 crc = new CRC32();
  private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);

  long value() {
    return crc.getValue();
  }

  /** Adds the first columns of the next row. */
  void add(StoredRow row, int columns) throws SQLException, IOException {
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
