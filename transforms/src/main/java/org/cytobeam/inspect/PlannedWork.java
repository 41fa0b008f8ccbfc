package org.cytobeam.inspect;

import java.util.List;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.plan.RowGroupPlan;

/**
 * How much work a part of the plan is.
 *
 * @param bytes about how much memory all its values would need
 * @param maxPartitionBytes the same for the largest partition
 * @param maxRowGroupBytes the same for the largest row group
 */
public record PlannedWork(
    long rowGroups, long partitions, long bytes, long maxPartitionBytes, long maxRowGroupBytes) {
  static final PlannedWork NONE = new PlannedWork(0, 0, 0, 0, 0);

  static PlannedWork of(RowGroupPlan rowGroup) {
    int partitions =
        1 + rowGroup.chunks().stream().mapToInt(ChunkDescriptor::partition).max().orElse(-1);
    long[] bytes = new long[partitions];
    rowGroup.chunks().forEach(chunk -> bytes[chunk.partition()] += chunk.bytes());
    long most = 0;
    for (long partition : bytes) {
      most = Math.max(most, partition);
    }
    return new PlannedWork(1, partitions, rowGroup.bytes(), most, rowGroup.bytes());
  }

  PlannedWork plus(PlannedWork other) {
    return new PlannedWork(
        rowGroups + other.rowGroups,
        partitions + other.partitions,
        bytes + other.bytes,
        Math.max(maxPartitionBytes, other.maxPartitionBytes),
        Math.max(maxRowGroupBytes, other.maxRowGroupBytes));
  }

  static PlannedWork sum(List<RowGroupPlan> rowGroups) {
    return rowGroups.stream().map(PlannedWork::of).reduce(NONE, PlannedWork::plus);
  }
}
