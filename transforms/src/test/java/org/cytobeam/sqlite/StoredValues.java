package org.cytobeam.sqlite;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cytobeam.model.ColumnType;

/**
 * What becomes of stored values, told once more in plain Java: values are as {@code
 * ResultSet.getObject} of sqlite-jdbc gives them (Integer, Long, Double, String, byte[] or null).
 */
final class StoredValues {
  /** What stands for a value that becomes NULL and is counted. */
  static final Object UNREADABLE = new Object();

  private static final Pattern WORD = Pattern.compile("-?(nan|inf|infinity)");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern FRACTION =
      Pattern.compile("-?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private StoredValues() {}

  /** The type of a column of a table by its declaration and all its values. */
  static ColumnType typeOf(String declared, List<Object> values) {
    List<Object> stored = values.stream().filter(Objects::nonNull).toList();
    boolean blob = stored.stream().anyMatch(byte[].class::isInstance);
    boolean word =
        stored.stream().anyMatch(v -> v instanceof String s && number(s) == null && !s.isEmpty());
    switch (declared) {
      case "BIGINT":
        return needsDouble(stored, false) ? ColumnType.DOUBLE : ColumnType.INT64;
      case "FLOAT", "NUMERIC":
        return ColumnType.DOUBLE;
      case "TEXT":
        return ColumnType.TEXT;
      default:
        if (blob || stored.isEmpty()) {
          return ColumnType.BINARY;
        }
        if (word || stored.stream().allMatch(String.class::isInstance)) {
          return ColumnType.TEXT;
        }
        return needsDouble(stored, true) ? ColumnType.DOUBLE : ColumnType.INT64;
    }
  }

  /** Without a declaration every real counts as one, with or without fraction. */
  private static boolean needsDouble(List<Object> values, boolean wholeReals) {
    for (Object value : values) {
      Object number = value instanceof String text ? number(text) : value;
      boolean text = value instanceof String;
      if (number instanceof Double d && (text || wholeReals || !isLong(d))) {
        return true;
      }
    }
    return false;
  }

  /** The value in a column of that type: Long, Double, String, byte[], null or UNREADABLE. */
  static Object in(ColumnType type, Object value) {
    if (value == null) {
      return null;
    }
    Object number =
        value instanceof String text
            ? number(text)
            : value instanceof Number n && !(n instanceof Double) ? (Object) n.longValue() : value;
    switch (type) {
      case INT64:
        if (number instanceof Double d && isLong(d)) {
          return (long) (double) d;
        }
        return number instanceof Long ? number : UNREADABLE;
      case DOUBLE:
        boolean zero = number instanceof Long n && n == 0 && value instanceof String;
        return zero
            ? Double.valueOf((String) value)
            : number instanceof Number n ? (Object) n.doubleValue() : UNREADABLE;
      case TEXT:
        if (value instanceof byte[]) {
          return UNREADABLE;
        }
        return value.toString();
      default:
        if (value instanceof String text) {
          return text.getBytes(StandardCharsets.UTF_8);
        }
        return value instanceof byte[] ? value : UNREADABLE;
    }
  }

  /** Long or Double if the text is a number, else null. */
  private static Object number(String text) {
    String bare = text.replaceAll("^[ \t]+|[ \t]+$", "");
    String lower = bare.toLowerCase(Locale.ROOT);
    if (WORD.matcher(lower).matches()) {
      double value = lower.endsWith("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
      return lower.startsWith("-") ? -value : value;
    }
    if (WHOLE.matcher(bare).matches()) {
      BigInteger whole = new BigInteger(bare);
      return whole.bitLength() < 64 ? (Object) whole.longValue() : whole.doubleValue();
    }
    return FRACTION.matcher(bare).matches() ? Double.valueOf(bare) : null;
  }

  /** Whether a stored value can number an image. */
  static boolean isImageNumber(Object value) {
    if (value instanceof String text) {
      return WHOLE.matcher(text).matches() && !text.equals("-0") && number(text) instanceof Long;
    }
    return value instanceof Number n && (!(n instanceof Double d) || isLong(d));
  }

  private static boolean isLong(double value) {
    return Math.rint(value) == value && value >= -0x1p63 && value < 0x1p63;
  }

  /** Whether a value is the one expected; a number's text may be any that gives it back. */
  static boolean isSame(Object expected, Object stored, Object got) {
    if (expected == UNREADABLE || expected == null || got == null) {
      return got == null && (expected == UNREADABLE || expected == null);
    }
    if (expected instanceof byte[] bytes) {
      return got instanceof byte[] others && Arrays.equals(bytes, others);
    }
    if (stored instanceof Double && expected instanceof String) {
      return stored.equals(Double.valueOf((String) got));
    }
    return expected.equals(got);
  }
}
