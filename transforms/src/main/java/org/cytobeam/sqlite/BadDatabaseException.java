package org.cytobeam.sqlite;

/** The input is bad, as opposed to the machine: the file or table is to be quarantined. */
final class BadDatabaseException extends Exception {
  private static final long serialVersionUID = 1L;

  BadDatabaseException(String message) {
    super(message);
  }
}
