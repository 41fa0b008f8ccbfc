package org.cytobeam.sqlite.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Random values of every storage class and serial type. */
final class RandomValues {
  private static final double[] REALS = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    1e15,
    -1e18,
    9.2233720368547758e18,
    -9.2233720368547758e18,
    1.8e19,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    Double.MIN_NORMAL / 3,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0x1p53 + 2
  };
  private static final String[] TEXTS = {
    "",
    "a",
    "12",
    "-3.50",
    "1e3",
    " 7 ",
    "0x10",
    "nan",
    "inf",
    "µm",
    "Größe",
    "名前",
    "😀",
    "a\0b",
    "\0",
    "\uFEFFbom",
    "\uFFFF",
    "\u0800\u07ff\u0080\u007f",
    "it's \"quoted\""
  };

  private final Random random;
  private final int maxBytes;

  /**
   * @param maxBytes of most texts and blobs
   */
  RandomValues(Random random, int maxBytes) {
    this.random = random;
    this.maxBytes = maxBytes;
  }

  /** Null, a Long, a Double, a String or a byte[]; mostly what the declared type suggests. */
  Object of(String declaredType) {
    String type = declaredType.toUpperCase(Locale.ROOT);
    if (random.nextInt(8) > 0) {
      if (type.contains("INT")) {
        return integer();
      } else if (type.contains("REAL") || type.contains("DOUB") || type.contains("FLOA")) {
        return random.nextInt(3) == 0 ? (Object) integer() : (Object) real();
      } else if (type.contains("TEXT") || type.contains("CHAR")) {
        return text();
      }
    }
    return any();
  }

  private Object any() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> integer();
      case 2 -> real();
      case 3 -> blob(length());
      default -> text();
    };
  }

  long integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(4) - 1;
      case 1 -> random.nextInt(1000);
      case 2 -> random.nextLong() >> random.nextInt(64);
      default -> {
        long power = 1L << random.nextInt(64);
        yield (random.nextBoolean() ? power : -power) + random.nextInt(3) - 1;
      }
    };
  }

  double real() {
    return switch (random.nextInt(4)) {
      case 0 -> REALS[random.nextInt(REALS.length)];
      case 1 -> random.nextInt(2000) / 8.0;
      case 2 -> random.nextGaussian() * 100;
      default -> {
        double value = Double.longBitsToDouble(random.nextLong());
        yield Double.isNaN(value) ? 0.5 : value;
      }
    };
  }

  String text() {
    if (random.nextInt(3) == 0) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    int length = length();
    int kind = random.nextInt(4);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int c =
          switch (kind) {
            case 0 -> random.nextInt(0x800);
            case 1 -> 0x10000 + random.nextInt(0xfffff);
            default -> ' ' + random.nextInt(95);
          };
      text.appendCodePoint(c);
    }
    return text.toString();
  }

  byte[] blob(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Bytes that are probably no text, in any encoding. */
  byte[] brokenText() {
    byte[] bytes = blob(random.nextInt(12));
    if (random.nextBoolean()) {
      // Mostly plain, with surrogates in both byte orders and continuation bytes without a start.
      byte[] plain = text().getBytes(StandardCharsets.UTF_16LE);
      for (int i = random.nextInt(5); i < plain.length; i += 1 + random.nextInt(7)) {
        plain[i] = (byte) (0xd0 + random.nextInt(32));
      }
      return plain;
    }
    return bytes;
  }

  private int length() {
    return random.nextInt(10) == 0 ? random.nextInt(maxBytes + 1) : random.nextInt(20);
  }
}
