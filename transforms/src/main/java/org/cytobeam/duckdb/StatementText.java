package org.cytobeam.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/**
 * Puts a user's SQL behind common table expressions that give the tables their names, in one line,
 * so that what DuckDB says of lines is about the user's.
 *
 * <p>A table's rows come from {@link #inputName}, with columns {@code c0}, {@code c1} ... for those
 * that are read. The others are there too, as NULL, so that {@code *}, {@code COLUMNS} and {@code
 * EXCLUDE} mean the same whatever is read.
 */
final class StatementText {
  private final String sql;
  private final List<QueryTable> tables;

  StatementText(String sql, List<QueryTable> tables) {
    this.sql = sql;
    this.tables = tables;
  }

  /** Where the rows of a table are taken from: an input that can be scanned once. */
  static String inputName(int table) {
    return "cytobeam_input_" + table;
  }

  /** The same rows as often as a query likes to look at them. */
  static String rowsName(int table) {
    return "cytobeam_rows_" + table;
  }

  static String columnName(int column) {
    return "c" + column;
  }

  /** Over tables {@link #rowsName} that have all columns. */
  String overTables() {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      expressions.add(
          named(i, IntStream.range(0, tables.get(i).columns().size()).boxed().toList()));
    }
    return with(expressions) + " SELECT * FROM (\n" + sql + "\n)";
  }

  /**
   * Over inputs, with its columns in types that Arrow can carry.
   *
   * @param read see {@link QueryPlan#read}
   */
  String overInputs(List<List<Integer>> read, List<Column> result) {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      if (!read.get(i).isEmpty()) {
        expressions.add(rowsName(i) + " AS MATERIALIZED (FROM " + inputName(i) + ")");
      }
      expressions.add(named(i, read.get(i)));
    }
    String casts =
        IntStream.range(0, result.size())
            .mapToObj(i -> "CAST(r%d AS %s)".formatted(i, carried(result.get(i).type())))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, result.size()).mapToObj(i -> "r" + i).collect(Collectors.joining(", "));
    return with(expressions)
        + " SELECT "
        + casts
        + " FROM (\n"
        + sql
        + "\n) AS cytobeam_result("
        + names
        + ")";
  }

  private static String with(List<String> expressions) {
    return expressions.isEmpty() ? "" : "WITH " + String.join(", ", expressions);
  }

  private String named(int table, List<Integer> read) {
    List<Column> columns = tables.get(table).columns();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int input = read.indexOf(i);
      String value =
          input >= 0
              ? columnName(input)
              : "CAST(NULL AS " + SqlTypes.nameOf(columns.get(i).type()) + ")";
      selected.add(value + " AS " + DuckDb.quote(columns.get(i).name()));
    }
    return "%s AS NOT MATERIALIZED (SELECT %s %s)"
        .formatted(
            DuckDb.quote(tables.get(table).name()),
            String.join(", ", selected),
            read.isEmpty() ? "WHERE false" : "FROM " + rowsName(table));
  }

  /** Narrow numbers are the writer's, so that the order of rows does not depend on them. */
  private static String carried(ColumnType type) {
    return switch (type) {
      case FLOAT -> SqlTypes.nameOf(ColumnType.DOUBLE);
      case INT8, INT32 -> SqlTypes.nameOf(ColumnType.INT64);
      default -> SqlTypes.nameOf(type);
    };
  }
}
