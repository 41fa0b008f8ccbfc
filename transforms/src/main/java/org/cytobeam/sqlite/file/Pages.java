package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the pages of a file, keeps those used last, and reads ahead.
 *
 * <p>Pages behind the one wanted are a guess, right as long as a table lies in one piece. Of all
 * that is read, guesses that were not needed are at most {@value #GUESSES_PERCENT} percent of what
 * was, and one request: so a table that lies scattered among others is read page by page.
 */
final class Pages {
  /** In percent of the pages that were needed. */
  static final int GUESSES_PERCENT = 5;

  private final PageSource source;
  private final DatabaseHeader header;
  private final int pagesPerRequest;
  private final int keptPages;
  private final Map<Integer, Page> kept = new HashMap<>();
  private final Map<Integer, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private int lastEnd;
  private int window = 1;
  private long needed;
  private long fetched;
  private long requests;

  /** Pages that were read in one request. */
  private static final class Block {
    private final int first;
    private final int pages;
    private final boolean[] used;

    Block(int first, int pages) {
      this.first = first;
      this.pages = pages;
      this.used = new boolean[pages];
    }
  }

  /**
   * @param keptBytes how much to keep, beyond one request
   */
  Pages(PageSource source, DatabaseHeader header, int keptBytes) {
    this.source = source;
    this.header = header;
    this.pagesPerRequest = Math.max(1, source.requestBytes() / header.pageBytes());
    this.keptPages = Math.max(8, keptBytes / header.pageBytes());
  }

  DatabaseHeader header() {
    return header;
  }

  long bytesRead() {
    return fetched * header.pageBytes();
  }

  long requests() {
    return requests;
  }

  /**
   * A page by its number.
   *
   * @param from the page that names it
   */
  Page get(int number, int from) throws IOException {
    if (number < 1 || number > header.pages()) {
      throw new CorruptDatabaseException(
          from,
          "it refers to page %d of %d".formatted(Integer.toUnsignedLong(number), header.pages()));
    }
    Page page = kept.get(number);
    if (page == null) {
      fetch(number);
      page = kept.get(number);
    }
    use(page);
    return page;
  }

  private void use(Page page) {
    int pageBytes = header.pageBytes();
    Block block = blocks.get(page.number() - page.start() / pageBytes);
    int index = page.number() - block.first;
    if (!block.used[index]) {
      block.used[index] = true;
      needed++;
    }
  }

  private void fetch(int first) throws IOException {
    boolean onwards = first >= lastEnd && first <= lastEnd + window;
    window = onwards ? Math.min(2 * window, pagesPerRequest) : 1;
    long wasted = fetched - needed;
    long guesses = Math.max(0, needed * GUESSES_PERCENT / 100 + pagesPerRequest - wasted);
    int count = (int) Math.min(Math.min(window, 1 + guesses), header.pages() - first + 1L);
    for (int i = 1; i < count; i++) {
      if (kept.containsKey(first + i)) {
        count = i;
      }
    }
    int pageBytes = header.pageBytes();
    // A number that is cut off at the end of the last page is read beyond it before it is noticed.
    byte[] bytes = new byte[count * pageBytes + Varint.MAX_BYTES];
    source.read((first - 1L) * pageBytes, bytes, 0, count * pageBytes);
    requests++;
    fetched += count;
    lastEnd = first + count;
    keep(new Block(first, count), bytes);
  }

  private void keep(Block block, byte[] bytes) {
    blocks.put(block.first, block);
    for (int i = 0; i < block.pages; i++) {
      int number = block.first + i;
      kept.put(number, new Page(number, bytes, i * header.pageBytes()));
    }
    Iterator<Block> oldest = blocks.values().iterator();
    while (kept.size() > keptPages + pagesPerRequest && blocks.size() > 1) {
      Block gone = oldest.next();
      oldest.remove();
      for (int i = 0; i < gone.pages; i++) {
        kept.remove(gone.first + i);
      }
    }
  }
}
