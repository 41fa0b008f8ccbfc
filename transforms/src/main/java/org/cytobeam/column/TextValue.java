package org.cytobeam.column;

import org.cytobeam.model.ColumnType;

/**
 * What the text of a value means: the rules by which text becomes a number, a truth value, a date
 * or a time, the same for every format.
 *
 * <ul>
 *   <li>INT64: {@code -?(0|[1-9][0-9]*)} within 64 bits. A plus sign or leading zeros make text
 *       ({@code 007} is a label); more than 64 bits make a DOUBLE.
 *   <li>DOUBLE: the same with a fraction, an exponent or both; {@code 5.} and {@code .5} too;
 *       {@code nan}, {@code inf} and {@code infinity} in any case, with or without a minus.
 *   <li>BOOL: {@code true}, {@code false}, {@code t}, {@code f}, {@code yes}, {@code no} in any
 *       case; {@code y} and {@code n} are text.
 *   <li>DATE, TIME, TIMESTAMP, TIMESTAMP_UTC: see {@link TemporalText}.
 *   <li>TEXT: everything else. Blanks and tabs around a number do not count; around anything else
 *       they are part of it.
 * </ul>
 *
 * <p>These are DuckDB 1.5's rules in {@code read_csv}, without its surprises: no {@code inf} as a
 * date, no hexadecimal integers, no {@code 01/02/2024}, whose month nobody knows.
 *
 * <p>The {@code parse} methods take text for which {@link #typeOf} gave the type in question; what
 * they do with other text is not defined. Numbers are read without allocating.
 */
public final class TextValue {
  private TextValue() {}

  /** The least type that holds this text. No text at all has type NULL. */
  public static ColumnType typeOf(byte[] utf8, int offset, int length) {
    if (length == 0) {
      return ColumnType.NULL;
    }
    int end = offset + length;
    ColumnType number = numberType(utf8, offset, end);
    if (number != ColumnType.TEXT) {
      return number;
    }
    if (isDigit(utf8[offset])) {
      return TemporalText.typeOf(utf8, offset, end);
    }
    return isBool(utf8, offset, length) ? ColumnType.BOOL : ColumnType.TEXT;
  }

  /** Whether {@link #typeOf} is INT64 or DOUBLE, told faster. */
  public static boolean isNumber(byte[] utf8, int offset, int length) {
    return length > 0 && numberType(utf8, offset, offset + length) != ColumnType.TEXT;
  }

  /** The value of INT64 text. */
  public static long parseLong(byte[] utf8, int offset, int length) {
    int start = skipBlanks(utf8, offset, offset + length);
    return NumberText.parseLong(utf8, start, skipBlanksBack(utf8, start, offset + length));
  }

  /** The double nearest to INT64 or DOUBLE text, bit for bit as {@code Double.parseDouble}. */
  public static double parseDouble(byte[] utf8, int offset, int length) {
    int start = skipBlanks(utf8, offset, offset + length);
    return NumberText.parseDouble(
        utf8, start, skipBlanksBack(utf8, start, offset + length) - start);
  }

  /** The value of BOOL text. */
  public static boolean parseBool(byte[] utf8, int offset, int length) {
    int first = utf8[offset] | 0x20;
    return first == 't' || first == 'y';
  }

  /** Days since 1970-01-01. */
  public static int parseDate(byte[] utf8, int offset, int length) {
    return Math.toIntExact(
        Math.floorDiv(
            TemporalText.parse(utf8, offset, offset + length), TemporalText.MICROS_PER_DAY));
  }

  /** Microseconds since midnight. */
  public static long parseTime(byte[] utf8, int offset, int length) {
    return TemporalText.parse(utf8, offset, offset + length);
  }

  /** Microseconds since 1970-01-01T00:00, in UTC where the text has a zone. */
  public static long parseTimestamp(byte[] utf8, int offset, int length) {
    return TemporalText.parse(utf8, offset, offset + length);
  }

  private static ColumnType numberType(byte[] utf8, int start, int end) {
    int first = skipBlanks(utf8, start, end);
    int last = skipBlanksBack(utf8, first, end);
    return first == last ? ColumnType.TEXT : NumberText.typeOf(utf8, first, last);
  }

  private static int skipBlanks(byte[] utf8, int at, int end) {
    int i = at;
    while (i < end && (utf8[i] == ' ' || utf8[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int skipBlanksBack(byte[] utf8, int start, int end) {
    int i = end;
    while (i > start && (utf8[i - 1] == ' ' || utf8[i - 1] == '\t')) {
      i--;
    }
    return i;
  }

  private static boolean isBool(byte[] utf8, int offset, int length) {
    return switch (length) {
      case 1 -> isWord(utf8, offset, length, "t") || isWord(utf8, offset, length, "f");
      case 2 -> isWord(utf8, offset, length, "no");
      case 3 -> isWord(utf8, offset, length, "yes");
      case 4 -> isWord(utf8, offset, length, "true");
      case 5 -> isWord(utf8, offset, length, "false");
      default -> false;
    };
  }

  /** Whether the bytes are that word of lower-case ASCII letters, in any case. */
  static boolean isWord(byte[] utf8, int offset, int length, String word) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      // Setting bit 5 lowers a letter; no byte but the letter itself becomes that letter by it.
      if ((utf8[offset + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
