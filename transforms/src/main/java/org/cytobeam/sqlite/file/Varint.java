package org.cytobeam.sqlite.file;

/**
 * Whole numbers of 1 to 9 bytes, seven bits a byte, the highest first; the ninth byte has eight.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 1.6.
 */
final class Varint {
  static final int MAX_BYTES = 9;

  private Varint() {}

  static long at(byte[] bytes, int at) {
    long value = 0;
    for (int i = 0; i < MAX_BYTES - 1; i++) {
      byte b = bytes[at + i];
      value = value << 7 | b & 0x7f;
      if (b >= 0) {
        return value;
      }
    }
    return value << 8 | bytes[at + MAX_BYTES - 1] & 0xff;
  }

  /** How many bytes the number there takes. */
  static int bytes(byte[] bytes, int at) {
    int i = 0;
    while (i < MAX_BYTES - 1 && bytes[at + i] < 0) {
      i++;
    }
    return i + 1;
  }
}
