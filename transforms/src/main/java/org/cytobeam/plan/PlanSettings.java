package org.cytobeam.plan;

import java.io.Serializable;
import org.cytobeam.model.JoinScope;

/**
 * How finely the input is cut. Sizes are those of decoded values.
 *
 * @param minRowGroupBytes below this, more row groups would only cost time
 * @param maxRowGroupBytes above this, a footer gains nothing; 36,000 rows of 7,390 columns
 * @param partitionBytes what one worker holds decoded
 * @param partitionRows at most so many rows of the largest table are in a partition, within its
 *     bytes; 0 leaves it to the bytes
 * @param separateTables whether every table is planned on its own ({@code --no-join})
 * @param scope what is never cut: the images that one run of a user's SQL sees together
 */
public record PlanSettings(
    long minRowGroupBytes,
    long maxRowGroupBytes,
    long partitionBytes,
    long partitionRows,
    boolean separateTables,
    JoinScope scope)
    implements Serializable {
  private static final long MB = 1L << 20;

  /** For joins that never need another image. */
  public PlanSettings(
      long minRowGroupBytes,
      long maxRowGroupBytes,
      long partitionBytes,
      long partitionRows,
      boolean separateTables) {
    this(
        minRowGroupBytes,
        maxRowGroupBytes,
        partitionBytes,
        partitionRows,
        separateTables,
        JoinScope.IMAGE);
  }

  public static PlanSettings defaults() {
    return new PlanSettings(16 * MB, 2048 * MB, 32 * MB, 0, false);
  }

  /** For a writer that keeps a whole row group in memory. */
  public PlanSettings withMaxRowGroupBytes(long bytes) {
    return new PlanSettings(
        minRowGroupBytes, bytes, partitionBytes, partitionRows, separateTables, scope);
  }

  public PlanSettings withPartitionRows(long rows) {
    return new PlanSettings(
        minRowGroupBytes, maxRowGroupBytes, partitionBytes, rows, separateTables, scope);
  }

  public PlanSettings withSeparateTables(boolean separate) {
    return new PlanSettings(
        minRowGroupBytes, maxRowGroupBytes, partitionBytes, partitionRows, separate, scope);
  }

  public PlanSettings withScope(JoinScope newScope) {
    return new PlanSettings(
        minRowGroupBytes,
        maxRowGroupBytes,
        partitionBytes,
        partitionRows,
        separateTables,
        newScope);
  }
}
