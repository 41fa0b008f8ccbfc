package org.cytobeam.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableNumber;

/** An image with its rows in each table of its source. */
final class PlannedImage {
  private final TableNumber tableNumber;
  private final long imageNumber;
  private final Map<SourceTable, ImageRun> runs = new LinkedHashMap<>();
  private long bytes;
  private long maxRows;

  PlannedImage(TableNumber tableNumber, long imageNumber) {
    this.tableNumber = tableNumber;
    this.imageNumber = imageNumber;
  }

  void add(SourceTable table, ImageRun run) {
    runs.put(table, run);
    bytes += run.bytes();
    maxRows = Math.max(maxRows, run.rows());
  }

  Map<SourceTable, ImageRun> runs() {
    return runs;
  }

  long bytes() {
    return bytes;
  }

  /** The rows of the table that has most. */
  long maxRows() {
    return maxRows;
  }

  ImageSlice slice(int ordinal, ImageRun run) {
    return new ImageSlice(ordinal, tableNumber, imageNumber, run.ranges(), run.rows());
  }

  @Override
  public String toString() {
    return "image %d (TableNumber %s) of %s"
        .formatted(imageNumber, tableNumber, runs.keySet().iterator().next().path());
  }
}
