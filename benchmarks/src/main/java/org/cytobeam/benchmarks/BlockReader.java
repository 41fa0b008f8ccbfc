package org.cytobeam.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** Reads rows of a table, block by block, into columns. */
interface BlockReader extends AutoCloseable {
  /**
   * Fills columns that hold only NULL from their start.
   *
   * @param block a column for each of the table
   * @return how many rows; fewer than asked for only at the end
   */
  int read(DoubleColumn[] block, int maxRows) throws SQLException, IOException;

  @Override
  void close() throws SQLException, IOException;
}
