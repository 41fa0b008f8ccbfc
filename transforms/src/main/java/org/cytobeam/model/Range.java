package org.cytobeam.model;

/**
 * A half-open run of positions {@code [start, end)}: bytes of a CSV file, rowids of a SQLite table
 * (every row whose rowid lies in it, gaps allowed), or places among an image's rows where a table
 * has no rowids.
 */
public record Range(long start, long end) {
  public Range {
    if (start < 0 && end > 0 && end - start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a range cannot end before it starts: " + start + ".." + end);
    }
  }

  public long length() {
    return end - start;
  }
}
