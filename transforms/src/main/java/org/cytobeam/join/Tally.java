package org.cytobeam.join;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.UnreadableColumn;

/** What is counted while a row group is put together. */
final class Tally {
  private final Map<String, TableCount> counts = new LinkedHashMap<>();
  private final List<UnreadableColumn> unreadable = new ArrayList<>();
  private final List<KeyFault> faults = new ArrayList<>();
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private long rowsWithNull;

  void count(TableCount count) {
    counts.merge(count.tag(), count, TableCount::plus);
  }

  void unreadable(List<UnreadableColumn> columns) {
    unreadable.addAll(columns);
  }

  void faults(KeyFaults found) {
    faults.addAll(found.all());
  }

  void written(String output, long number) {
    rows.merge(output, number, Long::sum);
  }

  void withNull(long number) {
    rowsWithNull += number;
  }

  long rowsOf(String output) {
    return rows.getOrDefault(output, 0L);
  }

  RowGroupResult result(long rowGroup, List<Part> parts) {
    return new RowGroupResult(
        rowGroup,
        parts,
        List.copyOf(counts.values()),
        List.copyOf(unreadable),
        List.copyOf(faults),
        rowsWithNull);
  }
}
