package org.cytobeam.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import org.cytobeam.model.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextValueTest {
  /** Values lie inside larger buffers, with text before and behind that must not matter. */
  private static final String BEFORE = "9,";

  private static byte[] inside(String text) {
    return (BEFORE + text + "5").getBytes(StandardCharsets.UTF_8);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ColumnType typeOf(String text) {
    ColumnType type = TextValue.typeOf(inside(text), BEFORE.length(), length(text));
    boolean number = TextValue.isNumber(inside(text), BEFORE.length(), length(text));
    assertThat(number)
        .as("isNumber(%s)", text)
        .isEqualTo(type == ColumnType.INT64 || type == ColumnType.DOUBLE);
    return type;
  }

  private static double parseDouble(String text) {
    return TextValue.parseDouble(inside(text), BEFORE.length(), length(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-7",
        "10",
        "1234567",
        "12345678",
        "123456789",
        "999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "1000000000000000000"
      })
  void integersOf64BitsAreIntegers(String text) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.INT64);
    assertThat(TextValue.parseLong(inside(text), BEFORE.length(), length(text)))
        .isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "0.5",
        "5.",
        ".5",
        "-.5",
        "-5.",
        "0.0",
        "-0.0",
        "1e5",
        "1E5",
        "1.5E-3",
        "1e+5",
        ".5e1",
        "5.e1",
        "1e400",
        "-1e400",
        "1e-400",
        "372.42687747035575",
        "0.006321849467069285",
        "4.9E-324",
        "2.2250738585072014E-308",
        "1.7976931348623157E308",
        "1e99999999999",
        "9007199254740993.0",
        "123456789012345.6",
        "0.000000000000001"
      })
  void numbersWithFractionExponentOrTooManyDigitsAreDoubles(String text) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.DOUBLE);
    assertThat(Double.doubleToRawLongBits(parseDouble(text)))
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN", "NAN", "-nan", "-NaN"})
  void nanInAnyCaseIsADouble(String text) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.DOUBLE);
    assertThat(parseDouble(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "Inf", "INF", "infinity", "Infinity"})
  void infinityInAnyCaseIsADouble(String text) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.DOUBLE);
    assertThat(typeOf("-" + text)).isEqualTo(ColumnType.DOUBLE);
    assertThat(parseDouble(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parseDouble("-" + text)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "TRUE,true",
    "tRuE,true",
    "t,true",
    "T,true",
    "yes,true",
    "YES,true",
    "false,false",
    "False,false",
    "f,false",
    "F,false",
    "no,false",
    "No,false"
  })
  void truthValuesAreRecognisedInAnyCase(String text, boolean value) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.BOOL);
    assertThat(TextValue.parseBool(inside(text), BEFORE.length(), length(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02,2024-01-02",
    "2024/01/05,2024-01-05",
    "2024-1-2,2024-01-02",
    "2024/12/31,2024-12-31",
    "2024-02-29,2024-02-29",
    "1969-12-31,1969-12-31",
    "0001-01-01,0001-01-01",
    "9999-12-31,9999-12-31"
  })
  void datesAreDaysSince1970(String text, LocalDate value) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.DATE);
    assertThat(TextValue.parseDate(inside(text), BEFORE.length(), length(text)))
        .isEqualTo((int) value.toEpochDay());
  }

  @ParameterizedTest
  @CsvSource({
    "08:00,08:00",
    "8:00,08:00",
    "08:01:02,08:01:02",
    "23:59:59.5,23:59:59.5",
    "08:00:00.123456,08:00:00.123456",
    "08:00:00.123456000,08:00:00.123456"
  })
  void timesAreMicrosecondsSinceMidnight(String text, LocalTime value) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.TIME);
    assertThat(TextValue.parseTime(inside(text), BEFORE.length(), length(text)))
        .isEqualTo(value.toNanoOfDay() / 1000);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02 03:04,2024-01-02T03:04",
    "2024-01-02 03:04:05,2024-01-02T03:04:05",
    "2024-01-02T03:04:05,2024-01-02T03:04:05",
    "2024/01/02 03:04:05,2024-01-02T03:04:05",
    "2024-01-02T03:04:05.25,2024-01-02T03:04:05.25",
    "1969-12-31T23:59:59.999999,1969-12-31T23:59:59.999999"
  })
  void timestampsWithoutZoneAreKeptAsWritten(String text, LocalDateTime value) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.TIMESTAMP);
    assertThat(TextValue.parseTimestamp(inside(text), BEFORE.length(), length(text)))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, value.toInstant(ZoneOffset.UTC)));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05Z,2024-01-02T03:04:05Z",
    "2024-01-02 03:04:05Z,2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05.5+02,2024-01-02T01:04:05.5Z",
    "2024-01-02T03:04:05+02:00,2024-01-02T01:04:05Z",
    "2024-01-02T03:04:05+0200,2024-01-02T01:04:05Z",
    "2024-01-02T03:04:05-02:30,2024-01-02T05:34:05Z"
  })
  void timestampsWithZoneAreTurnedToUtc(String text, Instant value) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.TIMESTAMP_UTC);
    assertThat(TextValue.parseTimestamp(inside(text), BEFORE.length(), length(text)))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "007",
        "-007",
        "007.5",
        "00",
        "+5",
        "+5.5",
        "+inf",
        "-",
        ".",
        "-.",
        "e5",
        "1e",
        "1e+",
        "1e5.5",
        "1.2.3",
        "1_000",
        "0x1F",
        "1,5",
        " ",
        "5 5",
        " t",
        "1f",
        "1d",
        "NA",
        "NULL",
        "None",
        "nano",
        "in",
        "infinit",
        "-na",
        "y",
        "n",
        "-t",
        "truee",
        "on",
        "off",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-01/02",
        "2024-01-02 ",
        "24-01-02",
        "12024-01-02",
        "01/02/2024",
        "2024-01",
        "25:00",
        "24:00:00",
        "08:60",
        "08:00:60",
        "08:00:00.",
        "08:00:00.1234567",
        "08:0000",
        "2024-01-02T",
        "2024-01-02T03",
        "2024-01-02T03:04Z",
        "2024-01-02T03:04:05z",
        "2024-01-02T03:04:05 Z",
        "2024-01-02T03:04:05+2",
        "2024-01-02T03:04:05+02:",
        "2024-01-02T03:04:05+020",
        "2024-01-02t03:04:05",
        "08:00:00Z",
        "A01",
        "é",
        "１",
        "ÿ12345678"
      })
  void everythingElseIsText(String text) {
    assertThat(typeOf(text)).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void noTextHasNoType() {
    assertThat(typeOf("")).isEqualTo(ColumnType.NULL);
  }

  @Test
  void doublesAreReadBitForBitAsTheJdkReadsThem() {
    Random random = new Random(20240601);
    for (int i = 0; i < 400_000; i++) {
      // Any bits, then the magnitudes of measurements, then random digits.
      check(Double.toString(Double.longBitsToDouble(random.nextLong())));
      check(Double.toString((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 4)));
      check(randomDigits(random));
    }
  }

  @Test
  void halvesAreRoundedToEven() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      // An odd number of 54 bits lies half-way between two doubles; so does its half, quarter ...
      long half = (1L << 53) + (random.nextLong() >>> 12) * 2 + 1;
      check(Long.toString(half) + ".0");
      check(new BigDecimal(half).divide(BigDecimal.valueOf(1L << random.nextInt(5))).toString());
      check(new BigDecimal(half).multiply(BigDecimal.TEN.pow(random.nextInt(2))) + "e0");
      check((half + 1) + "e" + random.nextInt(25));
    }
    check("18446744073709551615.0");
    check("9999999999999999999e0");
    check("0.0000000000000000000000000");
  }

  private static void check(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!TextValue.isNumber(bytes, 0, bytes.length)) {
      throw new AssertionError(text + " is no number");
    }
    long read = Double.doubleToRawLongBits(TextValue.parseDouble(bytes, 0, bytes.length));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
    Arrays.fill(longer, bytes.length, longer.length, (byte) '7');
    long inside = Double.doubleToRawLongBits(TextValue.parseDouble(longer, 0, bytes.length));
    if (read != inside || !TextValue.isNumber(longer, 0, bytes.length)) {
      throw new AssertionError(text + " is read differently before other digits");
    }
    if (read != Double.doubleToRawLongBits(Double.parseDouble(text))) {
      throw new AssertionError(text + " was read as " + Double.longBitsToDouble(read));
    }
  }

  private static String randomDigits(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    text.append(random.nextInt(10));
    int digits = random.nextInt(22);
    text.append(digits > 0 || random.nextBoolean() ? "." : "");
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return random.nextInt(4) == 0
        ? text.append('e').append(random.nextInt(660) - 340).toString()
        : text.toString();
  }

  @Test
  void blanksAroundANumberDoNotCount() {
    for (String text : new String[] {" 5", "5 ", "\t5\t ", "  5"}) {
      byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(TextValue.typeOf(utf8, 0, utf8.length)).isEqualTo(ColumnType.INT64);
      assertThat(TextValue.isNumber(utf8, 0, utf8.length)).isTrue();
      assertThat(TextValue.parseLong(utf8, 0, utf8.length)).isEqualTo(5);
      assertThat(TextValue.parseDouble(utf8, 0, utf8.length)).isEqualTo(5.0);
    }
    byte[] nan = " nan".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(TextValue.parseDouble(nan, 0, nan.length)).isNaN();
  }
}
