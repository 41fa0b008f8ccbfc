package org.cytobeam.csv;

import java.io.IOException;

/**
 * A CSV file that cannot be read as a table, with one sentence that says where and why. While
 * indexing it becomes a quarantine; later it means that the file was changed.
 */
final class MalformedCsvException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedCsvException(String message) {
    super(message);
  }

  /** Lines that end in a carriage return alone: the whole file would pass as a header. */
  static MalformedCsvException ofLoneCarriageReturn() {
    return new MalformedCsvException(
        "line 1, the header, holds a carriage return without a line feed;"
            + " lines must end in LF or CRLF");
  }
}
