package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cytobeam.duckdb.DuckDb;
import org.cytobeam.model.UserError;

/**
 * Writes a join that CytoBeam infers as the DuckDB SQL that a user could have given, to be read and
 * changed: over the tables and under the names that {@code --joins} knows.
 *
 * <p>The rows are those of the join where no object number repeats in an image: a repeated one is
 * rejected by the join, and matched again by SQL.
 */
public final class JoinAsSql {
  private static final int LINE_CHARACTERS = 92;
  private static final String PLAIN_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final Map<String, TableSchema> tables = new LinkedHashMap<>();
  private final boolean numbered;
  private final JoinSpec spec;
  private final JoinPlan plan;

  private JoinAsSql(SchemaSettings settings, List<TableSchema> tables, boolean numbered) {
    tables.forEach(table -> this.tables.put(table.tag(), table));
    this.numbered = numbered;
    List<TableSchema> objects = new ArrayList<>();
    List<String> images = new ArrayList<>();
    for (TableSchema table : tables) {
      if (settings.wanted().isImage(table.tag())) {
        images.add(table.tag());
      } else {
        objects.add(table);
      }
    }
    JoinResolver resolver = new JoinResolver(objects, images);
    this.spec = resolver.complete(settings.join());
    this.plan = resolver.resolve(spec);
  }

  /**
   * The SQL for tables that are known.
   *
   * @param tables with all their columns
   * @param numbered whether any source has a TableNumber, so that every table has one
   * @throws UserError if the join cannot be made
   */
  public static String over(SchemaSettings settings, List<TableSchema> tables, boolean numbered) {
    JoinAsSql sql = new JoinAsSql(settings, tables, numbered);
    List<String> images = new ArrayList<>();
    sql.plan.imageTags().forEach(tag -> images.addAll(sql.imageColumns(tag)));
    return sql.text(images);
  }

  /**
   * The SQL for tables of which only the keys are known: columns of the image table are chosen by a
   * pattern.
   */
  public static String overKeys(
      SchemaSettings settings, List<TableSchema> tables, boolean numbered) {
    JoinAsSql sql = new JoinAsSql(settings, tables, numbered);
    String pattern = sql.imagePattern();
    List<String> images =
        pattern.isEmpty()
            ? List.of()
            : sql.plan.imageTags().stream()
                .map(tag -> alias(tag) + ".* SIMILAR TO '" + pattern.replace("'", "''") + "'")
                .toList();
    return sql.text(images);
  }

  private String text(List<String> images) {
    List<String> selected = new ArrayList<>(keys());
    selected.addAll(images);
    selected.add(all(table(plan.anchor()), false));
    for (String partner : spec.partners()) {
      selected.add(all(table(partner), !spec.keepsObjectNumbers()));
    }
    return "SELECT\n  " + String.join(",\n  ", selected) + "\n" + from();
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (numbered && spec.imageTableNumber()) {
      keys.add(key(ColumnNames.TABLE_NUMBER) + " AS Image_TableNumber");
    }
    if (numbered) {
      keys.add(named(key(ColumnNames.TABLE_NUMBER), ColumnNames.TABLE_NUMBER));
    }
    keys.add(named(imageNumber(), ColumnNames.IMAGE_NUMBER));
    return keys;
  }

  private static String named(String expression, String name) {
    return expression.endsWith("." + name) ? expression : expression + " AS " + name;
  }

  /** A key of the row, which under {@code FULL} may lack its anchor. */
  private String key(String column) {
    return joinedTables().stream()
        .map(tag -> alias(tag) + "." + column)
        .collect(Collectors.collectingAndThen(Collectors.toList(), JoinAsSql::firstOf));
  }

  private String imageNumber() {
    return firstOf(joinedTables().stream().map(tag -> imageNumber(table(tag))).toList());
  }

  private static String firstOf(List<String> expressions) {
    return expressions.size() == 1
        ? expressions.get(0)
        : "coalesce(" + String.join(", ", expressions) + ")";
  }

  /** The tables that a row may begin with. */
  private List<String> joinedTables() {
    List<String> tags = new ArrayList<>(List.of(plan.anchor()));
    if (plan.policy() == JoinPolicy.FULL) {
      plan.links().forEach(link -> tags.add(link.target()));
    }
    return tags;
  }

  private List<String> imageColumns(String tag) {
    TableSchema image = table(tag);
    Set<String> excluded = keyNames(image);
    List<String> names = image.names().stream().filter(name -> !excluded.contains(name)).toList();
    List<String> taken = names.stream().filter(spec::takesImageColumn).toList();
    if (taken.equals(names)) {
      return taken.isEmpty() ? List.of() : List.of(all(image, false));
    }
    return taken.stream().map(name -> alias(tag) + "." + quoted(name)).toList();
  }

