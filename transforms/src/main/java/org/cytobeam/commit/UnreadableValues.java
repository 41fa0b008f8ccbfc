package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UnreadableColumn;

/**
 * Tells of values that could not be read, by source, table and column. Thousands of sources can
 * have them in thousands of columns each: those with the most are told by themselves, the others
 * together, a line a table. Every value is counted once.
 */
final class UnreadableValues {
  static final int COLUMNS_TOLD = 1000;

  private static final Comparator<UnreadableColumn> MOST_FIRST =
      Comparator.comparingLong(UnreadableColumn::values)
          .reversed()
          .thenComparing(UnreadableColumn::source, TableNumber::compareUtf8)
          .thenComparing(UnreadableColumn::tag, TableNumber::compareUtf8)
          .thenComparing(UnreadableColumn::column, TableNumber::compareUtf8);

  private UnreadableValues() {}

  static List<Problem> problems(List<UnreadableColumn> found) {
    List<UnreadableColumn> columns = summed(found);
    columns.sort(MOST_FIRST);
    int told = Math.min(COLUMNS_TOLD, columns.size());
    List<Problem> problems = new ArrayList<>();
    columns.subList(0, told).forEach(column -> problems.add(problem(column)));
    Map<String, List<UnreadableColumn>> others = new TreeMap<>(TableNumber::compareUtf8);
    columns
        .subList(told, columns.size())
        .forEach(c -> others.computeIfAbsent(c.tag(), t -> new ArrayList<>()).add(c));
    others.forEach((tag, some) -> problems.add(together(tag, some)));
    return problems;
  }

  private static List<UnreadableColumn> summed(List<UnreadableColumn> found) {
    Map<UnreadableColumn, Long> values = new LinkedHashMap<>();
    for (UnreadableColumn c : found) {
      values.merge(new UnreadableColumn(c.source(), c.tag(), c.column(), 0), c.values(), Long::sum);
    }
    List<UnreadableColumn> columns = new ArrayList<>();
    values.forEach(
        (c, sum) -> columns.add(new UnreadableColumn(c.source(), c.tag(), c.column(), sum)));
    return columns;
  }

  private static Problem problem(UnreadableColumn column) {
    boolean one = column.values() == 1;
    String message =
        "%s of column %s could not be read and %s NULL"
            .formatted(
                one ? "1 value" : column.values() + " values", column.column(), one ? "is" : "are");
    return of(column.source(), column.tag(), message, column.values());
  }

  private static Problem together(String tag, List<UnreadableColumn> columns) {
    long values = columns.stream().mapToLong(UnreadableColumn::values).sum();
    String message =
        String.format(
            Locale.ROOT,
            "besides what is told by itself, %,d values could not be read and are NULL, of %,d"
                + " columns in %,d sources; to see which, convert fewer sources at a time",
            values,
            columns.stream().map(UnreadableColumn::column).distinct().count(),
            columns.stream().map(UnreadableColumn::source).distinct().count());
    return of("", tag, message, values);
  }

  private static Problem of(String source, String tag, String message, long values) {
    return new Problem(Problem.Kind.UNREADABLE_VALUES, source, "", tag, message, values);
  }
}
