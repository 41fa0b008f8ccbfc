package org.cytobeam.write;

import java.io.IOException;
import java.util.List;

/**
 * Writes one part: a Parquet file of one row group (none if no rows come).
 *
 * <p>The bytes depend on the values, the schema and the settings only.
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
