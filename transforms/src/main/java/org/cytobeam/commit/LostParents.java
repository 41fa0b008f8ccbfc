package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cytobeam.join.KeyFault;
import org.cytobeam.model.Problem;
import org.cytobeam.plan.Survey;

/**
 * Parents that are unknown because a source lacks the whole table, which is told already: such rows
 * are no faults of their keys, but what follows from that problem.
 */
final class LostParents {
  private record Place(String source, String tag) {}

  private final List<Problem> known;
  private final Set<Place> present = new HashSet<>();

  /** The position of the problem that took a table away. */
  private final Map<Place, Integer> causes = new HashMap<>();

  /** For such a problem the rows of each child, by the child and its column. */
  private final Map<Integer, Map<String, Long>> rows = new HashMap<>();

  /**
   * @param known what is known without the join
   */
  LostParents(Survey survey, List<Problem> known) {
    this.known = known;
    survey.indexes().forEach(i -> present.add(new Place(i.table().source(), i.table().tag())));
    for (int i = 0; i < known.size(); i++) {
      if (!known.get(i).missing().isEmpty()) {
        causes.putIfAbsent(new Place(known.get(i).source(), known.get(i).missing()), i);
      }
    }
  }

  /** Whether a fault is none of the keys; it is counted then. */
  boolean explains(KeyFault fault) {
    Place parent = new Place(fault.source(), fault.target());
    if (fault.kind() != KeyFault.Kind.PARENT_UNKNOWN || present.contains(parent)) {
      return false;
    }
    // What was forgotten is told once for all sources.
    Integer cause = causes.getOrDefault(parent, causes.get(new Place("", fault.target())));
    if (cause == null) {
      return false;
    }
    rows.computeIfAbsent(cause, c -> new TreeMap<>())
        .merge("%s (%s)".formatted(fault.tag(), fault.column()), fault.rows(), Long::sum);
    return true;
  }

  /** What was known, with the rows that were counted. */
  List<Problem> told() {
    List<Problem> told = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Map<String, Long> children = rows.get(i);
      told.add(children == null ? known.get(i) : withRows(known.get(i), children));
    }
    return told;
  }

  private static Problem withRows(Problem problem, Map<String, Long> children) {
    long all = children.values().stream().mapToLong(Long::longValue).sum();
    String listed =
        children.entrySet().stream()
            .map(c -> (c.getValue() == 1 ? "1 row" : c.getValue() + " rows") + " of " + c.getKey())
            .collect(Collectors.joining(" and "));
    return problem.withConsequence(
        "without it, %s %s no parent".formatted(listed, all == 1 ? "has" : "have"), all);
  }
}
