package org.cytobeam.csv;

import java.util.Arrays;

/** Where the fields of the current record lie in the buffer. */
final class CsvFields {
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] withDoubledQuotes = new int[4];
  private int count;
  private int doubledQuotes;

  void clear() {
    count = 0;
    doubledQuotes = 0;
  }

  void add(int from, int to) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = from;
    ends[count++] = to;
  }

  void addWithDoubledQuotes(int from, int to) {
    if (doubledQuotes == withDoubledQuotes.length) {
      withDoubledQuotes = Arrays.copyOf(withDoubledQuotes, 2 * doubledQuotes);
    }
    withDoubledQuotes[doubledQuotes++] = count;
    add(from, to);
  }

  /** Makes one quote of every two, in place: to be called once, when the record is complete. */
  void undouble(byte[] bytes) {
    for (int i = 0; i < doubledQuotes; i++) {
      int field = withDoubledQuotes[i];
      int to = starts[field];
      for (int from = to; from < ends[field]; from++) {
        bytes[to++] = bytes[from];
        if (bytes[from] == '"') {
          from++;
        }
      }
      ends[field] = to;
    }
  }

  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int length(int field) {
    return ends[field] - starts[field];
  }
}
