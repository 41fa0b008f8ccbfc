package org.cytobeam.sqlite.file;

/**
 * Something in a database is beyond this package, or not certain to be read as SQLite would: SQLite
 * itself can say. The message is the reason.
 */
public final class DeclinedException extends Exception {
  private static final long serialVersionUID = 1;

  /** A damaged definition may be one long word. */
  private static final int MAX_LENGTH = 200;

  public DeclinedException(String reason) {
    super(reason.length() <= MAX_LENGTH ? reason : reason.substring(0, MAX_LENGTH) + "...");
  }
}
