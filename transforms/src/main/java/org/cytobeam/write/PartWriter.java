package org.cytobeam.write;

import java.io.IOException;
import java.util.List;

/**
 * Writes one part: a Parquet file of one row group (none if no rows come), with the settings'
 * metadata and statistics by the rules of {@link ParquetConcatenator}'s output.
 *
 * <p>The bytes depend on the rows in their order, the schema and the settings only: not on how the
 * rows are split into appends, nor on memory, time or machine. Not for several threads.
 */
public interface PartWriter extends AutoCloseable {
  /**
   * Adds rows.
   *
   * @param columns one for each output column, in order, each with {@code rows} row numbers
   */
  void append(List<Gathered> columns, int rows) throws IOException;

  /** Completes the file; without it, what was written is not a Parquet file. */
  void finish() throws IOException;

  /** Releases what the writer holds. */
  @Override
  void close() throws IOException;
}
