package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the pages of a file, keeps those used last, and reads ahead.
 *
 * <p>Pages behind the one wanted are a guess, right as long as a table lies in one piece. Guesses
 * that were not needed are never more than {@value #GUESSES_PERCENT} percent of the pages that
 * were, and one request: a table that lies scattered among others is read page by page.
 */
final class Pages {
  private static final int GUESSES_PERCENT = 5;

  /** What is kept, unless requests are so large that this is less than {@link #MIN_SLOTS}. */
  private static final int KEPT_BYTES = 2 << 20;

  private static final int MIN_SLOTS = 8;

  private final PageSource source;
  private final DatabaseHeader header;
  private final int pagesPerRequest;
  private final Slot[] slots;
  private Slot current;
  private int start;
  private long clock;
  private int lastEnd;
  private int window = 1;
  private long needed;
  private long fetched;
  private long requests;

  /** Pages that were read in one request. */
  private static final class Slot {
    private byte[] bytes = new byte[0];
    private boolean[] isUsed = new boolean[0];
    private int first;
    private int end;
    private long lastUse;

    boolean has(int number) {
      return number >= first && number < end;
    }
  }

  Pages(PageSource source, DatabaseHeader header) {
    this.source = source;
    this.header = header;
    this.pagesPerRequest = Math.max(1, source.requestBytes() / header.pageBytes());
    int requestBytes = pagesPerRequest * header.pageBytes();
    this.slots = new Slot[Math.max(MIN_SLOTS, KEPT_BYTES / requestBytes)];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot();
    }
    this.current = slots[0];
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
   * Makes a page the current one.
   *
   * @param from the page that names it
   */
  void go(int number, int from) throws IOException {
    if (number < 1 || number > header.pages()) {
      throw new CorruptDatabaseException(
          from,
          "it refers to page %d of %d".formatted(Integer.toUnsignedLong(number), header.pages()));
    }
    if (!current.has(number)) {
      current = find(number);
    }
    current.lastUse = ++clock;
    int index = number - current.first;
    if (!current.isUsed[index]) {
      current.isUsed[index] = true;
      needed++;
    }
    start = index * header.pageBytes();
  }

  /** An array that holds the current page, until the next call of {@link #go}. */
  byte[] bytes() {
    return current.bytes;
  }

  /** Where in the array the current page begins. */
  int start() {
    return start;
  }

  private Slot find(int number) throws IOException {
    Slot oldest = slots[0];
    for (Slot slot : slots) {
      if (slot.has(number)) {
        return slot;
      }
      if (slot.lastUse < oldest.lastUse) {
        oldest = slot;
      }
    }
    fetch(number, oldest);
    return oldest;
  }

  private void fetch(int first, Slot slot) throws IOException {
    int count = pagesAhead(first);
    int pageBytes = header.pageBytes();
    if (slot.bytes.length < count * pageBytes) {
      slot.bytes = new byte[count * pageBytes];
      slot.isUsed = new boolean[count];
    }
    slot.end = slot.first;
    source.read((first - 1L) * pageBytes, slot.bytes, 0, count * pageBytes);
    slot.first = first;
    slot.end = first + count;
    Arrays.fill(slot.isUsed, false);
    requests++;
    fetched += count;
    lastEnd = slot.end;
  }

  /** How many pages to read from one on: twice as many as before while reading goes onwards. */
  private int pagesAhead(int first) {
    boolean isOnwards = first >= lastEnd && first <= lastEnd + window;
    window = isOnwards ? Math.min(2 * window, pagesPerRequest) : 1;
    long unneeded = fetched - needed;
    long guesses = Math.max(0, needed * GUESSES_PERCENT / 100 + pagesPerRequest - unneeded);
    long count = Math.min(Math.min(window, 1 + guesses), header.pages() - first + 1L);
    for (Slot slot : slots) {
      if (slot.first > first && slot.end > slot.first) {
        count = Math.min(count, slot.first - first);
      }
    }
    return (int) count;
  }
}
