package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which table's objects are the rows, and by which columns the others are found, written out from
 * {@code docs/joins.md}.
 *
 * @param anchor the table whose objects are the rows
 * @param partners in the order in which their columns are selected
 * @param steps the way to each partner, nearest first
 */
record OracleJoin(String anchor, List<String> partners, List<Step> steps) {
  /** From a table to the one that a column of it names objects of. */
  record Step(String child, String column, String target) {}

  /** Null where there is no such join, or more than one. */
  static OracleJoin of(Map<String, OracleTable> tables, OracleOptions options, boolean preset) {
    List<OracleTable> objects =
        tables.values().stream().filter(t -> !t.name().equals(OracleOptions.IMAGE)).toList();
    List<OracleTable> anchors =
        preset
            ? Stream.ofNullable(tables.get("Cytoplasm")).toList()
            : objects.stream().filter(t -> steps(t, objects).size() == objects.size() - 1).toList();
    if (anchors.size() != 1) {
      return null;
    }
    OracleTable anchor = anchors.get(0);
    List<Step> steps = steps(anchor, objects);
    List<String> partners =
        options.wanted().stream()
            .filter(name -> preset || tables.containsKey(name))
            .filter(name -> !name.equals(anchor.name()))
            .toList();
    boolean reached =
        steps.stream().map(Step::target).collect(Collectors.toSet()).containsAll(partners);
    return reached ? new OracleJoin(anchor.name(), partners, steps) : null;
  }

  /** Rank by rank: parents, then the parents of parents not met yet. */
  private static List<Step> steps(OracleTable from, List<OracleTable> objects) {
    List<Step> steps = new ArrayList<>();
    List<OracleTable> rank = List.of(from);
    while (!rank.isEmpty()) {
      List<OracleTable> next = new ArrayList<>();
      for (OracleTable child : rank) {
        for (OracleTable target : objects) {
          boolean met =
              target == from || steps.stream().anyMatch(s -> s.target().equals(target.name()));
          String column = child.parentColumn(target.name());
          if (!met && column != null) {
            steps.add(new Step(child.name(), column, target.name()));
            next.add(target);
          }
        }
      }
      rank = next;
    }
    return steps;
  }
}
