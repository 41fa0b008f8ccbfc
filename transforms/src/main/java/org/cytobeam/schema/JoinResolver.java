package org.cytobeam.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.UserError;

/**
 * Turns a {@link JoinSpec} into links between columns that exist, following {@code Parent_<Object>}
 * columns.
 *
 * <p>The anchor, unless given, is the one table whose chain of parents reaches every other. Object
 * numbers of two compartments are never compared with each other.
 */
final class JoinResolver {
  private final List<TableSchema> objects;
  private final List<String> imageTags;

  /**
   * @param objects the compartments
   * @param imageTags the image tables that are there
   */
  JoinResolver(List<TableSchema> objects, List<String> imageTags) {
    this.objects = objects;
    this.imageTags = imageTags;
  }

  /** The spec with anchor and partners filled in. */
  JoinSpec complete(JoinSpec spec) {
    String anchor = spec.anchor().isEmpty() ? inferAnchor() : spec.anchor();
    List<String> partners =
        spec.partners().isEmpty()
            ? objects.stream().map(TableSchema::tag).filter(t -> !t.equals(anchor)).toList()
            : spec.partners();
    return spec.withTables(anchor, partners);
  }

  /** The links of a completed spec, each partner once, in an order that can be followed. */
  JoinPlan resolve(JoinSpec spec) {
    TableSchema anchor = table(spec.anchor());
    Map<String, JoinLink> reached = reach(anchor);
    List<JoinLink> links = new ArrayList<>();
    for (String partner : spec.partners()) {
      addWithParents(partner, spec, reached, links);
    }
    return new JoinPlan(
        JoinPlan.Kind.KEYS,
        anchor.tag(),
        objectColumn(anchor),
        links,
        spec.policy(),
        imageTags,
        "");
  }

  private void addWithParents(
      String partner, JoinSpec spec, Map<String, JoinLink> reached, List<JoinLink> links) {
    if (partner.equals(spec.anchor())
        || links.stream().anyMatch(link -> link.target().equals(partner))) {
      return;
    }
    JoinLink link = reached.get(table(partner).tag());
    if (link == null) {
      throw new UserError(
          "no column leads from %s to %s: looked for Parent_%s; %s"
              .formatted(spec.anchor(), partner, capitalised(partner), parentColumns()));
    }
    addWithParents(link.child(), spec, reached, links);
    links.add(link);
  }

  private String inferAnchor() {
    List<String> anchors =
        objects.stream()
            .filter(table -> reach(table).size() == objects.size() - 1)
            .map(TableSchema::tag)
            .toList();
    if (anchors.size() == 1) {
      return anchors.get(0);
    }
    String tags = objects.stream().map(TableSchema::tag).collect(Collectors.joining(", "));
    if (objects.isEmpty()) {
      throw new UserError("there is no compartment to join, only the image table; try --no-join");
    }
    throw new UserError(
        "cannot tell which table's objects are the rows: %s; choose with --anchor one of %s, or write"
                .formatted(
                    anchors.isEmpty()
                        ? "no table's parents lead to all of " + tags + " (" + parentColumns() + ")"
                        : "the parents of "
                            + String.join(" and of ", anchors)
                            + " lead to all others",
                    tags)
            + " the join with --joins");
  }

  /** The tables that a table's parents lead to, by the shortest way, with the last step of it. */
  private Map<String, JoinLink> reach(TableSchema from) {
    Map<String, JoinLink> reached = new LinkedHashMap<>();
    Deque<TableSchema> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      TableSchema child = open.remove();
      for (TableSchema target : objects) {
        boolean known = target.tag().equals(from.tag()) || reached.containsKey(target.tag());
        Optional<String> column = known ? Optional.empty() : parentColumn(child, target.tag());
        column.ifPresent(
            name -> {
              reached.put(
                  target.tag(),
                  new JoinLink(child.tag(), name, target.tag(), objectColumn(target)));
              open.add(target);
            });
      }
    }
    return reached;
  }

  private static Optional<String> parentColumn(TableSchema child, String parent) {
    List<String> columns = child.columns().stream().map(Column::name).toList();
    return ParentColumns.find(columns, child.tag(), parent);
  }

  private String parentColumns() {
    return objects.stream()
        .map(
            table ->
                table.tag()
                    + " has "
                    + table.columns().stream()
                        .map(c -> c.name())
                        .filter(name -> name.contains("Parent_"))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("no Parent_ column"))
        .collect(Collectors.joining("; "));
  }

  private static String objectColumn(TableSchema table) {
    if (table.keys().objectNumber().isEmpty()) {
      throw new UserError(
          "table %s has no object number: looked for ObjectNumber, %2$s_ObjectNumber, %2$s_Number_Object_Number, Number_Object_Number"
              .formatted(table.group(), table.tag()));
    }
    return table.keys().objectNumber();
  }

  private static String capitalised(String tag) {
    return tag.substring(0, 1).toUpperCase(Locale.ROOT) + tag.substring(1);
  }

  private TableSchema table(String tag) {
    return objects.stream()
        .filter(t -> t.tag().equals(tag))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "the join needs the table %s; there are %s"
                        .formatted(
                            tag,
                            objects.stream()
                                .map(TableSchema::tag)
                                .collect(Collectors.joining(", ")))));
  }
}
