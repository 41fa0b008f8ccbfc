package org.cytobeam.testkit.property;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cytobeam.testkit.property.OracleJoin.Step;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The join as plain SQL over whole tables. A table's rows are called by their position in it; an
 * image by its place in the order of all images.
 */
final class OracleSql implements AutoCloseable {
  private final Map<String, OracleTable> tables;
  private final List<ImageId> images;
  private final OracleJoin join;
  private final Join policy;
  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  OracleSql(Map<String, OracleTable> tables, List<ImageId> images, OracleJoin join, Join policy)
      throws SQLException {
    this.tables = tables;
    this.images = images;
    this.join = join;
    this.policy = policy;
    try {
      for (OracleTable table : tables.values()) {
        load(table);
      }
      match();
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private List<Step> stepsFrom(String table) {
    return join.steps().stream().filter(s -> s.child().equals(table)).toList();
  }

  private void load(OracleTable table) throws SQLException {
    boolean object = !table.name().equals(OracleOptions.IMAGE);
    List<Step> steps = stepsFrom(table.name());
    String parents =
        steps.stream()
            .map(s -> ", " + quoted("parent_" + s.target()) + " BIGINT")
            .collect(Collectors.joining());
    execute(
        "CREATE TABLE %s (image INT, pos INT, object BIGINT%s)"
            .formatted(quoted(table.name()), parents));
    Map<ImageId, Integer> places = new HashMap<>();
    images.forEach(image -> places.put(image, places.size()));
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("main", table.name())) {
      for (int i = 0; i < table.rows().size(); i++) {
        OracleTable.Row row = table.rows().get(i);
        appender.beginRow();
        appender.append((int) places.get(row.image()));
        appender.append(i);
        append(appender, object ? table.key(row, table.objectColumn()) : Long.valueOf(1));
        for (Step step : steps) {
          append(appender, table.key(row, step.column()));
        }
        appender.endRow();
      }
    }
    // Of rows with the same number in the same image only the first can be meant.
    execute(
        ("CREATE VIEW %s AS FROM %s QUALIFY object IS NULL"
                + " OR row_number() OVER (PARTITION BY image, object ORDER BY pos) = 1")
            .formatted(quoted("first " + table.name()), quoted(table.name())));
  }

  private static void append(DuckDBAppender appender, Long value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append((long) value);
    }
  }

  private void match() throws SQLException {
    String found =
        "SELECT image, 0 AS place, object, pos AS %s FROM %1$s".formatted(quoted(join.anchor()));
    for (Step step : join.steps()) {
      found =
          ("SELECT f.*, (SELECT p.pos FROM %s c, %s p WHERE c.pos = f.%1$s AND p.image = c.image"
                  + " AND c.%s <> 0 AND p.object = c.%3$s) AS %s FROM (%s) f")
              .formatted(
                  quoted(step.child()),
                  quoted("first " + step.target()),
                  quoted("parent_" + step.target()),
                  quoted(step.target()),
                  found);
    }
    String whole =
        join.steps().stream()
            .map(s -> quoted(s.target()) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    whole = whole.isEmpty() ? "true" : whole;
    execute("CREATE TABLE found AS SELECT *, %s AS whole FROM (%s)".formatted(whole, found));
    execute("CREATE TABLE kept AS FROM found" + (policy == Join.INNER ? " WHERE whole" : ""));
    execute("CREATE TABLE output AS FROM kept");
    int place = 1;
    for (Step step : join.steps()) {
      String target = quoted(step.target());
      if (policy == Join.FULL) {
        execute(
            ("INSERT INTO output BY NAME SELECT image, %s AS place, object, pos AS %s FROM %s p"
                    + " WHERE NOT EXISTS (FROM kept WHERE kept.%2$s = p.pos)")
                .formatted(place++, target, quoted("first " + step.target())));
      }
    }
  }

  /**
   * For each row of the output the rows of the tables that it is made of, by table; -1 for none.
   */
  List<Map<String, Integer>> rows() throws SQLException {
    List<String> names = new ArrayList<>(List.of(join.anchor()));
    join.steps().forEach(step -> names.add(step.target()));
    List<Map<String, Integer>> rows = new ArrayList<>();
    String image = quoted("first " + OracleOptions.IMAGE);
    boolean hasImages = tables.containsKey(OracleOptions.IMAGE);
    String sql =
        "SELECT image, %s%s FROM output o ORDER BY image, place, object NULLS LAST, %1$s"
            .formatted(
                names.stream().map(OracleSql::quoted).collect(Collectors.joining(", ")),
                hasImages
                    ? ", (SELECT pos FROM " + image + " i WHERE i.image = o.image) AS image_row"
                    : "");
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, Integer> row = new LinkedHashMap<>();
        row.put("", result.getInt("image"));
        for (String name : names) {
          int position = result.getInt(name);
          row.put(name, result.wasNull() ? -1 : position);
        }
        if (hasImages) {
          int position = result.getInt("image_row");
          row.put(OracleOptions.IMAGE, result.wasNull() ? -1 : position);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** How many rows of a table are matched. */
  long matched(String table) throws SQLException {
    if (table.equals(join.anchor())) {
      return number("SELECT count(*) FROM found WHERE whole");
    }
    if (table.equals(OracleOptions.IMAGE)) {
      return number("SELECT count(DISTINCT image) FROM kept SEMI JOIN \"Image\" USING (image)");
    }
    return number("SELECT count(DISTINCT %s) FROM kept".formatted(quoted(table)));
  }

  /** How many rows of a table repeat the key of another and are not used. */
  long repeated(String table) throws SQLException {
    return table.equals(join.anchor())
        ? 0
        : number(
            "SELECT (SELECT count(*) FROM %s) - (SELECT count(*) FROM %s)"
                .formatted(quoted(table), quoted("first " + table)));
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
