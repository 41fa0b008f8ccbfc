package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Columns' names as DuckDB's {@code read_csv} makes them distinct: an empty one is {@code columnN}
 * by its position from 0; one that occurred before, ignoring case, gets {@code _1}, {@code _2}.
 *
 * @param repeated those that occurred before, with the name they got
 */
record DistinctNames(List<String> names, List<String> repeated) {
  /**
   * @param places the columns' positions in the file
   */
  static DistinctNames of(List<String> header, int[] places) {
    Map<String, Integer> repeats = new HashMap<>();
    List<String> names = new ArrayList<>(header.size());
    List<String> repeated = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String given = header.get(i).isEmpty() ? "column" + places[i] : header.get(i);
      String name = given;
      while (repeats.containsKey(folded(name))) {
        name = name + "_" + repeats.merge(folded(name), 1, Integer::sum);
      }
      if (!name.equals(given)) {
        repeated.add("%s (column %d, read as %s)".formatted(given, places[i] + 1, name));
      }
      repeats.put(folded(name), 0);
      names.add(name);
    }
    return new DistinctNames(List.copyOf(names), List.copyOf(repeated));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
