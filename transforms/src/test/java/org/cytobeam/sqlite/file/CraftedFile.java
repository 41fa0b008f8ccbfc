package org.cytobeam.sqlite.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database whose pages a test writes itself; its only table, t (a, b), begins on page 2. */
final class CraftedFile {
  static final int PAGE_BYTES = 512;

  private final ByteBuffer file;

  private CraftedFile(ByteBuffer file) {
    this.file = file;
  }

  static CraftedFile of(Path folder, int pages) throws IOException, SQLException {
    Path path = folder.resolve("crafted.sqlite");
    Files.deleteIfExists(path);
    try (Connection connection = ReferenceDatabase.writable(path);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = " + PAGE_BYTES);
      statement.execute("CREATE TABLE t (a, b)");
    }
    ByteBuffer file = ByteBuffer.allocate(pages * PAGE_BYTES);
    file.put(0, Files.readAllBytes(path));
    file.putInt(28, pages);
    return new CraftedFile(file);
  }

  byte[] bytes() {
    return file.array();
  }

  /** Children and the keys between them; one key fewer than children. */
  CraftedFile interior(int page, int[] children, long... keys) {
    int start = header(page, 5, keys.length);
    file.putInt(start + 8, children[keys.length]);
    int at = start + PAGE_BYTES;
    for (int i = keys.length - 1; i >= 0; i--) {
      byte[] key = varint(keys[i]);
      at -= Integer.BYTES + key.length;
      file.putInt(at, children[i]).put(at + Integer.BYTES, key);
      file.putShort(start + 12 + 2 * i, (short) (at - start));
    }
    return this;
  }

  CraftedFile leaf(int page, byte[]... cells) {
    int start = header(page, 13, cells.length);
    int at = start + PAGE_BYTES;
    for (int i = cells.length - 1; i >= 0; i--) {
      at -= Math.max(4, cells[i].length);
      file.put(at, cells[i]);
      file.putShort(start + 8 + 2 * i, (short) (at - start));
    }
    return this;
  }

  private int header(int page, int type, int cells) {
    int start = (page - 1) * PAGE_BYTES;
    file.put(start, (byte) type).putShort(start + 3, (short) cells);
    return start;
  }

  CraftedFile integer(int page, int at, int value) {
    file.putInt((page - 1) * PAGE_BYTES + at, value);
    return this;
  }

  CraftedFile type(int page, int type) {
    file.put((page - 1) * PAGE_BYTES, (byte) type);
    return this;
  }

  CraftedFile cells(int page, int count) {
    file.putShort((page - 1) * PAGE_BYTES + 3, (short) count);
    return this;
  }

  /** A cell of a leaf, from numbers and bytes in a row. */
  static byte[] cell(long payloadBytes, long rowid, byte[]... payload) {
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    cell.writeBytes(varint(payloadBytes));
    cell.writeBytes(varint(rowid));
    for (byte[] part : payload) {
      cell.writeBytes(part);
    }
    return cell.toByteArray();
  }

  /** A sound row with two integers of one byte. */
  static byte[] row(long rowid, int a, int b) {
    return cell(5, rowid, new byte[] {3, 1, 1, (byte) a, (byte) b});
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] varint(long value) {
    if (value >>> 56 != 0) {
      byte[] nine = new byte[9];
      nine[8] = (byte) value;
      for (int i = 7; i >= 0; i--) {
        nine[i] = (byte) (value >>> 8 + 7 * (7 - i) | 0x80);
      }
      return nine;
    }
    int length = 1;
    while (value >>> 7 * length != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> 7 * (length - 1 - i) & 0x7f | (i < length - 1 ? 0x80 : 0));
    }
    return bytes;
  }
}
