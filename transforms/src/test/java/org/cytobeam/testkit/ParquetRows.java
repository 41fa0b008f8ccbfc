package org.cytobeam.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file, or the {@code .parquet} files of a folder in the order of their names, as DuckDB
 * reads it: all rows, in the file's order.
 *
 * @param columns names and DuckDB's types ({@code BIGINT}, {@code DOUBLE}, {@code VARCHAR}, ...)
 * @param rows Long, Double, String, ... by column name, in the file's order of columns
 */
public record ParquetRows(List<Column> columns, List<Map<String, Object>> rows) {
  /** A column of the file. */
  public record Column(String name, String type) {}

  public static ParquetRows read(Path path) throws SQLException {
    String glob = Files.isDirectory(path) ? path.resolve("**/*.parquet").toString() : "" + path;
    return query("SELECT * FROM read_parquet('" + glob.replace("'", "''") + "')");
  }

  /** The result of any DuckDB query, in the order of the files it reads. */
  public static ParquetRows query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("SET preserve_insertion_order = true");
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(sql)) {
        List<Column> columns = columns(result.getMetaData());
        return new ParquetRows(columns, rows(result, columns));
      }
    }
  }

  /** The columns' names, in the file's order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** A column's type; fails when there is no such column. */
  public String type(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no column " + name + " among " + names()))
        .type();
  }

  private static List<Column> columns(ResultSetMetaData metadata) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(new Column(metadata.getColumnName(i), metadata.getColumnTypeName(i)));
    }
    return columns;
  }

  private static List<Map<String, Object>> rows(ResultSet result, List<Column> columns)
      throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i).name(), value(result.getObject(i + 1)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object value(Object value) throws SQLException {
    return value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
  }
}
