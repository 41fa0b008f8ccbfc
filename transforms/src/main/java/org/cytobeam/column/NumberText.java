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

  /** A number of so many digits fits an unsigned long. */
  private static final int MAX_DIGITS = 19;

  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000
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
    // Reading beyond the end of the text, where the array allows, spares a loop over its last
    // bytes whose length no processor can predict.
    while (i + 8 <= utf8.length) {
      int digits = Long.numberOfTrailingZeros(notDigits((long) WORDS.get(utf8, i))) >>> 3;
      if (digits < 8 || i + 8 >= end) {
        return Math.min(i + digits, end);
      }
      i += 8;
    }
    while (i < end && TextValue.isDigit(utf8[i])) {
      i++;
    }
    return i;
  }

  /** Zero if all eight bytes are digits; else its lowest bit lies in the first that is none. */
  private static long notDigits(long word) {
    // A byte is a digit when its high half is 3, and still is after adding 6. A carry out of a
    // byte above 0xF9 reaches only bytes after one that is no digit anyway.
    return ((word & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L)
        | (((word + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) ^ 0x3030303030303030L);
  }

  static long parseLong(byte[] utf8, int start, int end) {
    boolean negative = utf8[start] == '-';
    // The least long overflows to itself, and is its own negative.
    long value = append(0, utf8, negative ? start + 1 : start, end);
    return negative ? -value : value;
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
    double value = decimal(utf8, first, end);
    if (value < 0) {
      // More digits, or a larger exponent, than the quick way takes.
      return JavaDoubleParser.parseDouble(utf8, offset, length);
    }
    return negative ? -value : value;
  }

  /** The value of a number without sign; -1 if it is not among those told quickly. */
  private static double decimal(byte[] utf8, int first, int end) {
    int at = skipDigits(utf8, first, end);
    long digits = append(0, utf8, first, at);
    int count = at - first;
    int exponent = 0;
    if (at < end && utf8[at] == '.') {
      int fraction = at + 1;
      at = skipDigits(utf8, fraction, end);
      digits = append(digits, utf8, fraction, at);
      exponent = fraction - at;
      count += at - fraction;
    }
    if (count > MAX_DIGITS && count - leadingZeros(utf8, first, end) > MAX_DIGITS) {
      return -1;
    }
    if (at < end) {
      if (end - at > 5) {
        return -1;
      }
      exponent += exponent(utf8, at + 1, end);
    }
    if (digits == 0) {
      return 0;
    }
    return exponent < NearestDouble.MIN_EXPONENT || exponent > NearestDouble.MAX_EXPONENT
        ? -1
        : NearestDouble.of(digits, exponent);
  }

  /** The digits so far with those of a range behind them. */
  private static long append(long digits, byte[] utf8, int from, int to) {
    long all = digits;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      all = all * 100_000_000 + eightDigits((long) WORDS.get(utf8, at));
    }
    if (at < to && at + 8 <= utf8.length) {
      // The rest moves to the end of the word, and zeros come before it.
      int count = to - at;
      int shift = 64 - 8 * count;
      long word = (long) WORDS.get(utf8, at) << shift | 0x3030303030303030L >>> (8 * count);
      return all * POWERS_OF_TEN[count] + eightDigits(word);
    }
    for (; at < to; at++) {
      all = all * 10 + (utf8[at] - '0');
    }
    return all;
  }

  /** The value of eight digits, joined to pairs, to fours, to one (Lemire 2021, section 5). */
  private static long eightDigits(long word) {
    long values = word - 0x3030303030303030L;
    long pairs = values * 10 + (values >>> 8);
    long low = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
    long high = (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L;
    return low + high >>> 32;
  }

  private static int leadingZeros(byte[] utf8, int first, int end) {
    int zeros = 0;
    for (int i = first; i < end && (utf8[i] == '0' || utf8[i] == '.'); i++) {
      zeros += utf8[i] == '0' ? 1 : 0;
    }
    return zeros;
  }

  private static int exponent(byte[] utf8, int start, int end) {
    boolean signed = utf8[start] == '-' || utf8[start] == '+';
    int value = (int) append(0, utf8, signed ? start + 1 : start, end);
    return utf8[start] == '-' ? -value : value;
  }
}
