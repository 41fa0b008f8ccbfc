package org.cytobeam.join;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.write.Gathered;

/** Leaves out the rows that have a NULL in any column; NaN is a value. */
final class NullFilter {
  private final List<Gathered> columns;
  private final int[] kept;

  NullFilter(List<Gathered> columns, int rows) {
    boolean[] withNull = new boolean[rows];
    for (Gathered column : columns) {
      int[] numbers = column.rows();
      for (int i = 0; i < rows; i++) {
        withNull[i] |= numbers[i] < 0 || column.vector().isNull(numbers[i]);
      }
    }
    int[] positions = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (!withNull[i]) {
        positions[count++] = i;
      }
    }
    this.kept = Arrays.copyOf(positions, count);
    this.columns = columns;
  }

  int rows() {
    return kept.length;
  }

  /** The columns without those rows; columns of one table share their row numbers. */
  List<Gathered> columns() {
    Map<int[], int[]> filtered = new IdentityHashMap<>();
    return columns.stream()
        .map(c -> new Gathered(c.vector(), filtered.computeIfAbsent(c.rows(), this::filter)))
        .toList();
  }

  private int[] filter(int[] rows) {
    return Arrays.stream(kept).map(i -> rows[i]).toArray();
  }
}
