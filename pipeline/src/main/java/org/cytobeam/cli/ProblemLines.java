package org.cytobeam.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The problems that a terminal shows: a few of each kind, so that thousands of one do not hide the
 * others, and how many more there are of it.
 */
final class ProblemLines {
  private static final int EACH = 5;

  private ProblemLines() {}

  /**
   * @param problems a line each, the kind in front of the first colon
   * @param where where all of them are
   */
  static List<String> of(List<String> problems, String where) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (String problem : problems) {
      String kind = problem.substring(0, problem.indexOf(':'));
      kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(problem);
    }
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (kind, all) -> {
          // A line that says that there is one more is no shorter than that one.
          int shown = all.size() <= EACH + 1 ? all.size() : EACH;
          lines.addAll(all.subList(0, shown));
          if (all.size() > shown) {
            lines.add(
                String.format(
                    Locale.ROOT, "%s: ... and %,d more, %s", kind, all.size() - shown, where));
          }
        });
    return lines;
  }
}
