package org.cytobeam.sqlite;

import java.io.IOException;

/** The input is bad, as opposed to the machine: the file or table is to be quarantined. */
final class BadDatabaseException extends IOException {
  private static final long serialVersionUID = 1L;

  BadDatabaseException(String message) {
    super(message);
  }
}
