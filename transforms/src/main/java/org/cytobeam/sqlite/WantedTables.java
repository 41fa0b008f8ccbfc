package org.cytobeam.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;

/**
 * Which tables of a database are wanted, and the source that each belongs to.
 *
 * <p>A database is one source, unless it holds a compartment under two prefixes ({@code A_Cells},
 * {@code B_Cells}): two experiments may share ImageNumbers, so each prefix is then a source.
 */
final class WantedTables {
  private WantedTables() {}

  /**
   * The wanted tables, each with why it cannot be read; empty if it can. A combined table that
   * cannot be read is among them if some compartment is found nowhere else, or none was found to be
   * wanted.
   */
  static Map<SourceTable, String> of(
      SourceFile file, List<DatabaseTables.Named> tables, TableNames wanted) {
    Map<DatabaseTables.Named, TableNames.Match> matches = new LinkedHashMap<>();
    for (DatabaseTables.Named table : tables) {
      wanted.match(table.name()).ifPresent(match -> matches.put(table, match));
    }
    boolean several = hasSeveralExperiments(matches);
    Map<SourceTable, String> sources = new LinkedHashMap<>();
    matches.forEach(
        (table, match) -> {
          boolean own = several && !match.prefix().isEmpty();
          String source = own ? file.source() + "#" + match.prefix() : file.source();
          sources.put(source(file, source, match, table), table.obstacle());
        });
    Set<String> tags =
        matches.values().stream().map(TableNames.Match::tag).collect(Collectors.toSet());
    if (wanted.compartments().isEmpty() || !tags.containsAll(wanted.compartments())) {
      for (DatabaseTables.Named table : badCombined(tables, matches)) {
        TableNames.Match none = new TableNames.Match("", "", "");
        sources.put(source(file, file.source(), none, table), table.obstacle());
      }
    }
    return sources;
  }

  private static SourceTable source(
      SourceFile file, String source, TableNames.Match match, DatabaseTables.Named table) {
    return new SourceTable(
        file, source, match.tag(), match.group(), table.relation(), table.object(), true);
  }

  private static List<DatabaseTables.Named> badCombined(
      List<DatabaseTables.Named> tables, Map<DatabaseTables.Named, TableNames.Match> matches) {
    List<DatabaseTables.Named> bad = new ArrayList<>(tables);
    bad.removeIf(t -> t.obstacle().isEmpty() || !CombinedTable.isNamed(t.relation()));
    bad.removeAll(matches.keySet());
    return bad;
  }

  private static boolean hasSeveralExperiments(
      Map<DatabaseTables.Named, TableNames.Match> matches) {
    Map<String, Set<String>> prefixes = new HashMap<>();
    matches
        .values()
        .forEach(m -> prefixes.computeIfAbsent(m.tag(), t -> new HashSet<>()).add(m.prefix()));
    return prefixes.values().stream().anyMatch(found -> found.size() > 1);
  }
}
