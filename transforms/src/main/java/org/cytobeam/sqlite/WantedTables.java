package org.cytobeam.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  static List<SourceTable> of(SourceFile file, List<String> names, TableNames wanted) {
    Map<String, TableNames.Match> matches = new LinkedHashMap<>();
    for (String name : names) {
      wanted.match(name).ifPresent(match -> matches.put(name, match));
    }
    boolean several = hasSeveralExperiments(matches);
    List<SourceTable> tables = new ArrayList<>();
    matches.forEach(
        (name, match) -> {
          boolean own = several && !match.prefix().isEmpty();
          tables.add(
              new SourceTable(
                  file,
                  own ? file.source() + "#" + match.prefix() : file.source(),
                  match.tag(),
                  match.group(),
                  name,
                  "",
                  true));
        });
    return tables;
  }

  private static boolean hasSeveralExperiments(Map<String, TableNames.Match> matches) {
    Map<String, Set<String>> prefixes = new HashMap<>();
    matches
        .values()
        .forEach(m -> prefixes.computeIfAbsent(m.tag(), t -> new HashSet<>()).add(m.prefix()));
    return prefixes.values().stream().anyMatch(found -> found.size() > 1);
  }
}
