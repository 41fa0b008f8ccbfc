package org.cytobeam.write;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The statistics of one column chunk as they go into a footer.
 *
 * <p>The number of NULLs always. The least and greatest value, exact, unless the chunk has none, or
 * has a NaN (readers that order NaN differently would skip rows), or a bound is longer than {@value
 * #MAX_BOUND_BYTES} bytes. A least 0.0 is written as -0.0 and a greatest -0.0 as 0.0, as the <a
 * href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">format</a>
 * asks for, since the two compare as equal.
 */
final class ChunkStatistics {
  /** A bound costs this much in every footer, for every text column of every row group. */
  static final int MAX_BOUND_BYTES = 128;

  private ChunkStatistics() {}

  /** What parquet-java collected; a NaN among the values is its maximum. */
  static org.apache.parquet.format.Statistics of(PrimitiveType type, Statistics<?> collected) {
    Statistics.Builder builder =
        Statistics.getBuilderForReading(type).withNumNulls(collected.getNumNulls());
    if (collected.hasNonNullValue()) {
      builder.withMin(collected.getMinBytes()).withMax(collected.getMaxBytes());
    }
    return footer(builder.build());
  }

  /** What parquet-java read, by whose rules a NaN already left no bounds. */
  static org.apache.parquet.format.Statistics footer(Statistics<?> statistics) {
    org.apache.parquet.format.Statistics footer = new org.apache.parquet.format.Statistics();
    if (statistics.isNumNullsSet()) {
      footer.setNull_count(statistics.getNumNulls());
    }
    if (statistics.hasNonNullValue()) {
      byte[] min = statistics.getMinBytes();
      byte[] max = statistics.getMaxBytes();
      if (min.length <= MAX_BOUND_BYTES && max.length <= MAX_BOUND_BYTES) {
        footer.setMin_value(min);
        footer.setMax_value(max);
      }
    }
    return footer;
  }
}
