package org.cytobeam.join;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.Reading;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.read.PartitionTable;

/** What is counted while a row group is put together. */
final class Tally {
  private final Map<String, TableCount> counts = new LinkedHashMap<>();
  private final List<UnreadableColumn> unreadable = new ArrayList<>();
  private final List<KeyFault> faults = new ArrayList<>();
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private long rowsWithNull;
  private Reading reading = Reading.NONE;

  void count(TableCount count) {
    counts.merge(count.tag(), count, TableCount::plus);
  }

  /** Takes what reading a table gave. */
  void read(PartitionTable table) {
    unreadable.addAll(table.unreadable());
    reading = reading.plus(table.reading());
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
        rowsWithNull,
        reading);
  }
}
