package org.cytobeam.csv;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The records of a CSV file (RFC 4180: quotes, doubled quotes and newlines inside quotes; LF or
 * CRLF; commas or another of {@link Delimiters}), one after the other, each as the positions of its
 * fields in a shared buffer. No object is made per record or field.
 *
 * <p>Blank lines are records too, told by {@link #isBlank}: what they mean depends on the table. A
 * quote inside an unquoted field is an ordinary character.
 */
final class CsvRecords {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long EACH_BYTE = 0x0101010101010101L;

  /** Added to seven bits, sets the eighth for every byte above the comma. */
  private static final long ABOVE_COMMA = ~HIGH_BITS / 0x7F * (0x80 - (',' + 1));

  /** The same for every byte above the quote, the greatest that matters beside the delimiter. */
  private static final long ABOVE_QUOTE = ~HIGH_BITS / 0x7F * (0x80 - ('"' + 1));

  private final CsvBuffer buffer;
  private final CsvFields fields = new CsvFields();
  private byte[] bytes;
  private byte delimiter;
  private int start;
  private int fieldStart;
  private int next;
  private long line;
  private int newlinesInQuotes;
  private long highBits;
  private boolean quoted;
  private boolean terminated;

  /** All records of a file, from its first byte on; the first line tells the delimiter. */
  CsvRecords(CsvBuffer buffer) {
    this(buffer, Delimiters.UNKNOWN);
  }

  /** Records separated by a byte that is known. */
  CsvRecords(CsvBuffer buffer, byte delimiter) {
    this.buffer = buffer;
    this.bytes = buffer.bytes();
    this.delimiter = delimiter;
  }

  byte delimiter() {
    return delimiter;
  }

  /** Goes to the record that starts at {@code from}; nothing at or after {@code to} is read. */
  void span(long from, long to) {
    buffer.span(from, to);
    start = 0;
    next = 0;
    newlinesInQuotes = 0;
    line = Long.MIN_VALUE;
  }

  /** Goes forward to the record that starts at that byte of the file, inside the same span. */
  void skipTo(long offset) {
    long at = offset - buffer.fileOffset();
    if (at <= buffer.limit()) {
      next = (int) at;
    } else {
      buffer.skipTo(offset);
      next = 0;
    }
  }

  /**
   * Goes to the next record.
   *
   * @return false when there is none
   * @throws MalformedCsvException if there is one that is not valid
   */
  boolean next() throws IOException {
    start = next;
    line += 1 + newlinesInQuotes;
    newlinesInQuotes = 0;
    while (start == buffer.limit() || !knowsDelimiter() || !scan()) {
      if (start == buffer.limit() && buffer.isComplete()) {
        return false;
      }
      buffer.advance(start, line);
      bytes = buffer.bytes();
      start = buffer.fileOffset() == 0 ? startOfText() : 0;
      next = start;
    }
    if ((highBits & HIGH_BITS) != 0) {
      requireUtf8();
    }
    fields.undouble(bytes);
    return true;
  }

  /** Behind the byte-order mark, if there is one. */
  private int startOfText() throws MalformedCsvException {
    Signatures.requireText(bytes, buffer.limit());
    return Signatures.markLength(bytes, buffer.limit());
  }

  private boolean knowsDelimiter() throws MalformedCsvException {
    if (delimiter == Delimiters.UNKNOWN) {
      delimiter = Delimiters.of(bytes, start, buffer.limit(), buffer.isComplete());
    }
    return delimiter != Delimiters.UNKNOWN;
  }

  /** Finds the fields of the record at {@code start}; false if its end is not in the buffer. */
  private boolean scan() throws MalformedCsvException {
    fields.clear();
    newlinesInQuotes = 0;
    highBits = 0;
    quoted = false;
    int at = start;
    while (true) {
      int stop = delimiter == ',' ? commaFields(at) : plainFields(at);
      if (bytes[stop] == '\n') {
        boolean crlf = stop > fieldStart && bytes[stop - 1] == '\r';
        fields.add(fieldStart, crlf ? stop - 1 : stop);
        return endAt(stop);
      }
      int after = quotedField(stop);
      if (after < 0) {
        return false;
      }
      if (bytes[after] != delimiter) {
        return endAfterQuote(after);
      }
      at = after + 1;
    }
  }

  /** Adds unquoted fields up to the newline, or the quote that opens a field, which it returns. */
  private int commaFields(int from) throws MalformedCsvException {
    byte[] b = bytes;
    int first = from;
    long seen = 0;
    for (int at = from; ; at += 8) {
      long word = (long) WORDS.get(b, at);
      seen |= word;
      // The comma is the greatest of the bytes that matter, and digits, points, minus signs and
      // letters all lie above it: one comparison of eight bytes rules most of them out.
      long hits = ~(((word & ~HIGH_BITS) + ABOVE_COMMA) | word) & HIGH_BITS;
      for (; hits != 0; hits &= hits - 1) {
        int hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        byte found = b[hit];
        if (found == ',') {
          fields.add(first, hit);
          first = hit + 1;
        } else if (found == '\n' || (found == '"' && hit == first)) {
          fieldStart = first;
          highBits |= seen;
          return hit;
        } else if (found == 0) {
          throw nulByte();
        }
      }
    }
  }

  /** The same for another delimiter, which need not be near the other bytes that matter. */
  private int plainFields(int from) throws MalformedCsvException {
    byte[] b = bytes;
    byte separator = delimiter;
    long separators = EACH_BYTE * separator;
    int first = from;
    long seen = 0;
    for (int at = from; ; at += 8) {
      long word = (long) WORDS.get(b, at);
      seen |= word;
      long differences = word ^ separators;
      long others = ((word & ~HIGH_BITS) + ABOVE_QUOTE) | word;
      long hits = ~(others & (((differences & ~HIGH_BITS) + ~HIGH_BITS) | differences)) & HIGH_BITS;
      for (; hits != 0; hits &= hits - 1) {
        int hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        byte found = b[hit];
        if (found == separator) {
          fields.add(first, hit);
          first = hit + 1;
        } else if (found == '\n' || (found == '"' && hit == first)) {
          fieldStart = first;
          highBits |= seen;
          return hit;
        } else if (found == 0) {
          throw nulByte();
        }
      }
    }
  }

  /** Adds the field whose quote opens at {@code open}; the position after it, -1 to read more. */
  private int quotedField(int open) throws MalformedCsvException {
    quoted = true;
    boolean doubled = false;
    int limit = buffer.limit();
    long openedInLine = line + newlinesInQuotes;
    for (int at = open + 1; at < limit; at++) {
      byte found = bytes[at];
      highBits |= found;
      if (found == '\n') {
        newlinesInQuotes++;
      } else if (found == 0) {
        throw nulByte();
      } else if (found == '"' && at + 1 < limit && bytes[at + 1] == '"') {
        doubled = true;
        at++;
      } else if (found == '"') {
        if (doubled) {
          fields.addWithDoubledQuotes(open + 1, at);
        } else {
          fields.add(open + 1, at);
        }
        return at + 1;
      }
    }
    if (buffer.isComplete()) {
      throw new MalformedCsvException(
          where(openedInLine)
              + " opens a quote in field "
              + (fields.count() + 1)
              + " that is not closed");
    }
    return -1;
  }

  private boolean endAfterQuote(int after) throws MalformedCsvException {
    int at = bytes[after] == '\r' ? after + 1 : after;
    if (bytes[at] != '\n') {
      throw new MalformedCsvException(
          where() + " has text behind the closing quote of field " + fields.count());
    }
    return endAt(at);
  }

  private boolean endAt(int newline) {
    terminated = newline < buffer.limit();
    next = terminated ? newline + 1 : newline;
    return terminated || buffer.isComplete();
  }

  private void requireUtf8() throws MalformedCsvException {
    int bad = Utf8.firstInvalid(bytes, start, next);
    if (bad >= 0) {
      throw new MalformedCsvException(
          String.format("%s is not valid UTF-8: byte 0x%02X", where(), bytes[bad]));
    }
  }

  private MalformedCsvException nulByte() {
    return new MalformedCsvException(where() + " holds a NUL byte: this is no text file");
  }

  int fields() {
    return fields.count();
  }

  /** The buffer that {@link #start} and {@link #end} point into, until the next record. */
  byte[] bytes() {
    return bytes;
  }

  int start(int field) {
    return fields.start(field);
  }

  int length(int field) {
    return fields.length(field);
  }

  String text(int field) {
    return new String(bytes, start(field), length(field), StandardCharsets.UTF_8);
  }

  boolean isBlank() {
    return fields() == 1 && !quoted && length(0) == 0;
  }

  /** Whether a newline ends it, as opposed to the end of the file or span. */
  boolean isTerminated() {
    return terminated;
  }

  /** The line it starts in, from 1. */
  long line() {
    return line;
  }

  /** How a message names the record: its line, or where lines are not counted its first byte. */
  String where() {
    return where(line);
  }

  private String where(long line) {
    return line > 0 ? "line " + line : "the record at byte " + startOffset();
  }

  long startOffset() {
    return buffer.fileOffset() + start;
  }

  /** The byte of the file after the record and its newline. */
  long endOffset() {
    return buffer.fileOffset() + next;
  }
}
