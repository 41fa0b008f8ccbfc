package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/** The index of one table while the records of its file go by. */
final class TableScan {
  private final SourceTable table;
  private final CsvTable view;
  private final KeyColumns keys;
  private final RowRuns runs;
  private final CsvTypes types;
  private final boolean whole;
  private long rows;

  TableScan(SourceTable table, CsvTable view, long blockBytes) {
    this.table = table;
    this.view = view;
    this.whole = view.object().isEmpty();
    List<String> names = view.names();
    this.keys = table.keyed() ? KeyColumns.find(names, table.tag()) : new KeyColumns("", "", "");
    this.runs = table.keyed() ? new ImageRuns(view, keys) : new BlockRuns(names.size(), blockBytes);
    this.types = new CsvTypes(names.size());
  }

  void row(CsvRecords record) {
    if (whole) {
      rows++;
      if (runs.row(record)) {
        types.see(record);
      }
    } else if (view.holds(record)) {
      rows++;
      if (runs.row(record)) {
        types.see(record, view.places());
      }
    }
  }

  /** Takes blank lines of a table with a single column, each of them a row without value. */
  void blanks(long count, long firstLine, long startOffset) {
    runs.blanks(count, firstLine, startOffset);
    rows += count;
  }

  TableIndex finish(long checksum) {
    List<Problem> problems = new ArrayList<>(runs.problems(table));
    types
        .decimalCommaNote(view.names())
        .ifPresent(text -> problems.add(problem(Problem.Kind.NOTE, text)));
    if (view.names().isEmpty()) {
      problems.add(
          problem(Problem.Kind.FAULT, "the file is empty, so it counts as a table without rows"));
    }
    if (!view.repeated().isEmpty()) {
      problems.add(
          problem(
              Problem.Kind.FAULT,
              "column names that occurred before: " + Excerpt.of(view.repeated())));
    }
    return new TableIndex(
        table,
        types.columns(view.names()),
        keys,
        runs.runs(),
        rows,
        runs.rejectedRows(),
        checksum,
        List.copyOf(problems));
  }

  private Problem problem(Problem.Kind kind, String message) {
    return Problem.of(kind, table, message, 0);
  }
}
