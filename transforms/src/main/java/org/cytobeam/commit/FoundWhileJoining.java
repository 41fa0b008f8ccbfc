package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.model.Problem;
import org.cytobeam.model.UnreadableColumn;

/** The problems that show only when rows are decoded and joined, added up over all row groups. */
final class FoundWhileJoining {
  private FoundWhileJoining() {}

  static List<Problem> in(List<RowGroupResult> results) {
    List<Problem> problems = new ArrayList<>(KeyProblems.in(results));
    problems.addAll(unreadable(results));
    return problems;
  }

  private static List<Problem> unreadable(List<RowGroupResult> results) {
    Map<UnreadableColumn, Long> values = new LinkedHashMap<>();
    for (RowGroupResult result : results) {
      for (UnreadableColumn c : result.unreadable()) {
        UnreadableColumn column = new UnreadableColumn(c.source(), c.tag(), c.column(), 0);
        values.merge(column, c.values(), Long::sum);
      }
    }
    List<Problem> problems = new ArrayList<>();
    values.forEach(
        (column, count) -> {
          String message =
              "%s of column %s could not be read and %s NULL"
                  .formatted(
                      count == 1 ? "1 value" : count + " values",
                      column.column(),
                      count == 1 ? "is" : "are");
          problems.add(
              new Problem(
                  Problem.Kind.UNREADABLE_VALUES,
                  column.source(),
                  "",
                  column.tag(),
                  message,
                  count));
        });
    return problems;
  }
}
