package org.cytobeam.sqlite.file;

import java.io.IOException;

/**
 * How the values of a record are stored and where, read as far as it is asked for.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 2.1.
 */
final class RecordHeader {
  /** In the place of the type of a value that the record does not have. */
  static final int MISSING = -2;

  /** SQLite's own limit. */
  private static final int MAX_BYTES = 98_307;

  private final Payload payload;
  private final int[] types;
  private final int[] places;
  private long rowid;
  private int parsed;
  private int at;
  private int end;
  private long bodyAt;

  /**
   * @param payload the bytes of the records
   * @param columns how many values are looked at
   */
  RecordHeader(Payload payload, int columns) {
    this.payload = payload;
    this.types = new int[columns];
    this.places = new int[columns];
  }

  /**
   * Begins with the payload's next record.
   *
   * @param row its rowid, for messages
   */
  void reset(long row) {
    rowid = row;
    parsed = 0;
    end = 0;
  }

  /** The {@link SerialType} of a value, or {@link #MISSING}. */
  int type(int column) throws IOException {
    if (column >= parsed) {
      parse(column);
    }
    return types[column];
  }

  /** Where in the payload a value begins whose type has been asked for. */
  int place(int column) {
    return places[column];
  }

  /** The types of the values as far as one has been asked for; not to be changed. */
  int[] types() {
    return types;
  }

  /** Where these values begin; not to be changed. */
  int[] places() {
    return places;
  }

  private void parse(int last) throws IOException {
    if (end == 0) {
      open();
    }
    payload.require(end);
    byte[] bytes = payload.bytes();
    int start = payload.start();
    int next = start + at;
    int stop = start + end;
    long body = bodyAt;
    int column = parsed;
    for (; column <= last && next < stop; column++) {
      int type = bytes[next];
      if (type >= 0) {
        next++;
      } else {
        long wide = Varint.at(bytes, next);
        next += Varint.bytes(bytes, next);
        if (wide < 0 || wide > Integer.MAX_VALUE) {
          throw corrupt("a value tells of type " + Long.toUnsignedString(wide));
        }
        type = (int) wide;
      }
      types[column] = type;
      places[column] = (int) body;
      body += SerialType.bytes(type);
      if (body > payload.total()) {
        throw corrupt("a row ends before its value " + (column + 1));
      }
    }
    if (next > stop || next == stop && body != payload.total()) {
      throw corrupt("a row has %d bytes and tells of %d".formatted(payload.total(), body));
    }
    for (; column <= last; column++) {
      types[column] = MISSING;
    }
    parsed = last + 1;
    at = next - start;
    bodyAt = body;
  }

  private void open() throws IOException {
    payload.require(Math.min(payload.total(), Varint.MAX_BYTES));
    long length = Varint.at(payload.bytes(), payload.start());
    at = Varint.bytes(payload.bytes(), payload.start());
    if (length < at || length > payload.total() || length > MAX_BYTES) {
      throw corrupt("a row has a header of " + Long.toUnsignedString(length) + " bytes");
    }
    end = (int) length;
    bodyAt = length;
  }

  private CorruptDatabaseException corrupt(String what) {
    return new CorruptDatabaseException(payload.page(), "%s (row %d)".formatted(what, rowid));
  }
}
