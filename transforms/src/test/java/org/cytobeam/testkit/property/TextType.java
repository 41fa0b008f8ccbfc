package org.cytobeam.testkit.property;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a text, written out from {@code docs/columns.md} with regular expressions and {@code
 * java.time}.
 */
public enum TextType {
  /** No value at all; its column is text. */
  NONE("VARCHAR"),
  BOOL("BOOLEAN"),
  INTEGER("BIGINT"),
  DOUBLE("DOUBLE"),
  DATE("DATE"),
  TIME("TIME"),
  TIMESTAMP("TIMESTAMP"),
  INSTANT("TIMESTAMP WITH TIME ZONE"),
  TEXT("VARCHAR");

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile("-?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER = Pattern.compile("(?i)-?(nan|inf|infinity)");
  private static final Pattern TRUTH = Pattern.compile("(?i)true|false|t|f|yes|no");
  private static final String DAY = "([0-9]{4})([-/])([0-9]{1,2})\\2([0-9]{1,2})";
  private static final String HOUR =
      "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})"
          + "(?<seconds>:(?<second>[0-9]{2})(\\.(?<fraction>[0-9]{1,6})0*)?)?";
  private static final Pattern ONLY_DAY = Pattern.compile(DAY);
  private static final Pattern ONLY_HOUR = Pattern.compile(HOUR);
  private static final Pattern BOTH =
      Pattern.compile(DAY + "[ T]" + HOUR + "(?<zone>Z|[-+][0-9]{2}(:?[0-9]{2})?)?");
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final String sqlName;

  TextType(String sqlName) {
    this.sqlName = sqlName;
  }

  /** As DuckDB calls it. */
  public String sqlName() {
    return sqlName;
  }

  /** The type of one value. */
  public static TextType of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String bare = bare(text);
    if (WHOLE.matcher(bare).matches()) {
      BigInteger value = new BigInteger(bare);
      return value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0 ? DOUBLE : INTEGER;
    }
    if (NUMBER.matcher(bare).matches() || NO_NUMBER.matcher(bare).matches()) {
      return DOUBLE;
    }
    if (TRUTH.matcher(text).matches()) {
      return BOOL;
    }
    return temporal(text);
  }

  private static TextType temporal(String text) {
    try {
      if (ONLY_DAY.matcher(text).matches()) {
        day(text);
        return DATE;
      }
      if (ONLY_HOUR.matcher(text).matches()) {
        hour(matched(ONLY_HOUR, text));
        return TIME;
      }
      Matcher both = BOTH.matcher(text);
      if (both.matches()) {
        hour(both);
        day(text);
        if (both.group("zone") == null) {
          return TIMESTAMP;
        }
        return both.group("seconds") == null ? TEXT : INSTANT;
      }
      return TEXT;
    } catch (DateTimeException noSuchDay) {
      return TEXT;
    }
  }

  /** The type of a column that holds values of both. */
  public TextType and(TextType other) {
    if (this == NONE || other == NONE) {
      return this == NONE ? other : this;
    }
    boolean numbers = (this == INTEGER || this == DOUBLE) && (other == INTEGER || other == DOUBLE);
    return this == other ? this : numbers ? DOUBLE : TEXT;
  }

  /** A value of a column of this type; null for none. */
  Object value(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return switch (this) {
      case NONE, TEXT -> text;
      case INTEGER -> Long.valueOf(bare(text));
      case DOUBLE -> doubleOf(bare(text));
      case BOOL -> "tTyY".indexOf(text.charAt(0)) >= 0;
      case DATE -> day(text);
      case TIME -> hour(matched(ONLY_HOUR, text));
      case TIMESTAMP -> day(text).atTime(hour(matched(BOTH, text)));
      case INSTANT -> {
        Matcher both = matched(BOTH, text);
        LocalDateTime local = day(text).atTime(hour(both));
        yield local.toInstant(ZoneOffset.of(both.group("zone")));
      }
    };
  }

  /** What a reader's value is called here: times have classes of their own in each reader. */
  public static Object comparable(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    return value instanceof OffsetDateTime zoned ? zoned.toInstant() : value;
  }

  /** The whole number that a text names, {@code 7} or {@code 7.0}, in a column of this type. */
  OptionalLong key(String text) {
    TextType own = of(text);
    boolean number = own == INTEGER || own == DOUBLE;
    if (!number || this != INTEGER && this != DOUBLE && this != TEXT) {
      return OptionalLong.empty();
    }
    if (own == INTEGER && this != DOUBLE) {
      return OptionalLong.of(Long.parseLong(bare(text)));
    }
    double value = doubleOf(bare(text));
    return value % 1 == 0 && Math.abs(value) < 0x1p53
        ? OptionalLong.of((long) value)
        : OptionalLong.empty();
  }

  private static double doubleOf(String bare) {
    if (!NO_NUMBER.matcher(bare).matches()) {
      return Double.parseDouble(bare);
    }
    if (bare.toLowerCase(Locale.ROOT).endsWith("nan")) {
      return Double.NaN;
    }
    return bare.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static String bare(String text) {
    return text.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  private static Matcher matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return matcher;
  }

  private static LocalDate day(String text) {
    Matcher day = ONLY_DAY.matcher(text);
    if (!day.lookingAt()) {
      throw new IllegalArgumentException(text);
    }
    return LocalDate.of(
        Integer.parseInt(day.group(1)),
        Integer.parseInt(day.group(3)),
        Integer.parseInt(day.group(4)));
  }

  private static LocalTime hour(Matcher time) {
    String second = time.group("second");
    String fraction = time.group("fraction");
    return LocalTime.of(
        Integer.parseInt(time.group("hour")),
        Integer.parseInt(time.group("minute")),
        second == null ? 0 : Integer.parseInt(second),
        fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
  }
}
