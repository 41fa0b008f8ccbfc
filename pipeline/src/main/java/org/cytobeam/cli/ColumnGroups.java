package org.cytobeam.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts columns, by their compartment and by their type. */
final class ColumnGroups {
  private static final String METADATA = "metadata";
  private static final String OTHER = "other";

  private ColumnGroups() {}

  /**
   * Columns by what their names begin with: metadata first, then the tables.
   *
   * @param columns name and type
   * @param tables the tables' names; the longest that fits counts
   * @return the groups that are not empty, each with its columns
   */
  static Map<String, Map<String, String>> byCompartment(
      Map<String, String> columns, List<String> tables) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put(METADATA, new LinkedHashMap<>());
    tables.forEach(table -> groups.put(table, new LinkedHashMap<>()));
    groups.put(OTHER, new LinkedHashMap<>());
    columns.forEach((name, type) -> groups.get(group(name, tables)).put(name, type));
    groups.values().removeIf(Map::isEmpty);
    return groups;
  }

  private static String group(String column, List<String> tables) {
    String lower = column.toLowerCase(Locale.ROOT);
    if (lower.startsWith(METADATA + "_")) {
      return METADATA;
    }
    String best = "";
    for (String table : tables) {
      boolean longer = table.length() > best.length();
      if (longer && lower.startsWith(table.toLowerCase(Locale.ROOT))) {
        best = table;
      }
    }
    return best.isEmpty() ? OTHER : best;
  }

  /** {@code 5 metadata, 9 cells}. */
  static String describe(Map<String, Map<String, String>> groups) {
    List<String> counts = new ArrayList<>();
    groups.forEach((group, columns) -> counts.add(columns.size() + " " + group));
    return String.join(", ", counts);
  }

  /** {@code 24 double, 8 int64}: the most frequent first. */
  static String types(Collection<String> types) {
    Map<String, Long> counts =
        types.stream().collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** The first few names, or all. */
  static String names(Collection<String> names, int most) {
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? shown + ", ..." : shown;
  }
}
