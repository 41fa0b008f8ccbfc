package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.UnusableKeys;
import org.cytobeam.model.Problem;
import org.cytobeam.model.UnreadableColumn;

/** The problems that show only when rows are decoded and joined, added up over all row groups. */
final class FoundWhileJoining {
  private FoundWhileJoining() {}

  static List<Problem> in(List<RowGroupResult> results) {
    List<Problem> problems = new ArrayList<>(repeatedKeys(results));
    problems.addAll(unusableKeys(results));
    problems.addAll(unreadable(results));
    return problems;
  }

  private static List<Problem> repeatedKeys(List<RowGroupResult> results) {
    Map<String, Long> rows = new LinkedHashMap<>();
    results.stream()
        .flatMap(r -> r.counts().stream())
        .filter(c -> c.rejected() > 0)
        .forEach(c -> rows.merge(c.tag(), c.rejected(), Long::sum));
    List<Problem> problems = new ArrayList<>();
    rows.forEach(
        (tag, count) -> {
          String message =
              "%s the image and object number of an earlier row, which is kept"
                  .formatted(count == 1 ? "1 row repeats" : count + " rows repeat");
          problems.add(new Problem(Problem.Kind.REJECTED_ROWS, "", "", tag, message, count));
        });
    return problems;
  }

  private static List<Problem> unusableKeys(List<RowGroupResult> results) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, String> examples = new HashMap<>();
    for (RowGroupResult result : results) {
      for (UnusableKeys keys : result.unusable()) {
        rows.merge(keys.tag(), keys.rows(), Long::sum);
        examples.putIfAbsent(keys.tag(), keys.example());
      }
    }
    List<Problem> problems = new ArrayList<>();
    rows.forEach(
        (tag, count) -> {
          String message =
              "%s no usable object number, e.g. %s"
                  .formatted(count == 1 ? "1 row has" : count + " rows have", examples.get(tag));
          problems.add(new Problem(Problem.Kind.NOTE, "", "", tag, message, count));
        });
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
