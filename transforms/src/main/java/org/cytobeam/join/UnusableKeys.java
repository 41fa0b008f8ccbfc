package org.cytobeam.join;

/**
 * Rows of a table whose object number is missing or no whole number: they stay, and match nothing
 * that refers to them.
 *
 * @param example what stands in place of the first one's number, as messages show it
 */
public record UnusableKeys(String tag, long rows, String example) {
  /** Both together, with the example of this one. */
  UnusableKeys plus(UnusableKeys later) {
    return new UnusableKeys(tag, rows + later.rows, example);
  }
}
