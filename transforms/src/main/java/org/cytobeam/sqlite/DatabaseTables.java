package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cytobeam.sqlite.Database.Kind;

/**
 * The tables of a database under the names by which they count.
 *
 * <p>Ordinary tables come first, in the order in which they were created. A combined table counts
 * as a table for each of its objects that has none of its own, and a view only where no table gives
 * what it is named after: CellProfiler makes {@code Per_Object} as a view beside the objects' own
 * tables, and people make views like {@code Cells}.
 */
final class DatabaseTables {
  /**
   * A table by the name under which it counts.
   *
   * @param relation the table or view that holds it
   * @param object whose part of it is meant; empty for all
   * @param obstacle why it cannot be read; empty if it can
   */
  record Named(String name, String relation, String object, String obstacle) {}

  private final Database database;
  private final List<String> objects;
  private final List<Named> tables = new ArrayList<>();

  private DatabaseTables(Database database, List<String> objects) {
    this.database = database;
    this.objects = objects;
  }

  /**
   * All tables, those that cannot be read too.
   *
   * @param objects names that may tell the objects of a combined table
   * @throws IOException if it is the machine that failed
   */
  static List<Named> of(Database database, List<String> objects) throws SQLException, IOException {
    DatabaseTables found = new DatabaseTables(database, objects);
    List<Database.Relation> relations = database.relations();
    for (Kind kind : Kind.values()) {
      List<String> names =
          relations.stream().filter(r -> r.kind() == kind).map(Database.Relation::name).toList();
      found.add(kind, names.stream().filter(name -> !CombinedTable.isNamed(name)).toList());
      found.add(kind, names.stream().filter(CombinedTable::isNamed).toList());
    }
    return found.tables;
  }

  private void add(Kind kind, List<String> names) throws SQLException, IOException {
    List<Named> more = new ArrayList<>();
    for (String name : names) {
      if (kind == Kind.TABLE && !CombinedTable.isNamed(name)) {
        more.add(new Named(name, name, "", ""));
      } else {
        parts(kind, name).stream().filter(part -> !isGiven(part.name())).forEach(more::add);
      }
    }
    tables.addAll(more);
  }

  private List<Named> parts(Kind kind, String name) throws SQLException, IOException {
    if (kind == Kind.VIRTUAL) {
      return List.of(
          new Named(
              name,
              name,
              "",
              "it is a virtual table, which cannot be read; copy it into an ordinary table"
                  + " (CREATE TABLE .. AS SELECT ..)"));
    }
    String obstacle = kind == Kind.VIEW ? database.obstacle(name) : "";
    if (obstacle.isEmpty() && CombinedTable.isNamed(name)) {
      List<String> columns = database.table(name, "").columnNames();
      List<String> found = CombinedTable.objects(columns, objects);
      if (!found.isEmpty()) {
        return found.stream()
            .map(object -> new Named(CombinedTable.partName(name, object), name, object, ""))
            .toList();
      }
    }
    return List.of(new Named(name, name, "", obstacle));
  }

  /** Whether one of two names is the other, but for {@code Per_} and a prefix. */
  private boolean isGiven(String name) {
    String wanted = bare(name);
    return tables.stream()
        .map(table -> bare(table.name()))
        .anyMatch(t -> t.equals(wanted) || t.endsWith("_" + wanted) || wanted.endsWith("_" + t));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("(^|_)per_", "$1");
  }
}
