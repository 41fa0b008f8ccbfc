package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Range;
import org.cytobeam.model.TableNumber;

/** One run while its rows are being found. */
final class RunBuilder {
  private final TableNumber tableNumber;
  private final long imageNumber;
  private final List<Range> ranges = new ArrayList<>(1);
  private long start;
  private long end;
  private long rows;
  private long fileBytes;

  RunBuilder(TableNumber tableNumber, long imageNumber, long start) {
    this.tableNumber = tableNumber;
    this.imageNumber = imageNumber;
    this.start = start;
    this.end = start;
  }

  /** Leaves the range that ends at the last row and begins another. */
  void startRange(long newStart) {
    ranges.add(new Range(start, end));
    start = newStart;
    end = newStart;
  }

  /** Takes rows that end at that byte of the file into the current range. */
  void extend(long newEnd, long newRows) {
    fileBytes += newEnd - end;
    end = newEnd;
    rows += newRows;
  }

  long fileBytes() {
    return fileBytes;
  }

  TableNumber tableNumber() {
    return tableNumber;
  }

  /**
   * The run. Decoded, a number takes 8 bytes, and a text less than its share of half the file's
   * bytes where a table is mostly text.
   */
  ImageRun build(TableNumber number, int columns) {
    List<Range> all = new ArrayList<>(ranges);
    all.add(new Range(start, end));
    long bytes = Math.max(rows * columns * 8, fileBytes / 2);
    return new ImageRun(number, imageNumber, List.copyOf(all), rows, bytes);
  }
}
