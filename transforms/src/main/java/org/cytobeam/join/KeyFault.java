package org.cytobeam.join;

/**
 * Rows of one table in one source whose keys have the same fault.
 *
 * @param column the column with the key; empty for an image table
 * @param target for a parent's number the table that it refers to; empty otherwise
 * @param value what stands in the first of these rows, as messages show it
 * @param image where that row is, as messages show it
 */
public record KeyFault(
    Kind kind,
    String source,
    String tag,
    String column,
    String target,
    long rows,
    String value,
    String image) {
  /** What is wrong with a key. */
  public enum Kind {
    /** An earlier row of the image has the same number; this one is rejected. */
    REPEATED,
    /** The same in the table whose rows are those of the output: it stays. */
    REPEATED_ANCHOR,
    /**
     * No whole number stands where the object's should: the row stays, and nothing refers to it.
     */
    NO_OBJECT_NUMBER,
    /** A parent's number is there and is no whole number: the row has no such parent. */
    PARENT_NOT_WHOLE,
    /** No object of the image has the parent's number: the row has no such parent. */
    PARENT_UNKNOWN
  }

  /** Whether two faults are the same but for the rows. */
  boolean isLike(KeyFault other) {
    return kind == other.kind
        && source.equals(other.source)
        && tag.equals(other.tag)
        && column.equals(other.column);
  }

  /** Both together, with the example of this one. */
  KeyFault plus(KeyFault later) {
    return new KeyFault(kind, source, tag, column, target, rows + later.rows, value, image);
  }
}
