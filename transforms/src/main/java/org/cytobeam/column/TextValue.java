package org.cytobeam.column;

import org.cytobeam.model.ColumnType;

/** What the text of a value means. */
public final class TextValue {
  private TextValue() {}

  /** The least type that holds this (non-empty) text. */
  public static ColumnType typeOf(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@link #typeOf} is INT64 or DOUBLE, told faster. */
  public static boolean isNumber(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  public static long parseLong(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  public static double parseDouble(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  public static boolean parseBool(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Days since 1970-01-01. */
  public static int parseDate(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Microseconds since midnight. */
  public static long parseTime(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Microseconds since 1970-01-01T00:00, in UTC where the text has a zone. */
  public static long parseTimestamp(byte[] utf8, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
