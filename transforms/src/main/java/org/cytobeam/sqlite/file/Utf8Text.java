package org.cytobeam.sqlite.file;

import java.nio.charset.StandardCharsets;

/**
 * A text of a database as valid UTF-8. Where it is not valid, it becomes what Java makes of the
 * UTF-8 that SQLite gives: U+FFFD in the place of what is wrong.
 */
final class Utf8Text {
  private final TextEncoding encoding;
  private byte[] converted = new byte[0];
  private byte[] bytes;
  private int start;
  private int length;

  Utf8Text(TextEncoding encoding) {
    this.encoding = encoding;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  void set(byte[] stored, int at, int storedLength) {
    boolean isPlain = true;
    if (encoding == TextEncoding.UTF_8) {
      bytes = stored;
      start = at;
      length = storedLength;
      for (int i = at; i < at + storedLength; i++) {
        isPlain &= stored[i] >= 0;
      }
    } else {
      isPlain = fromUtf16(stored, at, storedLength & ~1);
    }
    if (!isPlain) {
      bytes =
          new String(bytes, start, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      start = 0;
      length = bytes.length;
    }
  }

  /** Whether nothing but ASCII came out of it. SQLite pairs any two units after a surrogate. */
  private boolean fromUtf16(byte[] stored, int at, int storedLength) {
    if (converted.length < 2 * storedLength) {
      converted = new byte[2 * storedLength];
    }
    bytes = converted;
    start = 0;
    length = 0;
    boolean isPlain = true;
    int end = at + storedLength;
    for (int i = at; i < end; i += 2) {
      int c = unit(stored, i);
      if (c >= 0xd800 && c < 0xe000 && i + 2 < end) {
        i += 2;
        int low = unit(stored, i);
        c = (low & 0x3ff) + ((c & 0x3f) << 10) + (((c & 0x3c0) + 0x40) << 10);
      }
      isPlain &= c < 0x80;
      append(c);
    }
    return isPlain;
  }

  private int unit(byte[] stored, int at) {
    return encoding == TextEncoding.UTF_16BE
        ? (stored[at] & 0xff) << 8 | stored[at + 1] & 0xff
        : (stored[at + 1] & 0xff) << 8 | stored[at] & 0xff;
  }

  private void append(int c) {
    if (c < 0x80) {
      converted[length++] = (byte) c;
    } else if (c < 0x800) {
      converted[length++] = (byte) (0xc0 | c >> 6);
      converted[length++] = (byte) (0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      converted[length++] = (byte) (0xe0 | c >> 12);
      converted[length++] = (byte) (0x80 | c >> 6 & 0x3f);
      converted[length++] = (byte) (0x80 | c & 0x3f);
    } else {
      converted[length++] = (byte) (0xf0 | c >> 18);
      converted[length++] = (byte) (0x80 | c >> 12 & 0x3f);
      converted[length++] = (byte) (0x80 | c >> 6 & 0x3f);
      converted[length++] = (byte) (0x80 | c & 0x3f);
    }
  }
}
