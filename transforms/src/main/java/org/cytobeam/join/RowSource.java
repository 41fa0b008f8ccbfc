package org.cytobeam.join;

import java.io.IOException;
import java.sql.SQLException;

/** Makes a partition's output rows: one implementation a {@code JoinPlan.Kind}. */
interface RowSource {
  /** Gives the rows of a partition to the output, in their final order, and counts them. */
  void write(Partition partition, RowGroupOutput output, Tally tally)
      throws IOException, SQLException;
}
