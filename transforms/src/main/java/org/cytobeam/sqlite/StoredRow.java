package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The values of a row, by storage class and without an object each. Columns count from 0, among
 * those that were asked for.
 */
interface StoredRow {
  /** The storage classes, by SQLite's own numbers. */
  int INTEGER = 1;

  int REAL = 2;
  int TEXT = 3;
  int BLOB = 4;
  int NULL = 5;

  int storageClass(int column) throws SQLException, IOException;

  long integer(int column) throws SQLException, IOException;

  double real(int column) throws SQLException, IOException;

  /** Text as UTF-8, whatever the encoding of the database. */
  byte[] utf8(int column) throws SQLException, IOException;

  byte[] blob(int column) throws SQLException, IOException;

  String text(int column) throws SQLException, IOException;

  /** How messages show a value: {@code NULL}, {@code 7.25}, {@code 'A01'}. */
  default String describe(int column) throws SQLException, IOException {
    return switch (storageClass(column)) {
      case INTEGER -> Long.toString(integer(column));
      case REAL -> Double.toString(real(column));
      case TEXT -> "'" + text(column) + "'";
      case BLOB -> "a blob of " + blob(column).length + " bytes";
      default -> "NULL";
    };
  }
}
