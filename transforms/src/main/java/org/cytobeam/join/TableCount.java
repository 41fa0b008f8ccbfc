package org.cytobeam.join;

/**
 * What became of a table's rows: {@code read = matched + unmatched + rejected}.
 *
 * @param matched for the anchor, rows that found all partners; for others, rows that some anchor
 *     row found; for a table written by itself, all rows
 * @param rejected rows whose key repeats that of an earlier row
 */
public record TableCount(String tag, long read, long matched, long unmatched, long rejected) {
  public TableCount plus(TableCount other) {
    return new TableCount(
        tag,
        read + other.read,
        matched + other.matched,
        unmatched + other.unmatched,
        rejected + other.rejected);
  }
}
