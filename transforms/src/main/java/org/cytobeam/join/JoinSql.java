package org.cytobeam.join;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;

/**
 * The SQL that joins keys: one row of row numbers for each row of the output, in the output's
 * order: image, anchor's object number, anchor's position.
 *
 * <p>Tables are called {@code k0} (the anchor), {@code k1} ... (the links' targets), then the image
 * tables; the result's columns are {@code image}, {@code r0}, {@code r1} ... in that order.
 */
final class JoinSql {
  private final JoinPlan plan;
  private final List<String> tags;

  JoinSql(JoinPlan plan) {
    this.plan = plan;
    this.tags = new ArrayList<>(List.of(plan.anchor()));
    plan.links().forEach(link -> tags.add(link.target()));
    tags.addAll(plan.imageTags());
  }

  /** The tables, in the order of the result's columns. */
  List<String> tags() {
    return tags;
  }

  /** The links whose numbers a table holds, in the order of its {@code parent} columns. */
  List<JoinLink> linksFrom(String tag) {
    return plan.links().stream().filter(link -> link.child().equals(tag)).toList();
  }

  int compartments() {
    return 1 + plan.links().size();
  }

  String text() {
    String rows =
        plan.policy() == JoinPolicy.FULL
            ? "WITH kept AS (%s) FROM kept%s".formatted(kept(), unmatched())
            : kept();
    StringBuilder sql = new StringBuilder("SELECT o.image");
    IntStream.range(0, compartments()).forEach(i -> sql.append(", o.r").append(i));
    for (int i = compartments(); i < tags.size(); i++) {
      sql.append(", k%s.row_number AS r%1$s".formatted(i));
    }
    sql.append(" FROM (").append(rows).append(") AS o");
    for (int i = compartments(); i < tags.size(); i++) {
      sql.append(" LEFT JOIN k%s ON k%1$s.image = o.image".formatted(i));
    }
    sql.append(" ORDER BY o.image, o.place, o.object NULLS LAST");
    IntStream.range(0, compartments()).forEach(i -> sql.append(", o.r").append(i));
    return sql.toString();
  }

  /** The numbers of a child's rows, in order, whose parent no row of the target is. */
  String unknownParents(JoinLink link) {
    return "SELECT c.row_number FROM k%s AS c WHERE c.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM k%s AS t WHERE t.image = c.image AND t.object = c.%2$s) ORDER BY 1"
        .formatted(tags.indexOf(link.child()), parent(link), tags.indexOf(link.target()));
  }

  private String parent(JoinLink link) {
    return "parent" + linksFrom(link.child()).indexOf(link);
  }

  private String kept() {
    String join = plan.policy() == JoinPolicy.INNER ? "JOIN" : "LEFT JOIN";
    StringBuilder sql =
        new StringBuilder("SELECT k0.image AS image, 0 AS place, k0.object AS object");
    IntStream.range(0, compartments())
        .forEach(i -> sql.append(", k%s.row_number AS r%1$s".formatted(i)));
    sql.append(" FROM k0");
    for (int i = 1; i < compartments(); i++) {
      JoinLink link = plan.links().get(i - 1);
      int child = tags.indexOf(link.child());
      sql.append(
          " %s k%s ON k%2$s.image = k%s.image AND k%2$s.object = k%3$s.%s"
              .formatted(join, i, child, parent(link)));
    }
    return sql.toString();
  }

  /** Rows of the other compartments that no kept row has, each by itself. */
  private String unmatched() {
    StringBuilder sql = new StringBuilder();
    for (int i = 1; i < compartments(); i++) {
      int table = i;
      String numbers =
          IntStream.range(0, compartments())
              .mapToObj(j -> j == table ? "row_number" : "NULL")
              .collect(Collectors.joining(", "));
      sql.append(
          " UNION ALL SELECT image, %s, object, %s FROM k%1$s WHERE row_number NOT IN (SELECT r%1$s FROM kept WHERE r%1$s IS NOT NULL)"
              .formatted(i, numbers));
    }
    return sql.toString();
  }
}
