package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.model.Column;

/**
 * What the schema says of a table.
 *
 * @param columns with the types of their declarations, in order
 * @param withoutRowid whether its rows have no rowid
 */
record StoredTable(String name, List<Column> columns, boolean withoutRowid) {
  /** The ordinary tables of a database, in the order in which they were created. */
  static List<String> names(Connection connection) throws SQLException {
    // Virtual tables have no root page.
    String sql =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  static StoredTable of(Connection connection, String name) throws SQLException {
    return new StoredTable(name, columns(connection, name), isWithoutRowid(connection, name));
  }

  private static List<Column> columns(Connection connection, String name) throws SQLException {
    // hidden = 1 are the hidden columns of virtual tables; 2 and 3 are generated ones.
    String sql = "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid";
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(new Column(rows.getString(1), DeclaredType.of(rows.getString(2))));
        }
      }
    }
    return columns;
  }

  private static boolean isWithoutRowid(Connection connection, String name) throws SQLException {
    String sql = "SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getInt(1) == 1;
      }
    }
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The name by which SQL reaches the rowid, or empty if columns have taken all three. */
  String rowid() {
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(alias -> columnNames().stream().noneMatch(alias::equalsIgnoreCase))
        .findFirst()
        .orElse("");
  }

  String quotedName() {
    return quoted(name);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A list of columns as SQL. */
  static String quoted(List<String> identifiers) {
    return String.join(", ", identifiers.stream().map(StoredTable::quoted).toList());
  }
}
