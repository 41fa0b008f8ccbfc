package org.cytobeam.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cytobeam.model.UserError;

/**
 * What a user's SQL may be: one SELECT over the tables, whose result follows from them alone. Looks
 * at the tree that DuckDB's own parser makes of it.
 */
final class SqlRules {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Functions that may stand where a table does, and make rows of their arguments. */
  private static final Set<String> ROW_MAKERS =
      Set.of("range", "generate_series", "unnest", "repeat", "repeat_row");

  /** Macros of DuckDB that hide such a function. */
  private static final Set<String> INCONSTANT_MACROS =
      Set.of("ago", "pg_conf_load_time", "pg_postmaster_start_time");

  private static final Pattern CLOCK =
      Pattern.compile("current_(date|time|timestamp)|local(time|timestamp)");

  private static final String WHY =
      "its result must follow from the tables alone, so that every run gives the same";

  private final Statement statement;
  private final List<QueryTable> tables;
  private final Set<String> known = new HashSet<>();
  private final Set<String> columns = new HashSet<>();
  private final Set<String> inconstant = new HashSet<>(INCONSTANT_MACROS);

  SqlRules(Statement statement, List<QueryTable> tables) throws SQLException {
    this.statement = statement;
    this.tables = tables;
    tables.forEach(t -> known.add(lower(t.name())));
    tables.forEach(t -> t.columns().forEach(c -> columns.add(lower(c.name()))));
    try (ResultSet functions =
        statement.executeQuery(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability <> 'CONSISTENT'")) {
      while (functions.next()) {
        inconstant.add(functions.getString(1));
      }
    }
    // It stops the query with a message of the user's, always the same.
    inconstant.remove("error");
  }

  /**
   * @throws UserError naming what is not allowed
   */
  void check(String sql) throws SQLException {
    JsonNode tree = parse(sql);
    if (!tree.path("statements").path(0).path("named_param_map").isEmpty()) {
      throw refused("the SQL of the join has parameters ($1 or ?); give their values");
    }
    nameExpressions(tree);
    visit(tree.path("statements"));
  }

  /** Tables that the SQL makes itself. */
  private void nameExpressions(JsonNode node) {
    node.path("cte_map").path("map").forEach(e -> known.add(lower(e.path("key").asText())));
    node.forEach(this::nameExpressions);
  }

  private JsonNode parse(String sql) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("SELECT json_serialize_sql(" + literal(sql) + ")")) {
      result.next();
      JsonNode tree = JSON.readTree(result.getString(1));
      if (!tree.path("error").asBoolean()) {
        return tree;
      }
      if (tree.path("error_type").asText().equals("parser")) {
        throw refused(
            "the SQL of the join does not work: "
                + SqlErrors.withPlace(
                    "Parser Error: " + tree.path("error_message").asText(),
                    sql,
                    tree.path("position").asInt(-1)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's tree of the SQL is not JSON", e);
    }
    throw refused(
        "the SQL of the join is not a SELECT whose columns are known beforehand; give a single"
            + " SELECT (a PIVOT must name its values: ON column IN (...)), not a statement that"
            + " creates, copies, attaches or sets something");
  }

  private void visit(JsonNode node) throws SQLException {
    if (node.isObject()) {
      checkNode(node);
    }
    for (JsonNode child : node) {
      visit(child);
    }
  }

  private void checkNode(JsonNode node) throws SQLException {
    switch (node.path("type").asText()) {
      case "SHOW_REF" ->
          throw refused("the SQL of the join has DESCRIBE, SHOW or SUMMARIZE; give a SELECT");
      case "BASE_TABLE" -> checkTable(node);
      case "TABLE_FUNCTION" -> checkRows(node.path("function").path("function_name").asText());
      case "COLUMN_REF" -> checkColumn(node.path("column_names"));
      default -> checkFunction(node.path("function_name").asText());
    }
    if (!node.path("sample").isMissingNode() && !node.path("sample").isNull()) {
      throw refused("the SQL of the join takes a SAMPLE; " + WHY);
    }
  }

  private void checkTable(JsonNode node) throws SQLException {
    String name = node.path("table_name").asText();
    String schema = node.path("schema_name").asText();
    if (!schema.isEmpty() || !known.contains(lower(name))) {
      throw refused(
          "the SQL of the join names a table %s, which is not there; did you mean %s? The tables are %s"
              .formatted(
                  schema.isEmpty() ? name : schema + "." + name,
                  nearest(name),
                  SqlErrors.names(tables)));
    }
  }

  private String nearest(String name) throws SQLException {
    String candidates =
        tables.stream().map(t -> literal(t.name())).collect(Collectors.joining(", ", "[", "]"));
    try (ResultSet found =
        statement.executeQuery(
            "SELECT t FROM (SELECT unnest(%s) AS t) ORDER BY damerau_levenshtein(lower(t), %s), t"
                .formatted(candidates, literal(lower(name))))) {
      found.next();
      return found.getString(1);
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void checkRows(String function) {
    if (!ROW_MAKERS.contains(lower(function))) {
      throw refused(
          "the SQL of the join reads from %s(...); it can read from the tables alone: %s"
              .formatted(function, SqlErrors.names(tables)));
    }
  }

  /** {@code current_date} is written without parentheses; a column of that name goes before. */
  private void checkColumn(JsonNode names) {
    String name = lower(names.path(0).asText());
    if (names.size() == 1 && !columns.contains(name) && CLOCK.matcher(name).matches()) {
      throw inconstant(name);
    }
  }

  private void checkFunction(String name) {
    if (inconstant.contains(lower(name))) {
      throw inconstant(name + "()");
    }
  }

  private static UserError inconstant(String what) {
    return refused("the SQL of the join has %s; %s".formatted(what, WHY));
  }

  private static UserError refused(String message) {
    return new UserError(message);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
