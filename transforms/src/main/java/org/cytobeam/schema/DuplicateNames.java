package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the names of a query's result unique the way DuckDB 1.5 does when a result becomes a table,
 * a subquery or a file: a name seen before, ignoring the case of ASCII letters, gets {@code _1},
 * {@code _2} and so on, passing over names that an earlier column has.
 *
 * <p>Columns are looked at from left to right and never again, so a later column whose own name is
 * taken by then is renamed in turn: {@code a, a, a_1} gives {@code a, a_1, a_1_1}.
 */
public final class DuplicateNames {
  private DuplicateNames() {}

  /** The names, each different from the others, in the same order. */
  public static List<String> renamed(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> unique = new ArrayList<>(names.size());
    for (String name : names) {
      unique.add(firstFree(name, seen));
    }
    return unique;
  }

  private static String firstFree(String name, Map<String, Integer> seen) {
    String key = lower(name);
    if (!seen.containsKey(key)) {
      seen.put(key, 1);
      return name;
    }
    int number = seen.get(key);
    while (seen.containsKey(lower(name + "_" + number))) {
      number++;
    }
    String renamed = name + "_" + number;
    seen.put(lower(renamed), 1);
    seen.put(key, number + 1);
    return renamed;
  }

  /** DuckDB compares names by ASCII case only: {@code é} and {@code É} are two columns. */
  private static String lower(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return lower.toString();
  }
}
