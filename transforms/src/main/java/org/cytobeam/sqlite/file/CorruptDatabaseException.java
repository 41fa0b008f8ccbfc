package org.cytobeam.sqlite.file;

import java.io.IOException;

/** A database contradicts its format. The message says where, and what is wrong there. */
public final class CorruptDatabaseException extends IOException {
  private static final long serialVersionUID = 1;

  private final int page;

  /** Something is wrong with the file as a whole. */
  CorruptDatabaseException(String what) {
    super(what);
    this.page = 0;
  }

  /** Something is wrong on a page, the first of which has number 1. */
  CorruptDatabaseException(int page, String what) {
    super("page " + Integer.toUnsignedLong(page) + ": " + what);
    this.page = page;
  }

  /** The page that is damaged; 0 if it is the file as a whole. */
  public int page() {
    return page;
  }
}
