package org.cytobeam.csv;

/**
 * Which byte separates the fields of a file: the one of comma, tab, semicolon and pipe that is most
 * frequent outside quotes in the first line. Where two are equally frequent it is the first in that
 * order, and so the comma where there is none.
 */
final class Delimiters {
  /** What {@link #of} gives while the line's end is not in sight. */
  static final byte UNKNOWN = 0;

  private static final byte[] CANDIDATES = {',', '\t', ';', '|'};

  private Delimiters() {}

  /**
   * @param complete whether nothing follows the byte before {@code to}
   * @throws MalformedCsvException if lines end in a carriage return alone, since the whole file
   *     would pass as a header
   */
  static byte of(byte[] bytes, int from, int to, boolean complete) throws MalformedCsvException {
    int[] counts = new int[CANDIDATES.length];
    boolean quoted = false;
    boolean atFieldStart = true;
    for (int at = from; at < to; at++) {
      byte found = bytes[at];
      if (quoted) {
        // A doubled quote closes the field and opens it again.
        quoted = found != '"';
        atFieldStart = !quoted;
        continue;
      }
      if (found == '\n') {
        return mostFrequent(counts);
      }
      if (found == '\r' && at + 1 < to && bytes[at + 1] != '\n' && bytes[at + 1] != '\r') {
        throw MalformedCsvException.ofLoneCarriageReturn();
      }
      quoted = found == '"' && atFieldStart;
      int candidate = candidate(found);
      atFieldStart = candidate >= 0;
      if (candidate >= 0) {
        counts[candidate]++;
      }
    }
    return complete ? mostFrequent(counts) : UNKNOWN;
  }

  private static int candidate(byte found) {
    for (int i = 0; i < CANDIDATES.length; i++) {
      if (CANDIDATES[i] == found) {
        return i;
      }
    }
    return -1;
  }

  private static byte mostFrequent(int[] counts) {
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return CANDIDATES[best];
  }
}
