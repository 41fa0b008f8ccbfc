package org.cytobeam.pipeline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.PresetChoice.SeenTable;
import org.cytobeam.schema.ParentColumns;

/**
 * The sets of object tables that belong together: each a table with all that its chain of parents
 * leads to. Eight segmentations of the same images are eight sets.
 */
final class ObjectSets {
  private static final int SETS_SHOWN = 20;

  private final List<SeenTable> tables;

  /**
   * @param tables object tables, in any order
   */
  ObjectSets(Collection<SeenTable> tables) {
    this.tables = tables.stream().sorted(Comparator.comparing(SeenTable::tag)).toList();
  }

  /** The sets that are in no other, by their first names. */
  List<List<String>> all() {
    Set<Set<String>> sets = new LinkedHashSet<>();
    tables.forEach(table -> sets.add(reach(table)));
    return sets.stream()
        .filter(set -> sets.stream().noneMatch(s -> s.size() > set.size() && s.containsAll(set)))
        .map(List::copyOf)
        .sorted(Comparator.comparing(set -> set.get(0)))
        .toList();
  }

  /**
   * The one set that holds all tables.
   *
   * @throws UserError if there are several, listing them as options
   */
  List<String> only() {
    List<List<String>> sets = all();
    if (sets.size() == 1) {
      return sets.get(0);
    }
    String choices =
        sets.stream()
            .limit(SETS_SHOWN)
            .map(set -> "\n  --compartments " + String.join(",", set))
            .collect(Collectors.joining());
    int more = sets.size() - SETS_SHOWN;
    throw new UserError(
        "the source has no cells, nuclei or cytoplasm, and %d sets of other objects whose Parent_ columns do not lead to one another; choose one:%s%s\nor write every table by itself: --no-join --compartments '*'"
            .formatted(sets.size(), choices, more > 0 ? "\n  and " + more + " more" : ""));
  }

  private Set<String> reach(SeenTable from) {
    Set<String> reached = new TreeSet<>(Set.of(from.tag()));
    Deque<SeenTable> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      SeenTable child = open.remove();
      for (SeenTable parent : tables) {
        if (isParent(child, parent) && reached.add(parent.tag())) {
          open.add(parent);
        }
      }
    }
    return reached;
  }

  private static boolean isParent(SeenTable child, SeenTable parent) {
    return ParentColumns.find(child.columns(), child.tag(), parent.tag()).isPresent();
  }
}
