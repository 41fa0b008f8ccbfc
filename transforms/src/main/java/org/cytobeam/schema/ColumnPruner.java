package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cytobeam.model.Column;
import org.cytobeam.model.Problem;
import org.cytobeam.schema.OutputColumn.Place;

/**
 * Leaves in each table only the columns that are written or joined on, so that no other is decoded:
 * of 1,589 image columns a join usually takes ten.
 */
final class ColumnPruner {
  private final List<TableSchema> tables;
  private final JoinPlan plan;

  ColumnPruner(List<TableSchema> tables, JoinPlan plan) {
    this.tables = tables;
    this.plan = plan;
  }

  OutputSchema prune(List<OutputColumn> columns, List<Problem> notes) {
    Map<String, Map<Integer, Integer>> moved = new HashMap<>();
    List<TableSchema> pruned = new ArrayList<>();
    for (TableSchema table : tables) {
      Map<Integer, Integer> positions = new HashMap<>();
      for (int column : needed(table, columns)) {
        positions.put(column, positions.size());
      }
      moved.put(table.tag(), positions);
      pruned.add(keep(table, positions));
    }
    List<OutputColumn> remapped =
        columns.stream()
            .map(
                c ->
                    c.withPlaces(
                        c.places().stream()
                            .map(p -> new Place(p.tag(), moved.get(p.tag()).get(p.column())))
                            .toList()))
            .toList();
    return new OutputSchema(pruned, List.of(new OutputTable("", remapped)), plan, notes);
  }

  private Set<Integer> needed(TableSchema table, List<OutputColumn> columns) {
    Set<Integer> needed = new TreeSet<>();
    columns.stream()
        .flatMap(c -> c.places().stream())
        .filter(place -> place.tag().equals(table.tag()))
        .forEach(place -> needed.add(place.column()));
    if (table.tag().equals(plan.anchor())) {
      needed.add(table.indexOf(plan.anchorObject()));
    }
    for (JoinLink link : plan.links()) {
      if (link.child().equals(table.tag())) {
        needed.add(table.indexOf(link.parentColumn()));
      }
      if (link.target().equals(table.tag())) {
        needed.add(table.indexOf(link.objectColumn()));
      }
    }
    return needed;
  }

  private static TableSchema keep(TableSchema table, Map<Integer, Integer> positions) {
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (positions.containsKey(i)) {
        columns.add(table.columns().get(i));
        names.add(table.names().get(i));
      }
    }
    return new TableSchema(table.tag(), table.group(), columns, names, table.keys());
  }
}
