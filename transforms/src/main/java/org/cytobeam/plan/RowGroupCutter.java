package org.cytobeam.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.UserError;

/**
 * Takes images in key order, some of them together, and closes partitions and row groups when they
 * are full.
 */
final class RowGroupCutter {
  /** Arrow addresses a column's text with 31 bits, and an image is never split. */
  private static final long MAX_IMAGE_BYTES = 1L << 30;

  private final PlanSettings settings;
  private final long rowGroupBytes;
  private final long partitionBytes;
  private final long firstIndex;

  private final List<RowGroupPlan> rowGroups = new ArrayList<>();
  private List<ChunkDescriptor> chunks = new ArrayList<>();
  private long openRowGroupBytes;
  private int partition;

  private final List<PlannedImage> images = new ArrayList<>();
  private long openPartitionBytes;
  private long openPartitionRows;

  RowGroupCutter(PlanSettings settings, long rowGroupBytes, long firstIndex) {
    this.settings = settings;
    this.rowGroupBytes = rowGroupBytes;
    this.partitionBytes = Math.min(rowGroupBytes, settings.partitionBytes());
    this.firstIndex = firstIndex;
  }

  /** Adds images that stay in one partition. */
  void add(List<PlannedImage> together) {
    together.forEach(RowGroupCutter::checkSize);
    long bytes = together.stream().mapToLong(PlannedImage::bytes).sum();
    long rows = together.stream().mapToLong(PlannedImage::maxRows).sum();
    if (!images.isEmpty() && overfill(bytes, rows)) {
      closePartition();
    }
    images.addAll(together);
    openPartitionBytes += bytes;
    openPartitionRows += rows;
  }

  private static void checkSize(PlannedImage image) {
    if (image.bytes() > MAX_IMAGE_BYTES) {
      throw new UserError(
          "%s needs %d MB of memory; an image may need at most %d MB"
              .formatted(image, image.bytes() >> 20, MAX_IMAGE_BYTES >> 20));
    }
  }

  List<RowGroupPlan> finish() {
    if (!images.isEmpty()) {
      closePartition();
    }
    closeRowGroup();
    return rowGroups;
  }

  private boolean overfill(long bytes, long rows) {
    return openPartitionBytes + bytes > partitionBytes
        || settings.partitionRows() > 0 && openPartitionRows + rows > settings.partitionRows();
  }

  private void closePartition() {
    if (openRowGroupBytes + openPartitionBytes > rowGroupBytes) {
      closeRowGroup();
    }
    addChunks();
    openRowGroupBytes += openPartitionBytes;
    partition++;
    images.clear();
    openPartitionBytes = 0;
    openPartitionRows = 0;
  }

  private Map<SourceTable, OpenChunk> openChunks() {
    Map<SourceTable, OpenChunk> open = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      PlannedImage image = images.get(i);
      for (Map.Entry<SourceTable, ImageRun> run : image.runs().entrySet()) {
        open.computeIfAbsent(run.getKey(), t -> new OpenChunk())
            .add(image.slice(i, run.getValue()), run.getValue().bytes());
      }
    }
    return open;
  }

  /** Tables come in source order, so a table's chunks of one partition are numbered in it. */
  private void addChunks() {
    Map<String, Integer> sequences = new HashMap<>();
    long rowGroup = firstIndex + rowGroups.size();
    openChunks()
        .forEach(
            (table, chunk) -> {
              int sequence = sequences.merge(table.tag(), 1, Integer::sum) - 1;
              chunks.add(chunk.describe(rowGroup, partition, sequence, table));
            });
  }

  private void closeRowGroup() {
    if (!chunks.isEmpty()) {
      rowGroups.add(
          new RowGroupPlan(firstIndex + rowGroups.size(), List.copyOf(chunks), openRowGroupBytes));
    }
    chunks = new ArrayList<>();
    openRowGroupBytes = 0;
    partition = 0;
  }

  /** The rows of one table in the partition being closed. */
  private static final class OpenChunk {
    private final List<ImageSlice> slices = new ArrayList<>();
    private long rows;
    private long bytes;

    void add(ImageSlice slice, long sliceBytes) {
      slices.add(slice);
      rows += slice.rows();
      bytes += sliceBytes;
    }

    ChunkDescriptor describe(long rowGroup, int partition, int sequence, SourceTable table) {
      return new ChunkDescriptor(
          rowGroup, partition, sequence, table, List.copyOf(slices), rows, bytes);
    }
  }
}
