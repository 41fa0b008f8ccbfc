package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the rows of a table, and gives their values by storage class, without an object for
 * each. Columns count from 0.
 *
 * <p>A record may have fewer values than the table has columns: the missing ones are what the
 * column was added with. Of a row, only as many bytes are read as the columns asked for need.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 2.
 */
public final class TableRows {
  private static final int ROWID = -1;
  private static final int MISSING = RecordHeader.MISSING;

  private final List<ColumnDefinition> columns;
  private final int rowidColumn;
  private final boolean[] isReal;
  private final TableCursor cursor;
  private final Payload payload;
  private final TextEncoding encoding;
  private final Utf8Text text;
  private final RecordHeader header;

  TableRows(Pages pages, TableDefinition table, TextEncoding encoding) {
    this.columns = table.columns();
    this.rowidColumn = table.rowidColumn();
    this.cursor = new TableCursor(pages, table.rootPage());
    this.payload = cursor.payload();
    this.encoding = encoding;
    this.text = new Utf8Text(encoding);
    this.header = new RecordHeader(payload, columns.size());
    this.isReal = new boolean[columns.size()];
    for (int i = 0; i < isReal.length; i++) {
      isReal[i] = columns.get(i).isReal();
    }
  }

  /** Goes before the first row with at least that rowid. */
  public void seek(long rowid) throws IOException {
    cursor.seek(rowid);
  }

  /** Goes to the next row, in the order of rowids; false after the last. */
  public boolean next() throws IOException {
    if (!cursor.next()) {
      return false;
    }
    header.reset(cursor.rowid());
    return true;
  }

  public long rowid() {
    return cursor.rowid();
  }

  public StorageClass storageClass(int column) throws IOException {
    int type = type(column);
    if (type >= 0) {
      boolean isNan = type == SerialType.REAL && Double.isNaN(real(column));
      StorageClass stored = isNan ? StorageClass.NULL : SerialType.storageClass(type);
      return stored == StorageClass.INTEGER && isReal[column] ? StorageClass.REAL : stored;
    }
    if (type == ROWID) {
      return StorageClass.INTEGER;
    }
    Object missing = columns.get(column).missing();
    if (missing == null) {
      return StorageClass.NULL;
    } else if (missing instanceof Long) {
      return StorageClass.INTEGER;
    } else if (missing instanceof Double) {
      return StorageClass.REAL;
    }
    return missing instanceof String ? StorageClass.TEXT : StorageClass.BLOB;
  }

  /** A value of class {@link StorageClass#INTEGER}. */
  public long integer(int column) throws IOException {
    int type = type(column);
    if (type >= 0) {
      int place = place(column, type);
      return SerialType.integer(type, payload.bytes(), place);
    }
    return type == ROWID ? cursor.rowid() : (Long) columns.get(column).missing();
  }

  /** A value of class {@link StorageClass#REAL}. */
  public double real(int column) throws IOException {
    int type = type(column);
    if (type == SerialType.REAL) {
      int place = place(column, type);
      return SerialType.real(payload.bytes(), place);
    }
    return type == MISSING ? (Double) columns.get(column).missing() : integer(column);
  }

  /** How many bytes a text or blob has as it is stored; 0 for anything else. */
  public int storedBytes(int column) throws IOException {
    int type = type(column);
    if (type >= SerialType.FIRST_BLOB) {
      return SerialType.bytes(type);
    }
    return type == MISSING ? missing(column, encoding).length : 0;
  }

  /** A value of class {@link StorageClass#TEXT}, as UTF-8. */
  public byte[] utf8(int column) throws IOException {
    int type = type(column);
    if (type == MISSING) {
      return missing(column, TextEncoding.UTF_8);
    }
    int place = place(column, type);
    text.set(payload.bytes(), place, SerialType.bytes(type));
    return Arrays.copyOfRange(text.bytes(), text.start(), text.start() + text.length());
  }

  /** A value of class {@link StorageClass#TEXT}. */
  public String text(int column) throws IOException {
    return new String(utf8(column), StandardCharsets.UTF_8);
  }

  /** A value of class {@link StorageClass#BLOB}; of a text, the bytes as they are stored. */
  public byte[] blob(int column) throws IOException {
    int type = type(column);
    if (type == MISSING) {
      return missing(column, encoding);
    }
    int place = place(column, type);
    return Arrays.copyOfRange(payload.bytes(), place, place + SerialType.bytes(type));
  }

  private byte[] missing(int column, TextEncoding texts) {
    Object missing = columns.get(column).missing();
    if (missing instanceof byte[] blob) {
      return blob.clone();
    }
    return missing instanceof String string ? texts.bytes(string) : new byte[0];
  }

  /**
   * Puts values of the current row where they belong.
   *
   * @param wanted columns, in ascending order
   * @param sinks one for each
   */
  public void put(int[] wanted, ValueSink[] sinks, int row) throws IOException {
    for (int i = wanted.length - 1; i >= 0; i--) {
      int type = type(wanted[i]);
      if (type >= 0) {
        place(wanted[i], type);
        break;
      }
    }
    int[] types = header.types();
    int[] places = header.places();
    byte[] bytes = payload.bytes();
    int start = payload.start();
    for (int i = 0; i < wanted.length; i++) {
      int column = wanted[i];
      if (column == rowidColumn) {
        sinks[i].putLong(row, cursor.rowid());
      } else {
        put(types[column], column, bytes, start + places[column], sinks[i], row);
      }
    }
  }

  private void put(int type, int column, byte[] bytes, int at, ValueSink sink, int row) {
    switch (type) {
      case SerialType.NULL, 10, 11 -> {
        // Every cell is NULL until it is put.
      }
      case SerialType.REAL -> {
        double value = SerialType.real(bytes, at);
        // SQLite has no NaN; a damaged or foreign file may.
        if (!Double.isNaN(value)) {
          sink.putDouble(row, value);
        }
      }
      case 1, 2, 3, 4, 5, 6, SerialType.ZERO, SerialType.ONE -> {
        long value = SerialType.integer(type, bytes, at);
        if (isReal[column]) {
          sink.putDouble(row, value);
        } else {
          sink.putLong(row, value);
        }
      }
      case MISSING -> putMissing(column, sink, row);
      default -> putBytes(bytes, at, SerialType.bytes(type), (type & 1) == 1, sink, row);
    }
  }

  private void putBytes(byte[] bytes, int at, int length, boolean isText, ValueSink sink, int row) {
    if (isText) {
      text.set(bytes, at, length);
      sink.putText(row, text.bytes(), text.start(), text.length());
    } else {
      sink.putBlob(row, bytes, at, length);
    }
  }

  private void putMissing(int column, ValueSink sink, int row) {
    Object missing = columns.get(column).missing();
    if (missing instanceof Long number) {
      sink.putLong(row, number);
    } else if (missing instanceof Double number) {
      sink.putDouble(row, number);
    } else if (missing instanceof String string) {
      byte[] utf8 = DefaultValue.utf8(string);
      sink.putText(row, utf8, 0, utf8.length);
    } else if (missing instanceof byte[] blob) {
      sink.putBlob(row, blob, 0, blob.length);
    }
  }

  /** Where in the payload's array a value is, which is read if it has not been yet. */
  private int place(int column, int type) throws IOException {
    int place = header.place(column);
    payload.require(place + SerialType.bytes(type));
    return payload.start() + place;
  }

  private int type(int column) throws IOException {
    return column == rowidColumn ? ROWID : header.type(column);
  }
}
