package org.cytobeam.join;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;

/**
 * The order of a query's rows: by the keys among its columns, then by all columns, so that it does
 * not depend on how DuckDB went about it. NULL comes last, NaN before it; text is ordered by its
 * bytes. Columns after the keys are looked at only where rows have the same keys.
 */
final class ResultOrder {
  private static final List<String> KEYS =
      List.of("Metadata_TableNumber", "Metadata_ImageNumber", "Metadata_ObjectNumber");

  /** Compares two rows of one vector, neither of them NULL. */
  private interface RowComparator {
    int compare(int first, int second);
  }

  private ResultOrder() {}

  /** The rows' numbers in order. */
  static int[] of(List<String> names, List<FieldVector> vectors, int rows) {
    Set<Integer> columns = new LinkedHashSet<>();
    KEYS.stream().map(names::indexOf).filter(i -> i >= 0).forEach(columns::add);
    IntStream.range(0, vectors.size()).forEach(columns::add);
    List<RowComparator> comparators = new ArrayList<>();
    columns.forEach(i -> comparators.add(nullsLast(vectors.get(i))));
    Comparator<Integer> order =
        (first, second) -> {
          int result = 0;
          for (int i = 0; result == 0 && i < comparators.size(); i++) {
            result = comparators.get(i).compare(first, second);
          }
          return result;
        };
    return IntStream.range(0, rows).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  private static RowComparator nullsLast(FieldVector vector) {
    RowComparator values = values(vector);
    return (first, second) -> {
      boolean firstNull = vector.isNull(first);
      boolean secondNull = vector.isNull(second);
      return firstNull || secondNull
          ? Boolean.compare(firstNull, secondNull)
          : values.compare(first, second);
    };
  }

  private static RowComparator values(FieldVector vector) {
    if (vector instanceof Float8Vector v) {
      return (a, b) -> Double.compare(v.get(a), v.get(b));
    }
    if (vector instanceof BaseIntVector v) {
      return (a, b) -> Long.compare(v.getValueAsLong(a), v.getValueAsLong(b));
    }
    if (vector instanceof BaseVariableWidthVector v) {
      return (a, b) -> compareBytes(v, a, b);
    }
    if (vector instanceof BitVector v) {
      return (a, b) -> Integer.compare(v.get(a), v.get(b));
    }
    if (vector instanceof DateDayVector v) {
      return (a, b) -> Integer.compare(v.get(a), v.get(b));
    }
    if (vector instanceof TimeMicroVector v) {
      return (a, b) -> Long.compare(v.get(a), v.get(b));
    }
    if (vector instanceof TimeStampVector v) {
      return (a, b) -> Long.compare(v.get(a), v.get(b));
    }
    throw new IllegalArgumentException("no order for " + vector.getField());
  }

  private static int compareBytes(BaseVariableWidthVector vector, int first, int second) {
    return ByteFunctionHelpers.compare(
        vector.getDataBuffer(),
        vector.getStartOffset(first),
        vector.getEndOffset(first),
        vector.getDataBuffer(),
        vector.getStartOffset(second),
        vector.getEndOffset(second));
  }
}
