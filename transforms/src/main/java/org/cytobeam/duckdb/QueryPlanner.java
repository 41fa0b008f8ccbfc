package org.cytobeam.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;

/**
 * Checks a user's SQL over empty tables, and finds which of their columns it looks at.
 *
 * <p>DuckDB is asked for its plan with every optimizer off but the one that leaves out unused
 * columns: what a scan then still gives is needed, and nothing else is. No other optimizer can come
 * to need more than the bound statement names.
 */
public final class QueryPlanner {
  private static final Pattern ROWS_TABLE = Pattern.compile(".*cytobeam_rows_(\\d+)\"?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<QueryTable> tables;

  public QueryPlanner(List<QueryTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /**
   * @throws UserError if the SQL is not one SELECT, names what is not there, depends on more than
   *     the tables, or gives a column that cannot be written
   */
  public QueryPlan plan(String sql) throws SQLException {
    SqlText.requireOneStatement(sql);
    String text = SqlText.withTableNames(sql);
    try (DuckDBConnection connection = DuckDb.isolated();
        Statement statement = connection.createStatement()) {
      new SqlRules(statement, tables).check(text);
      createTables(statement);
      StatementText texts = new StatementText(text, tables);
      List<Column> columns = describe(statement, texts.overTables());
      List<List<Integer>> read = columnsRead(statement, texts.overTables());
      return new QueryPlan(texts.overInputs(read, columns), columns, read);
    }
  }

  private void createTables(Statement statement) throws SQLException {
    for (int i = 0; i < tables.size(); i++) {
      List<String> columns = new ArrayList<>();
      for (Column column : tables.get(i).columns()) {
        columns.add(
            StatementText.columnName(columns.size()) + " " + SqlTypes.nameOf(column.type()));
      }
      statement.execute(
          "CREATE TEMP TABLE "
              + StatementText.rowsName(i)
              + " ("
              + String.join(", ", columns)
              + ")");
    }
  }

  private List<Column> describe(Statement statement, String text) {
    List<Column> columns = new ArrayList<>();
    try (ResultSet described = statement.executeQuery("DESCRIBE " + text)) {
      while (described.next()) {
        String name = described.getString(1);
        columns.add(new Column(name, SqlTypes.typeOf(name, described.getString(2))));
      }
      return columns;
    } catch (SQLException e) {
      throw SqlErrors.userError("", e);
    }
  }

  private List<List<Integer>> columnsRead(Statement statement, String text) throws SQLException {
    List<TreeSet<Integer>> read =
        IntStream.range(0, tables.size()).mapToObj(i -> new TreeSet<Integer>()).toList();
    disableOptimizers(statement);
    try (ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT json) " + text)) {
      plan.next();
      for (JsonNode info : JSON.readTree(plan.getString(2)).findValues("extra_info")) {
        Matcher table = ROWS_TABLE.matcher(info.path("Table").asText());
        if (table.matches()) {
          int index = Integer.parseInt(table.group(1));
          read.get(index).addAll(columns(info.path("Projections")));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's plan is not JSON: " + text, e);
    }
    return read.stream().map(List::copyOf).toList();
  }

  private static void disableOptimizers(Statement statement) throws SQLException {
    String names;
    try (ResultSet others =
        statement.executeQuery(
            "SELECT string_agg(name, ',') FROM duckdb_optimizers()"
                + " WHERE name NOT IN ('unused_columns', 'cte_inlining')")) {
      others.next();
      names = others.getString(1);
    }
    statement.execute("SET disabled_optimizers = '" + names + "'");
  }

  /** Rows are counted by one column where no value is looked at. */
  private static List<Integer> columns(JsonNode projections) {
    List<Integer> columns = new ArrayList<>();
    if (projections.isArray()) {
      projections.forEach(p -> columns.add(Integer.parseInt(p.asText().substring(1))));
    } else {
      String one = projections.asText();
      columns.add(one.isEmpty() ? 0 : Integer.parseInt(one.substring(1)));
    }
    return columns;
  }
}
