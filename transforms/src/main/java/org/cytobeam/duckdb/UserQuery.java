package org.cytobeam.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.cytobeam.model.Column;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * A user's SQL over tables that are in memory. {@code read_parquet('cells.parquet')}, as
 * CytoTable's queries have it, means the table {@code cells}.
 *
 * <p>Tables are copied into DuckDB so that a query may scan them as often as it likes.
 */
public final class UserQuery {
  private static final Pattern PARQUET_REFERENCE =
      Pattern.compile(
          "read_parquet\\s*\\(\\s*'([^']*?)(?:\\.parquet)?'\\s*\\)", Pattern.CASE_INSENSITIVE);
  private static final String RESULT = "cytobeam_result";

  /** What the rows of a result are ordered by before anything else, where the result has it. */
  private static final List<String> KEYS =
      List.of("Metadata_TableNumber", "Metadata_ImageNumber", "Metadata_ObjectNumber");

  private final DuckDBConnection connection;
  private final String sql;

  /**
   * @throws UserError if the SQL is more than one statement
   */
  public UserQuery(DuckDBConnection connection, String sql) {
    SqlText.requireOneStatement(sql);
    this.connection = connection;
    this.sql = tableReferences(sql);
  }

  /** Replaces references to Parquet files by names of tables. */
  static String tableReferences(String sql) {
    Matcher matcher = PARQUET_REFERENCE.matcher(sql.strip().replaceAll(";\\s*$", ""));
    return matcher.replaceAll(m -> Matcher.quoteReplacement(DuckDb.quote(m.group(1))));
  }

  /** Creates a table without rows. */
  public void createEmpty(String table, List<Column> columns) throws SQLException {
    String definitions =
        columns.stream()
            .map(c -> DuckDb.quote(c.name()) + " " + SqlTypes.nameOf(c.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE OR REPLACE TEMP TABLE " + DuckDb.quote(table) + " (" + definitions + ")");
  }

  /** Creates a table of the vectors' rows; the vectors are empty afterwards. */
  public void create(BufferAllocator allocator, String table, List<FieldVector> vectors, int rows)
      throws SQLException {
    try (ArrowInput input =
        ArrowInput.register(connection, allocator, "cytobeam_input", vectors, rows)) {
      execute("CREATE OR REPLACE TEMP TABLE " + DuckDb.quote(table) + " AS FROM cytobeam_input");
    }
  }

  /**
   * Runs the query and tells the columns of its result, repeated names numbered as DuckDB does.
   *
   * @throws UserError if the SQL cannot be parsed, or names what is not there
   */
  public List<Column> run() {
    try (Statement statement = connection.createStatement()) {
      // On a line of its own, so that what is said of the SQL is about its own lines.
      statement.execute("CREATE OR REPLACE TEMP TABLE " + RESULT + " AS\n" + sql);
      List<Column> columns = new ArrayList<>();
      try (ResultSet described = statement.executeQuery("DESCRIBE " + RESULT)) {
        while (described.next()) {
          String name = described.getString(1);
          columns.add(new Column(name, SqlTypes.typeOf(name, described.getString(2))));
        }
      }
      return columns;
    } catch (SQLException e) {
      throw new UserError(
          "the SQL of the join does not work: " + SqlErrors.describe(e.getMessage(), 1), e);
    }
  }

  /** Takes batches of a result. */
  public interface BatchConsumer {
    /** The vectors are those of the columns asked for, in order, and are the giver's. */
    void accept(List<FieldVector> vectors, int rows) throws java.io.IOException;
  }

  /** Gives the rows of the last run in a fixed order: by the keys present, then all columns. */
  public void forEachBatch(BufferAllocator allocator, List<Column> columns, BatchConsumer consumer)
      throws SQLException, java.io.IOException {
    String selected =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    "CAST(%s AS %s) AS c%s"
                        .formatted(
                            DuckDb.quote(columns.get(i).name()),
                            SqlTypes.nameOf(columns.get(i).type()),
                            i))
            .collect(Collectors.joining(", "));
    String query = "SELECT %s FROM %s ORDER BY %s".formatted(selected, RESULT, order(columns));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query);
        ArrowReader reader =
            (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, 2048)) {
      while (reader.loadNextBatch()) {
        var root = reader.getVectorSchemaRoot();
        consumer.accept(root.getFieldVectors(), root.getRowCount());
      }
    }
  }

  private static String order(List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    Set<Integer> positions = new LinkedHashSet<>();
    KEYS.stream().map(names::indexOf).filter(i -> i >= 0).forEach(positions::add);
    IntStream.range(0, names.size()).forEach(positions::add);
    // By position: a name could be taken for the c0, c1 ... of other columns.
    return positions.stream().map(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
  }

  private void execute(String statementText) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statementText);
    }
  }
}
