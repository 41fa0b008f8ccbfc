package org.cytobeam.sqlite.file;

import java.util.Random;

/**
 * What stands behind {@code DEFAULT}.
 *
 * @param isPlain whether the native reader must know the value; else it may leave it to SQLite
 */
record RandomDefault(String sql, boolean isPlain) {
  private static final String[] WHOLE = {
    "0", "-1", "+7", "007", "9223372036854775807", "-9223372036854775808", "-0", "- 5", "1234567890"
  };
  private static final String[] FRACTIONS = {"2.5", "-0.125", "1e-3", "+0.5", "-1234.5678"};
  private static final String[] TEXTS = {
    "''", "'it''s'", "'µm, (x) 😀'", "'12'", "' 7 '", "'1e3'", "'nan'"
  };
  private static final String[] BLOBS = {"x'00ff'", "X''", "x'61'"};
  private static final String[] ODD = {
    "5.0",
    "-0.0",
    "1e3",
    "0x10",
    "-0x7fffffffffffffff",
    "1e400",
    "-1e400",
    "9223372036854775808",
    "-9223372036854775809",
    "TRUE",
    "false",
    "word",
    "\"word\"",
    "12345678901234567890.5",
    "0.1e1",
    ".5",
    "5.",
    "-.5e1",
    "123456789012345.5",
    "1.7976931348623157e308",
    "5e-324",
    "-'5'",
    "1_000",
    "CURRENT_DATE",
    "(1 + 1)",
    "(NULL)",
    "('a')"
  };

  /** Mostly a plain one. */
  static RandomDefault of(Random random, String type) {
    RandomDefault value = any(random, type);
    while (!value.isPlain && random.nextInt(8) > 0) {
      value = any(random, type);
    }
    return value;
  }

  private static RandomDefault any(Random random, String type) {
    Affinity affinity = Affinity.of(type);
    boolean isText = affinity == Affinity.TEXT;
    return switch (random.nextInt(6)) {
      case 0 -> new RandomDefault(random.nextBoolean() ? "NULL" : "null", true);
      case 1 -> new RandomDefault(any(random, WHOLE), !isText);
      case 2 -> new RandomDefault(any(random, FRACTIONS), !isText);
      case 3 -> new RandomDefault(any(random, TEXTS), isText || affinity == Affinity.BLOB);
      case 4 -> new RandomDefault(any(random, BLOBS), true);
      default -> new RandomDefault(any(random, ODD), false);
    };
  }

  private static String any(Random random, String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
