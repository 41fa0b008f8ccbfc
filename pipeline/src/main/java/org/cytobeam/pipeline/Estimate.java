package org.cytobeam.pipeline;

import java.util.List;
import org.cytobeam.inspect.InspectedColumn;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.inspect.PlannedOutput;
import org.cytobeam.inspect.PlannedWork;

/**
 * About what a conversion needs: sizes follow from the plan, times from figures measured on a
 * shared 2-core machine (docs/options.md, "What an estimate is worth").
 *
 * @param threads that the plan keeps busy
 * @param memoryBytes of the whole process at its peak
 * @param temporaryBytes beside the destination and in {@code --temp-dir} together, at the peak
 * @param outputBytes of what is written in the end
 */
public record Estimate(
    int threads, long memoryBytes, long temporaryBytes, long outputBytes, long seconds) {
  private static final long MB = 1L << 20;

  /** Java, Beam and DuckDB before they have anything to do. */
  private static final long BASE_MEMORY_BYTES = 450 * MB;

  private static final int BASE_SECONDS = 4;
  private static final long PAGE_BYTES = 32 << 10;

  /** A partition decoded, gathered, and being encoded. */
  private static final int COPIES_OF_A_PARTITION = 3;

  private static final double SQLITE_BYTES_A_SECOND = 11.5e6;
  private static final double CSV_BYTES_A_SECOND = 20e6;

  /** Measurements hardly shrink: of 8 bytes of a feature zstd leaves some 7. */
  private static final double COMPRESSED_SHARE = 0.9;

  /** Of a text value, most of which repeat. */
  private static final int TEXT_BYTES = 8;

  /** In the footer, and as page headers. */
  private static final long COLUMN_CHUNK_BYTES = 200;

  private static final long SPOOLED_ROW_GROUP_BYTES = 64 * MB;

  /**
   * @param unpackedBytes of compressed files, at a time
   */
  static Estimate of(Inspection inspection, int threads, boolean concat, long unpackedBytes) {
    PlannedWork work = inspection.work();
    int busy = (int) Math.max(1, Math.min(threads, work.rowGroups()));
    long columns =
        inspection.outputs().stream().mapToLong(output -> output.columns().size()).max().orElse(0);
    long memory =
        BASE_MEMORY_BYTES
            + busy * (COPIES_OF_A_PARTITION * work.maxPartitionBytes() + columns * PAGE_BYTES);
    long output =
        columns * work.rowGroups() * COLUMN_CHUNK_BYTES
            + inspection.outputs().stream().mapToLong(o -> bytes(o, inspection)).sum();
    long pages =
        work.maxRowGroupBytes() > SPOOLED_ROW_GROUP_BYTES
            ? Math.min(output, output * busy / Math.max(1, work.rowGroups()))
            : 0;
    double rate = inspection.format().equals("csv") ? CSV_BYTES_A_SECOND : SQLITE_BYTES_A_SECOND;
    return new Estimate(
        busy,
        memory,
        // Parts are there beside the file that they are put together to.
        unpackedBytes + pages + (concat ? 2 * output : output),
        output,
        BASE_SECONDS + Math.round(inspection.bytes() / (rate * busy)));
  }

  /** For a user's SQL the values read have to do. */
  private static long bytes(PlannedOutput output, Inspection inspection) {
    if (output.maxRows() < 0) {
      return inspection.work().bytes();
    }
    return Math.round(output.maxRows() * width(output.columns()) * COMPRESSED_SHARE);
  }

  private static long width(List<InspectedColumn> columns) {
    return columns.stream().mapToLong(column -> width(column.type())).sum();
  }

  private static int width(String type) {
    return switch (type) {
      case "bool", "int8" -> 1;
      case "int32", "float", "date" -> 4;
      case "text", "binary" -> TEXT_BYTES;
      default -> 8;
    };
  }
}
