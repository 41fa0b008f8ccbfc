package org.cytobeam.csv;

import java.util.Map;

/** The first bytes of what is not UTF-8 text, though it may be named so. */
final class Signatures {
  private static final Map<String, String> REFUSED =
      Map.of(
          "FFFE", "UTF-16 text; save it as UTF-8",
          "FEFF", "UTF-16 text; save it as UTF-8",
          "504B0304", "a zip archive (as Excel's .xlsx is), not text; export it as CSV",
          "D0CF11E0", "an Excel workbook, not text; export it as CSV",
          "425A68", "compressed with bzip2; only gzip is read",
          "FD377A58", "compressed with xz; only gzip is read",
          "28B52FFD", "compressed with zstd; only gzip is read");

  /** As long as the longest signature. */
  static final int BYTES = 4;

  private Signatures() {}

  /** Whether a file is compressed with gzip, whatever its name. */
  static boolean isGzip(byte[] head, int length) {
    return startsWith(head, length, "1F8B");
  }

  /** The length of UTF-8's byte-order mark, if there is one. */
  static int markLength(byte[] head, int length) {
    return startsWith(head, length, "EFBBBF") ? 3 : 0;
  }

  static void requireText(byte[] head, int length) throws MalformedCsvException {
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      if (startsWith(head, length, refused.getKey())) {
        throw new MalformedCsvException("it is " + refused.getValue());
      }
    }
  }

  private static boolean startsWith(byte[] head, int length, String hex) {
    int bytes = hex.length() / 2;
    for (int i = 0; i < bytes; i++) {
      int expected = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      if (i >= length || (head[i] & 0xFF) != expected) {
        return false;
      }
    }
    return true;
  }
}