  /** The choice of image columns as one regular expression over the whole name. */
  private String imagePattern() {
    List<String> choices = new ArrayList<>();
    for (String name : spec.imageColumns()) {
      choices.add(name.matches(PLAIN_NAME) ? name : Pattern.quote(name));
    }
    for (String pattern : spec.imagePatterns()) {
      if (pattern.contains("|")) {
        // A choice of its own, which must not become part of this one.
        choices.add(".*(" + pattern + ").*");
      } else {
        choices.add(pattern.startsWith("^") ? pattern.substring(1) + ".*" : ".*" + pattern + ".*");
      }
    }
    return String.join("|", choices);
  }

  /** Everything of a table but what comes elsewhere. */
  private String all(TableSchema table, boolean withoutObjectNumber) {
    Set<String> excluded = keyNames(table);
    if (withoutObjectNumber && table.names().contains(ColumnNames.OBJECT_NUMBER)) {
      excluded.add(ColumnNames.OBJECT_NUMBER);
    }
    String names = excluded.stream().map(JoinAsSql::quoted).collect(Collectors.joining(", "));
    return "%s.* EXCLUDE (%s)".formatted(alias(table.tag()), names);
  }

  private Set<String> keyNames(TableSchema table) {
    Set<String> names = new LinkedHashSet<>();
    if (numbered) {
      names.add(ColumnNames.TABLE_NUMBER);
    }
    int own = table.indexOf(table.keys().tableNumber());
    if (own >= 0) {
      names.add(table.names().get(own));
    }
    names.add(nameOf(table, table.keys().imageNumber()));
    return names;
  }

  private String from() {
    StringBuilder sql = new StringBuilder("FROM " + source(plan.anchor()));
    String join =
        switch (plan.policy()) {
          case INNER -> "JOIN ";
          case LEFT -> "LEFT JOIN ";
          case FULL -> "FULL JOIN ";
        };
    for (JoinLink link : plan.links()) {
      TableSchema child = table(link.child());
      TableSchema target = table(link.target());
      List<String> on = sameImage(target, imageNumber(child), alias(child.tag()));
      on.add(
          "%s = %s"
              .formatted(column(target, link.objectColumn()), column(child, link.parentColumn())));
      if (plan.policy() == JoinPolicy.FULL && !link.child().equals(plan.anchor())) {
        on.add(imageNumber(table(plan.anchor())) + " IS NOT NULL");
      }
      append(sql, join + source(link.target()), on);
    }
    for (String tag : plan.imageTags()) {
      List<String> on = sameImage(table(tag), imageNumber(), "");
      append(sql, "LEFT JOIN " + source(tag), on);
    }
    return sql.toString();
  }

  /** The condition that a table's row is of the image of another's, or of the row's. */
  private List<String> sameImage(TableSchema table, String imageNumber, String other) {
    List<String> on = new ArrayList<>(List.of(imageNumber(table) + " = " + imageNumber));
    if (numbered) {
      String number =
          other.isEmpty() ? key(ColumnNames.TABLE_NUMBER) : other + "." + ColumnNames.TABLE_NUMBER;
      on.add(
          "%s.%s IS NOT DISTINCT FROM %s"
              .formatted(alias(table.tag()), ColumnNames.TABLE_NUMBER, number));
    }
    return on;
  }

  private static void append(StringBuilder sql, String join, List<String> on) {
    String oneLine = " ON " + String.join(" AND ", on);
    sql.append('\n').append(join);
    sql.append(
        join.length() + oneLine.length() <= LINE_CHARACTERS
            ? oneLine
            : "\n  ON " + String.join("\n  AND ", on));
  }

  private String source(String tag) {
    String file = table(tag).group().replace("'", "''");
    return "read_parquet('%s.parquet') AS %s".formatted(file, alias(tag));
  }

  private static String imageNumber(TableSchema table) {
    return column(table, table.keys().imageNumber());
  }

  private static String column(TableSchema table, String sourceName) {
    return alias(table.tag()) + "." + quoted(nameOf(table, sourceName));
  }

  private static String nameOf(TableSchema table, String sourceName) {
    return table.names().get(table.indexOf(sourceName));
  }

  private static String alias(String tag) {
    return quoted(tag);
  }

  private static String quoted(String name) {
    return name.matches(PLAIN_NAME) ? name : DuckDb.quote(name);
  }

  private TableSchema table(String tag) {
    return tables.get(tag);
  }
}
