package org.cytobeam.column;

import java.time.LocalDate;
import java.time.YearMonth;
import org.cytobeam.model.ColumnType;

/**
 * The dates and times among the texts of {@link TextValue}.
 *
 * <ul>
 *   <li>DATE: {@code 2024-01-02} or {@code 2024/01/02}; month and day may have one digit, the day
 *       must exist.
 *   <li>TIME: {@code 08:00}, {@code 08:00:00}, {@code 08:00:00.123456}; the hour may have one
 *       digit.
 *   <li>TIMESTAMP: a date, a blank or {@code T}, and a time; TIMESTAMP_UTC when the seconds are
 *       followed by {@code Z}, {@code +02}, {@code +02:00} or {@code +0200}.
 * </ul>
 *
 * Digits beyond microseconds must be zeros: text that would lose some stays text.
 */
final class TemporalText {
  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final byte[] utf8;
  private final int end;
  private int at;
  private long micros;

  private TemporalText(byte[] utf8, int start, int end) {
    this.utf8 = utf8;
    this.at = start;
    this.end = end;
  }

  /** DATE, TIME, TIMESTAMP, TIMESTAMP_UTC, or TEXT for none of them. */
  static ColumnType typeOf(byte[] utf8, int start, int end) {
    return new TemporalText(utf8, start, end).read();
  }

  /** Microseconds since midnight for a time, since 1970-01-01T00:00 for all others. */
  static long parse(byte[] utf8, int start, int end) {
    TemporalText text = new TemporalText(utf8, start, end);
    text.read();
    return text.micros;
  }

  private ColumnType read() {
    int digits = digitsAhead();
    if (digits == 1 || digits == 2) {
      return time() && at == end ? ColumnType.TIME : ColumnType.TEXT;
    }
    if (digits != 4 || !date()) {
      return ColumnType.TEXT;
    }
    if (at == end) {
      return ColumnType.DATE;
    }
    int beforeTime = at;
    if (!(take(' ') || take('T')) || !time()) {
      return ColumnType.TEXT;
    }
    if (at == end) {
      return ColumnType.TIMESTAMP;
    }
    boolean hasSeconds = seconds(beforeTime);
    return hasSeconds && zone() && at == end ? ColumnType.TIMESTAMP_UTC : ColumnType.TEXT;
  }

  /** Whether two colons were read since then: a zone needs the seconds before it. */
  private boolean seconds(int since) {
    int colons = 0;
    for (int i = since; i < at; i++) {
      colons += utf8[i] == ':' ? 1 : 0;
    }
    return colons == 2;
  }

  private boolean date() {
    int year = digits(4);
    char separator = at < end && utf8[at] == '/' ? '/' : '-';
    int month = take(separator) ? shortNumber() : -1;
    int day = take(separator) ? shortNumber() : -1;
    if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    micros += LocalDate.of(year, month, day).toEpochDay() * MICROS_PER_DAY;
    return true;
  }

  private boolean time() {
    int hour = shortNumber();
    int minute = take(':') ? twoDigits() : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return false;
    }
    micros += (hour * 60L + minute) * 60 * MICROS_PER_SECOND;
    if (!take(':')) {
      return true;
    }
    int second = twoDigits();
    if (second < 0 || second > 59) {
      return false;
    }
    micros += second * MICROS_PER_SECOND;
    return !take('.') || fraction();
  }

  private boolean fraction() {
    int digits = digitsAhead();
    long unit = MICROS_PER_SECOND;
    for (int i = 0; i < digits; i++) {
      int digit = utf8[at + i] - '0';
      unit /= 10;
      if (unit == 0 && digit != 0) {
        return false;
      }
      micros += digit * unit;
    }
    at += digits;
    return digits > 0;
  }

  private boolean zone() {
    if (take('Z')) {
      return true;
    }
    int sign = take('-') ? 1 : take('+') ? -1 : 0;
    int hours = twoDigits();
    int minutes = at < end && (take(':') || digitsAhead() == 2) ? twoDigits() : 0;
    if (sign == 0 || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return false;
    }
    micros += sign * (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
    return true;
  }

  /** A number of one or two digits, or -1. */
  private int shortNumber() {
    return digitsAhead() == 1 ? digits(1) : twoDigits();
  }

  /** The next two digits, whatever follows them, or -1. */
  private int twoDigits() {
    return digitsAhead() >= 2 ? digits(2) : -1;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value * 10 + (utf8[at++] - '0');
    }
    return value;
  }

  private int digitsAhead() {
    int i = at;
    while (i < end && TextValue.isDigit(utf8[i])) {
      i++;
    }
    return i - at;
  }

  private boolean take(char wanted) {
    if (at < end && utf8[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }
}
