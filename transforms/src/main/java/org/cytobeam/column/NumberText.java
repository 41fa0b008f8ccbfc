package org.cytobeam.column;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.cytobeam.model.ColumnType;

/**
 * The numbers among the texts of {@link TextValue}. Runs once per value over gigabytes, twice, so
 * digits are looked at eight at a time and nothing is allocated.
 */
final class NumberText {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** More digits than this may not fit a long. */
  private static final int SURE_LONG_DIGITS = 18;

  private static final byte[] MAX_LONG_DIGITS =
      "9223372036854775807".getBytes(StandardCharsets.US_ASCII);

  /**
   * A double holds every integer of up to 15 digits, and every power of ten up to 10^22, exactly;
   * the product or quotient of two exact doubles is rounded once, that is correctly (Clinger,
   * 1990).
   */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NumberText() {}

  /** INT64, DOUBLE, or TEXT for what is no number. {@code start < end}. */
  static ColumnType typeOf(byte[] utf8, int start, int end) {
    int whole = utf8[start] == '-' ? start + 1 : start;
    int at = skipDigits(utf8, whole, end);
    int digits = at - whole;
    if (digits > 1 && utf8[whole] == '0') {
      return ColumnType.TEXT;
    }
    if (at == end) {
      return integer(utf8, whole, digits, whole != start);
    }
    if (utf8[at] == '.') {
      int fraction = at + 1;
      at = skipDigits(utf8, fraction, end);
      digits += at - fraction;
    }
    if (digits == 0) {
      return isNanOrInfinity(utf8, whole, end - whole) ? ColumnType.DOUBLE : ColumnType.TEXT;
    }
    return at == end || isExponent(utf8, at, end) ? ColumnType.DOUBLE : ColumnType.TEXT;
  }

  private static ColumnType integer(byte[] utf8, int whole, int digits, boolean negative) {
    if (digits <= SURE_LONG_DIGITS) {
      return digits == 0 ? ColumnType.TEXT : ColumnType.INT64;
    }
    if (digits > MAX_LONG_DIGITS.length) {
      return ColumnType.DOUBLE;
    }
    for (int i = 0; i < digits; i++) {
      // The least long is one further from zero than the greatest: ...808.
      int most = MAX_LONG_DIGITS[i] + (negative && i == digits - 1 ? 1 : 0);
      if (utf8[whole + i] != most) {
        return utf8[whole + i] < most ? ColumnType.INT64 : ColumnType.DOUBLE;
      }
    }
    return ColumnType.INT64;
  }

  private static boolean isExponent(byte[] utf8, int at, int end) {
    if ((utf8[at] | 0x20) != 'e') {
      return false;
    }
    int digits = at + 1;
    if (digits < end && (utf8[digits] == '-' || utf8[digits] == '+')) {
      digits++;
    }
    return digits < end && skipDigits(utf8, digits, end) == end;
  }

  private static boolean isNanOrInfinity(byte[] utf8, int offset, int length) {
    return TextValue.isWord(utf8, offset, length, "nan") || isInfinity(utf8, offset, length);
  }

  private static boolean isInfinity(byte[] utf8, int offset, int length) {
    return TextValue.isWord(utf8, offset, length, "inf")
        || TextValue.isWord(utf8, offset, length, "infinity");
  }

  /** The first position from {@code at} on that is no digit, or {@code end}. */
  private static int skipDigits(byte[] utf8, int at, int end) {
    int i = at;
    while (i + 8 <= end) {
      long word = (long) WORDS.get(utf8, i);
      // A byte is a digit when its high half is 3, and still is after adding 6.
      long notDigit =
          ((word & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L)
              | (((word + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L);
      if (notDigit != 0) {
        // A carry out of a byte above 0xF9 reaches only bytes after one that is no digit anyway.
        return i + (Long.numberOfTrailingZeros(notDigit) >>> 3);
      }
      i += 8;
    }
    while (i < end && TextValue.isDigit(utf8[i])) {
      i++;
    }
    return i;
  }

  static long parseLong(byte[] utf8, int start, int end) {
    boolean negative = utf8[start] == '-';
    // Counted below zero, where the range is larger by one.
    long value = 0;
    for (int i = negative ? start + 1 : start; i < end; i++) {
      value = value * 10 - (utf8[i] - '0');
    }
    return negative ? value : -value;
  }

  static double parseDouble(byte[] utf8, int offset, int length) {
    boolean negative = utf8[offset] == '-';
    int first = negative ? offset + 1 : offset;
    int end = offset + length;
    if (utf8[first] > '9') {
      if ((utf8[first] | 0x20) == 'n') {
        return Double.NaN;
      }
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    // With the point, one byte more than digits.
    if (end - first <= EXACT_DIGITS + 1) {
      double value = shortDecimal(utf8, first, end);
      if (value >= 0) {
        return negative ? -value : value;
      }
    }
    return JavaDoubleParser.parseDouble(utf8, offset, length);
  }

  /** Digits with at most one point, of which at most 15 digits; -1 for anything else. */
  private static double shortDecimal(byte[] utf8, int first, int end) {
    long digits = 0;
    int point = -1;
    for (int i = first; i < end; i++) {
      int digit = utf8[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (utf8[i] == '.') {
        point = i;
      } else {
        return -1;
      }
    }
    if (point < 0) {
      return end - first <= EXACT_DIGITS ? digits : -1;
    }
    return digits / POWERS_OF_TEN[end - point - 1];
  }
}
