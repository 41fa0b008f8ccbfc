package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A database with the pages of its write-ahead log in the place of older ones, as far as the log
 * has been committed: what SQLite would see that opened both now.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 4.
 */
public final class WriteAheadLog implements PageSource {
  private static final int MAGIC = 0x377f0682;
  private static final int VERSION = 3_007_000;
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;

  private final PageSource database;
  private final PageSource log;
  private final int pageBytes;
  private final long sizeBytes;
  private final Map<Integer, Long> pages;

  private WriteAheadLog(PageSource database, PageSource log, Frames frames) {
    this.database = database;
    this.log = log;
    this.pageBytes = frames.pageBytes;
    this.sizeBytes = (long) frames.databasePages * frames.pageBytes;
    this.pages = frames.committed;
  }

  /**
   * The database as the log makes it. Where nothing in the log has been committed, the database
   * itself, and the log is closed.
   */
  public static PageSource over(PageSource database, PageSource log) throws IOException {
    try {
      Frames frames = Frames.of(log);
      if (frames.databasePages > 0) {
        return new WriteAheadLog(database, log, frames);
      }
    } catch (IOException | RuntimeException e) {
      try (database) {
        log.close();
      }
      throw e;
    }
    log.close();
    return database;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void read(long position, byte[] into, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long at = position + done;
      int inPage = (int) (at % pageBytes);
      Long frame = pages.get((int) (at / pageBytes) + 1);
      int count = Math.min(pageBytes - inPage, length - done);
      if (frame != null) {
        log.read(frame + FRAME_HEADER_BYTES + inPage, into, offset + done, count);
      } else {
        while (done + count < length && !pages.containsKey((int) ((at + count) / pageBytes) + 1)) {
          count = Math.min(count + pageBytes, length - done);
        }
        readDatabase(at, into, offset + done, count);
      }
      done += count;
    }
  }

  private void readDatabase(long at, byte[] into, int offset, int count) throws IOException {
    if (at + count > database.sizeBytes()) {
      throw new CorruptDatabaseException(
          "the file is truncated: it has %d bytes, and page %d is not in its log"
              .formatted(database.sizeBytes(), at / pageBytes + 1));
    }
    database.read(at, into, offset, count);
  }

  @Override
  public int requestBytes() {
    return database.requestBytes();
  }

  @Override
  public void close() throws IOException {
    try (database) {
      log.close();
    }
  }

  /** The frames of a log: pages in the order in which they were written. */
  private static final class Frames {
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<Integer, Long> pending = new HashMap<>();
    private int pageBytes;
    private int databasePages;
    private boolean isBigEndian;
    private int sum0;
    private int sum1;

    static Frames of(PageSource log) throws IOException {
      Frames frames = new Frames();
      if (log.sizeBytes() >= HEADER_BYTES) {
        frames.readAll(log);
      }
      return frames;
    }

    /** A frame that does not belong, or is not whole, ends the log: it was never committed. */
    private void readAll(PageSource log) throws IOException {
      byte[] header = new byte[HEADER_BYTES];
      log.read(0, header, 0, HEADER_BYTES);
      int magic = TreePage.integer(header, 0);
      isBigEndian = (magic & 1) == 1;
      pageBytes = TreePage.integer(header, 8);
      boolean isLog =
          (magic & ~1) == MAGIC
              && pageBytes >= 512
              && pageBytes <= 65_536
              && Integer.bitCount(pageBytes) == 1;
      add(header, 0, HEADER_BYTES - 8);
      if (!isLog || !hasSum(header, HEADER_BYTES - 8)) {
        return;
      }
      if (TreePage.integer(header, 4) != VERSION) {
        throw new CorruptDatabaseException(
            "its write-ahead log has version " + TreePage.integer(header, 4));
      }
      byte[] frame = new byte[FRAME_HEADER_BYTES + pageBytes];
      for (long at = HEADER_BYTES; at + frame.length <= log.sizeBytes(); at += frame.length) {
        log.read(at, frame, 0, frame.length);
        add(frame, 0, 8);
        add(frame, FRAME_HEADER_BYTES, pageBytes);
        boolean isOfThisLog =
            TreePage.integer(frame, 8) == TreePage.integer(header, 16)
                && TreePage.integer(frame, 12) == TreePage.integer(header, 20);
        int page = TreePage.integer(frame, 0);
        if (!isOfThisLog || page == 0 || !hasSum(frame, 16)) {
          return;
        }
        take(page, at, TreePage.integer(frame, 4));
      }
    }

    /**
     * @param pagesThen the size of the database if the frame commits; else 0
     */
    private void take(int page, long at, int pagesThen) {
      pending.put(page, at);
      if (pagesThen != 0) {
        committed.putAll(pending);
        pending.clear();
        databasePages = pagesThen;
      }
    }

    private void add(byte[] bytes, int start, int length) {
      for (int i = start; i < start + length; i += 8) {
        sum0 += word(bytes, i) + sum1;
        sum1 += word(bytes, i + 4) + sum0;
      }
    }

    private int word(byte[] bytes, int at) {
      int word = TreePage.integer(bytes, at);
      return isBigEndian ? word : Integer.reverseBytes(word);
    }

    private boolean hasSum(byte[] bytes, int at) {
      return TreePage.integer(bytes, at) == sum0 && TreePage.integer(bytes, at + 4) == sum1;
    }
  }
}
