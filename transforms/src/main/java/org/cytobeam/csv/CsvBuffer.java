package org.cytobeam.csv;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A window on a file: the bytes {@code [0, limit)} of {@link #bytes}, the first of which lies at
 * {@link #fileOffset} of the file. The window moves forward; it grows only when one record is
 * longer than it.
 */
final class CsvBuffer {
  /** The scanner reads eight bytes at a time and so up to seven beyond the last. */
  static final int PADDING = 8;

  static final int MAX_RECORD_BYTES = 64 << 20;

  private final CsvInput input;
  private final CRC32 crc = new CRC32();
  private byte[] bytes;
  private int limit;
  private long fileOffset;
  private long end = Long.MAX_VALUE;
  private boolean complete;

  CsvBuffer(CsvInput input, int bufferBytes) {
    this.input = input;
    this.bytes = new byte[bufferBytes + PADDING];
  }

  byte[] bytes() {
    return bytes;
  }

  int limit() {
    return limit;
  }

  /** Where in the file the buffer's first byte lies. */
  long fileOffset() {
    return fileOffset;
  }

  /** Whether nothing follows the last byte of the buffer. */
  boolean isComplete() {
    return complete;
  }

  /** The CRC-32 of all bytes that were read. */
  long checksum() {
    return crc.getValue();
  }

  /** Starts over at {@code start}, to read no further than {@code end}. */
  void span(long start, long end) {
    this.fileOffset = start;
    this.end = end;
    this.limit = 0;
    this.complete = start >= end;
  }

  /** Starts over at {@code start}, which lies behind the window, inside the same span. */
  void skipTo(long start) {
    span(start, end);
  }

  /**
   * Drops the bytes before {@code from} and reads more behind the rest.
   *
   * @throws MalformedCsvException if the rest is a record of more than {@link #MAX_RECORD_BYTES}
   */
  void advance(int from, long line) throws IOException {
    int kept = limit - from;
    if (from == 0 && limit + PADDING == bytes.length) {
      grow(line);
    } else {
      System.arraycopy(bytes, from, bytes, 0, kept);
    }
    fileOffset += from;
    limit = kept;
    fill();
  }

  private void grow(long line) throws MalformedCsvException {
    if (limit >= MAX_RECORD_BYTES) {
      throw new MalformedCsvException(
          "the record that starts in line "
              + line
              + " is longer than "
              + MAX_RECORD_BYTES
              + " bytes; is a quote never closed?");
    }
    bytes = Arrays.copyOf(bytes, Math.min(2 * limit, MAX_RECORD_BYTES) + PADDING);
  }

  private void fill() throws IOException {
    int room = bytes.length - PADDING;
    while (limit < room && !complete) {
      long left = end - (fileOffset + limit);
      int count =
          left == 0
              ? -1
              : input.read(fileOffset + limit, bytes, limit, (int) Math.min(room - limit, left));
      if (count < 0) {
        complete = true;
      } else {
        crc.update(bytes, limit, count);
        limit += count;
      }
    }
    // A newline behind the last byte stops every scan, without a check at each step.
    Arrays.fill(bytes, limit, limit + PADDING, (byte) '\n');
  }
}
