package org.cytobeam.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds compressed pages in the order they come until their row group is complete and they can be
 * read column by column: on the heap, or in a temporary file that is gone when the spool is closed.
 */
final class PageSpool implements Closeable {
  private static final int SEGMENT_BYTES = 1 << 20;

  private final FileChannel file;
  private final List<byte[]> segments = new ArrayList<>();
  private byte[] current = new byte[0];
  private int used;
  private long spilled;

  private PageSpool(FileChannel file) {
    this.file = file;
  }

  /** A spool in memory. */
  static PageSpool onHeap() {
    return new PageSpool(null);
  }

  /** A spool in a temporary file of that local folder, which exists. */
  static PageSpool inFolder(Path folder) throws IOException {
    Path path = Files.createTempFile(folder, "pages-", ".spool");
    return new PageSpool(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Where the next bytes will be. */
  long position() {
    return spilled + used;
  }

  void append(byte[] bytes, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (used == current.length) {
        nextSegment();
      }
      int count = Math.min(length - done, current.length - used);
      System.arraycopy(bytes, done, current, used, count);
      used += count;
      done += count;
    }
  }

  private void nextSegment() throws IOException {
    if (file == null) {
      current = new byte[SEGMENT_BYTES];
      segments.add(current);
      spilled = (segments.size() - 1L) * SEGMENT_BYTES;
    } else if (used == 0) {
      current = new byte[SEGMENT_BYTES];
    } else {
      ByteBuffer full = ByteBuffer.wrap(current);
      while (full.hasRemaining()) {
        file.write(full, spilled + full.position());
      }
      spilled += used;
    }
    used = 0;
  }

  /** Copies bytes that were appended. */
  void copy(long position, int length, OutputStream to) throws IOException {
    long at = position;
    int left = length;
    while (left > 0) {
      byte[] segment = current;
      int offset = (int) (at - spilled);
      int count = left;
      if (at < spilled && file == null) {
        segment = segments.get((int) (at / SEGMENT_BYTES));
        offset = (int) (at % SEGMENT_BYTES);
        count = Math.min(left, SEGMENT_BYTES - offset);
      } else if (at < spilled) {
        count = (int) Math.min(left, spilled - at);
        segment = read(at, count);
        offset = 0;
      }
      to.write(segment, offset, count);
      at += count;
      left -= count;
    }
  }

  private byte[] read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("page spool ends before byte " + (position + length));
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    segments.clear();
    current = new byte[0];
    if (file != null) {
      file.close();
    }
  }
}
