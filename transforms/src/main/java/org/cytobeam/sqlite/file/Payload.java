package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of one record: on its page, or continued on overflow pages, of which only as many are
 * read as are asked for.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, sections 1.6
 * (what lies on the page) and 1.7 (overflow pages).
 */
final class Payload {
  /** What SQLite takes for the largest row, unless it is told otherwise. */
  static final int MAX_BYTES = 1_000_000_000;

  private final Pages pages;
  private final TreePath path;
  private byte[] joined = new byte[0];
  private byte[] bytes;
  private int start;
  private int available;
  private int total;
  private int pageNumber;
  private int nextPage;

  Payload(Pages pages, TreePath path) {
    this.pages = pages;
    this.path = path;
  }

  /**
   * Takes the payload of a cell.
   *
   * @param length of the whole payload, as the cell tells it
   * @param at where it begins on the page
   */
  void set(TreePage tree, long length, int at, boolean isTableLeaf) throws IOException {
    pageNumber = tree.number();
    int usable = pages.header().usableBytes();
    if (length < 0 || length > (long) pages.header().pages() * usable) {
      throw tree.corrupt(
          "a row of " + Long.toUnsignedString(length) + " bytes would not fit into the file");
    }
    if (length > MAX_BYTES) {
      throw tree.corrupt("a row has " + length + " bytes, more than " + MAX_BYTES);
    }
    total = (int) length;
    int local = local(total, usable, isTableLeaf);
    if (at + local + (local < total ? Integer.BYTES : 0) > tree.end()) {
      throw tree.corrupt("a cell of it ends outside of it");
    }
    bytes = tree.bytes();
    start = at;
    available = local;
    nextPage = local < total ? TreePage.integer(bytes, at + local) : 0;
  }

  /** How much of a payload lies on the page of its cell. */
  private static int local(int total, int usable, boolean isTableLeaf) {
    int max = isTableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (total <= max) {
      return total;
    }
    int min = (usable - 12) * 32 / 255 - 23;
    int rest = min + (total - min) % (usable - Integer.BYTES);
    return rest <= max ? rest : min;
  }

  /** The array that holds the payload; another one after {@link #require}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in the array it begins; another place after {@link #require}. */
  int start() {
    return start;
  }

  int total() {
    return total;
  }

  int page() {
    return pageNumber;
  }

  /** Makes sure that the first {@code length} bytes are in the array. */
  void require(int length) throws IOException {
    if (length > available) {
      follow(length);
    }
  }

  private void follow(int length) throws IOException {
    if (length > total) {
      throw new CorruptDatabaseException(
          pageNumber, "a row has %d bytes and should have %d".formatted(total, length));
    }
    int perPage = pages.header().usableBytes() - Integer.BYTES;
    while (available < length) {
      int overflow = nextPage;
      pages.go(overflow, pageNumber);
      path.count(1, overflow);
      int count = Math.min(perPage, total - available);
      room(available + count);
      nextPage = TreePage.integer(pages.bytes(), pages.start());
      System.arraycopy(pages.bytes(), pages.start() + Integer.BYTES, joined, available, count);
      available += count;
    }
    // In a chain that comes back to itself, no page is the last.
    if (available == total && nextPage != 0) {
      throw new CorruptDatabaseException(
          pageNumber, "a row of %d bytes goes on after its end".formatted(total));
    }
  }

  /** Grows with what has been read, not with what a damaged length promises. */
  private void room(int length) {
    boolean isJoined = bytes == joined;
    if (joined.length < length + Varint.MAX_BYTES) {
      long doubled = Math.min(MAX_BYTES, 2L * joined.length);
      joined = Arrays.copyOf(joined, (int) Math.max(length, doubled) + Varint.MAX_BYTES);
    }
    if (!isJoined) {
      System.arraycopy(bytes, start, joined, 0, available);
    }
    bytes = joined;
    start = 0;
  }
}
