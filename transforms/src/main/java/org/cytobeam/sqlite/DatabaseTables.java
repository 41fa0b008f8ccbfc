package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  private enum Kind {
    TABLE,
    VIEW,
    VIRTUAL
  }

  private final Connection connection;
  private final List<String> objects;
  private final List<Named> tables = new ArrayList<>();

  private DatabaseTables(Connection connection, List<String> objects) {
    this.connection = connection;
    this.objects = objects;
  }

  /**
   * All tables, those that cannot be read too.
   *
   * @param objects names that may tell the objects of a combined table
   * @throws IOException if it is the machine that failed
   */
  static List<Named> of(Connection connection, List<String> objects)
      throws SQLException, IOException {
    DatabaseTables found = new DatabaseTables(connection, objects);
    for (Kind kind : Kind.values()) {
      List<String> names = found.names(kind);
      found.add(kind, names.stream().filter(name -> !CombinedTable.isNamed(name)).toList());
      found.add(kind, names.stream().filter(CombinedTable::isNamed).toList());
    }
    return found.tables;
  }

  private List<String> names(Kind kind) throws SQLException {
    // Neither views nor virtual tables have a root page.
    String sql =
        "SELECT name, type, rootpage FROM sqlite_master WHERE type IN ('table', 'view')"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Kind table = rows.getLong(3) > 0 ? Kind.TABLE : Kind.VIRTUAL;
        if (kind == (rows.getString(2).equals("view") ? Kind.VIEW : table)) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
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
    String obstacle = kind == Kind.VIEW ? obstacle(name) : "";
    if (obstacle.isEmpty() && CombinedTable.isNamed(name)) {
      List<String> columns = StoredTable.of(connection, name, "").columnNames();
      List<String> found = CombinedTable.objects(columns, objects);
      if (!found.isEmpty()) {
        return found.stream()
            .map(object -> new Named(CombinedTable.partName(name, object), name, object, ""))
            .toList();
      }
    }
    return List.of(new Named(name, name, "", obstacle));
  }

  /** A view is checked only when it is used: what it reads may be gone. */
  private String obstacle(String view) throws IOException {
    String sql = "SELECT 1 FROM " + StoredTable.quoted(view);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return "";
    } catch (SQLException e) {
      return SqliteErrors.badView(view, e);
    }
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
