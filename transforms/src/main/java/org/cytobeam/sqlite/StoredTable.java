package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cytobeam.model.Column;
import org.cytobeam.model.KeyColumns;

/**
 * What the schema says of a table or view, or of one object's part of a combined table.
 *
 * @param name the table's or view's own
 * @param columns with the types of their declarations, in order
 * @param rowid the name by which SQL reaches the numbers of its rows; empty where there is none
 * @param primaryKey the columns that number the rows of a WITHOUT ROWID table; else none
 * @param anyOf the rows meant are those in which some of these is not NULL; all rows if it is empty
 */
record StoredTable(
    String name, List<Column> columns, String rowid, List<String> primaryKey, List<String> anyOf) {

  /**
   * @param object whose part of a combined table is meant; empty for a table of its own
   */
  static StoredTable of(Connection connection, String name, String object) throws SQLException {
    String kind = kind(connection, name);
    List<Column> all = columns(connection, name, kind.equals("view"));
    List<String> names = names(all);
    String rowid = kind.equals("table") ? rowid(names) : "";
    List<String> key =
        kind.equals("without rowid") ? primaryKey(connection, name) : List.<String>of();
    return of(name, all, rowid, key, object);
  }

  /** A table, or what of it is an object's. */
  static StoredTable of(
      String name, List<Column> all, String rowid, List<String> primaryKey, String object) {
    if (object.isEmpty()) {
      return new StoredTable(name, all, rowid, primaryKey, List.of());
    }
    List<String> names = names(all);
    Set<String> own = new LinkedHashSet<>(CombinedTable.columns(names, object));
    List<Column> columns = all.stream().filter(c -> own.contains(c.name())).toList();
    return new StoredTable(name, columns, rowid, primaryKey, CombinedTable.anyOf(names, object));
  }

  /** {@code table}, {@code without rowid}, {@code view} or {@code virtual}. */
  private static String kind(Connection connection, String name) throws SQLException {
    String sql =
        "SELECT CASE wr WHEN 1 THEN 'without rowid' ELSE type END"
            + " FROM pragma_table_list(?) WHERE schema = 'main'";
    List<String> kinds = strings(connection, sql, name);
    return kinds.isEmpty() ? "table" : kinds.get(0);
  }

  private static List<Column> columns(Connection connection, String name, boolean view)
      throws SQLException {
    // hidden = 1 are the hidden columns of virtual tables; 2 and 3 are generated ones.
    String sql = "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid";
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String type = rows.getString(2);
          // What SQLite says of an expression of a view that could be any number.
          boolean open = view && type.equals("NUM");
          columns.add(new Column(rows.getString(1), DeclaredType.of(open ? "" : type)));
        }
      }
    }
    return columns;
  }

  private static List<String> primaryKey(Connection connection, String name) throws SQLException {
    return strings(
        connection, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", name);
  }

  private static List<String> strings(Connection connection, String sql, String parameter)
      throws SQLException {
    List<String> strings = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          strings.add(rows.getString(1));
        }
      }
    }
    return strings;
  }

  /** Empty if columns have taken all three names. */
  static String rowid(List<String> names) {
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(alias -> names.stream().noneMatch(alias::equalsIgnoreCase))
        .findFirst()
        .orElse("");
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  List<String> columnNames() {
    return names(columns);
  }

  /** Whether rows are found by their numbers, not by their image key. */
  boolean hasRowids() {
    return !rowid.isEmpty();
  }

  /** {@code FROM} and {@code WHERE} for the rows meant. */
  String from() {
    return anyOf.isEmpty() ? " FROM " + quoted(name) : from("");
  }

  /** {@code FROM} and {@code WHERE} for those of the rows meant that meet a condition. */
  String from(String condition) {
    return Stream.of(CombinedTable.filter(anyOf), condition)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(") AND (", " FROM " + quoted(name) + " WHERE (", ")"));
  }

  /**
   * The order of the rows of an image where they have no rowids, which does not depend on how they
   * are stored: by object number, then by the primary key, or by every column where there is none.
   */
  String order(KeyColumns keys) {
    Set<String> columns = new LinkedHashSet<>();
    columns.add(keys.objectNumber());
    columns.addAll(primaryKey.isEmpty() ? columnNames() : primaryKey);
    columns.remove("");
    return columns.stream().map(StoredTable::ordered).collect(Collectors.joining(", "));
  }

  /** A column as a term of an order, whatever its declaration says of comparing text. */
  static String ordered(String column) {
    return quoted(column) + " COLLATE BINARY";
  }

  /** In backticks: SQLite takes a name in double quotes that it does not know for text. */
  static String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  /** A list of columns as SQL. */
  static String quoted(List<String> identifiers) {
    return String.join(", ", identifiers.stream().map(StoredTable::quoted).toList());
  }
}
