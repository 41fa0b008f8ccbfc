package org.cytobeam.csv;

import java.util.List;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;

/** Collects where the rows of a table lie, run by run. */
interface RowRuns {
  /** Takes the current record as a row; false if it is rejected. */
  boolean row(CsvRecords record);

  /** Takes blank lines of a table with a single column, each of them a row without value. */
  void blanks(long count, long firstLine, long startOffset);

  /** The runs, in order of first appearance. */
  List<ImageRun> runs();

  long rejectedRows();

  /** What was wrong with single rows. */
  List<Problem> problems(SourceTable table);
}
