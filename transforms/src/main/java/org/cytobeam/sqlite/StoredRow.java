package org.cytobeam.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.cytobeam.column.ColumnBuilder;
import org.sqlite.core.DB;

/**
 * The values of the row on which a statement stands, by storage class and without an object each.
 * Columns count from 0. Valid only inside {@link StoredRows#read}.
 */
final class StoredRow {
  /** The storage classes, by SQLite's own numbers. */
  static final int INTEGER = 1;

  static final int REAL = 2;
  static final int TEXT = 3;
  static final int BLOB = 4;
  static final int NULL = 5;

  private final DB database;
  private final long statement;

  StoredRow(DB database, long statement) {
    this.database = database;
    this.statement = statement;
  }

  int storageClass(int column) throws SQLException {
    return database.column_type(statement, column);
  }

  long integer(int column) throws SQLException {
    return database.column_long(statement, column);
  }

  double real(int column) throws SQLException {
    return database.column_double(statement, column);
  }

  String text(int column) throws SQLException {
    return database.column_text(statement, column);
  }

  /** Text as UTF-8, whatever the encoding of the database. */
  byte[] utf8(int column) throws SQLException {
    return text(column).getBytes(StandardCharsets.UTF_8);
  }

  byte[] blob(int column) throws SQLException {
    byte[] bytes = database.column_blob(statement, column);
    return bytes == null ? new byte[0] : bytes;
  }

  /** Puts a value into a column of a batch; NULL needs no call. */
  void put(int column, ColumnBuilder builder, int row) throws SQLException {
    switch (storageClass(column)) {
      case REAL -> builder.putDouble(row, real(column));
      case INTEGER -> builder.putLong(row, integer(column));
      case TEXT -> {
        byte[] utf8 = utf8(column);
        builder.putText(row, utf8, 0, utf8.length);
      }
      case BLOB -> {
        byte[] bytes = blob(column);
        builder.putBlob(row, bytes, 0, bytes.length);
      }
      default -> {
        // NULL, as every cell of a batch is until it is put
      }
    }
  }

  /** How messages show a value: {@code NULL}, {@code 7.25}, {@code 'A01'}. */
  String describe(int column) throws SQLException {
    return switch (storageClass(column)) {
      case INTEGER -> Long.toString(integer(column));
      case REAL -> Double.toString(real(column));
      case TEXT -> "'" + text(column) + "'";
      case BLOB -> "a blob of " + blob(column).length + " bytes";
      default -> "NULL";
    };
  }
}
