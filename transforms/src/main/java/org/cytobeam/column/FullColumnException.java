package org.cytobeam.column;

/** A column of a batch cannot hold more text. */
public final class FullColumnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String column;

  FullColumnException(String column) {
    super("column " + column + " is full");
    this.column = column;
  }

  /** Its name in the source. */
  public String column() {
    return column;
  }
}
