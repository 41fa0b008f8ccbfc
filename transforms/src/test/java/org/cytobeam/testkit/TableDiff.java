package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Compares tables exactly: columns and their order, rows and their order, values with their Java
 * types. Doubles and floats are the same when their bits are; NaN is the same as NaN, never as
 * NULL.
 */
public final class TableDiff {
  private TableDiff() {}

  /** Fails with the first row and column that differ. */
  public static void assertSame(List<Map<String, Object>> expected, List<Map<String, Object>> got) {
    int common = Math.min(expected.size(), got.size());
    for (int i = 0; i < common; i++) {
      assertSameRow(i, expected.get(i), got.get(i));
    }
    if (expected.size() != got.size()) {
      boolean more = got.size() > common;
      throw new AssertionError(
          String.format(
              "expected %d rows, got %d; the first %s is row %d%s",
              expected.size(),
              got.size(),
              more ? "too many" : "missing",
              common,
              keys(more ? got.get(common) : expected.get(common))));
    }
  }

  /** As {@link #assertSame}, but the rows may come in any order; repeated rows count. */
  public static void assertSameInAnyOrder(
      List<Map<String, Object>> expected, List<Map<String, Object>> got) {
    assertSame(sorted(expected), sorted(got));
  }

  /** Ordered by the text of all values, in which equal doubles are equal text. */
  private static List<Map<String, Object>> sorted(List<Map<String, Object>> rows) {
    Map<Map<String, Object>, String> texts = new IdentityHashMap<>();
    rows.forEach(row -> texts.put(row, row.values().toString()));
    return rows.stream().sorted(Comparator.comparing(texts::get)).toList();
  }

  /** Whether two values are the same in the sense of {@link #assertSame}. */
  public static boolean isSame(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.isNaN() ? y.isNaN() : Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(y);
    }
    if (a instanceof Float x && b instanceof Float y) {
      return x.isNaN() ? y.isNaN() : Float.floatToRawIntBits(x) == Float.floatToRawIntBits(y);
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    return Objects.equals(a, b);
  }

  private static void assertSameRow(
      int row, Map<String, Object> expected, Map<String, Object> got) {
    assertSameColumns(row, new ArrayList<>(expected.keySet()), new ArrayList<>(got.keySet()));
    expected.forEach(
        (column, value) -> {
          if (!isSame(value, got.get(column))) {
            throw new AssertionError(
                String.format(
                    "row %d%s, column %s: expected %s, got %s",
                    row, keys(expected), column, describe(value), describe(got.get(column))));
          }
        });
  }

  private static void assertSameColumns(int row, List<String> expected, List<String> got) {
    if (expected.equals(got)) {
      return;
    }
    int i = 0;
    while (i < expected.size() && i < got.size() && expected.get(i).equals(got.get(i))) {
      i++;
    }
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(got);
    List<String> unexpected = new ArrayList<>(got);
    unexpected.removeAll(expected);
    throw new AssertionError(
        String.format(
            "row %d: columns differ from position %d on: expected %s, got %s; missing %s,"
                + " unexpected %s",
            row,
            i,
            i < expected.size() ? expected.get(i) : "no more",
            i < got.size() ? got.get(i) : "no more",
            missing,
            unexpected));
  }

  /** The row's key columns, to find it by. */
  private static String keys(Map<String, Object> row) {
    StringJoiner keys = new StringJoiner(", ", " (", ")");
    keys.setEmptyValue("");
    row.forEach(
        (column, value) -> {
          if (column.endsWith("TableNumber")
              || column.endsWith("ImageNumber")
              || column.endsWith("ObjectNumber")
              || column.equals("Cytoplasm_Number_Object_Number")) {
            keys.add(column + " " + value);
          }
        });
    return keys.toString();
  }

  private static String describe(Object value) {
    if (value == null) {
      return "NULL";
    }
    String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString();
    return text + " (" + value.getClass().getSimpleName() + ")";
  }
}
