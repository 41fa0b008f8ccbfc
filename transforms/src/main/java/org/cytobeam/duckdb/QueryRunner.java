package org.cytobeam.duckdb;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.util.TransferPair;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * Runs a planned query over one set of rows after another. It is prepared once: to plan a statement
 * of thousands of columns takes longer than to run it over an image.
 */
public final class QueryRunner implements AutoCloseable {
  private static final int BATCH_ROWS = 2048;

  private final DuckDBConnection connection;
  private final BufferAllocator allocator;
  private final String text;
  private final long maxTextBytes;
  private final Map<Integer, RepeatedInput> inputs = new TreeMap<>();
  private PreparedStatement statement;

  /**
   * @param text a {@link QueryPlan}'s statement
   */
  public QueryRunner(DuckDBConnection connection, BufferAllocator allocator, String text) {
    this(connection, allocator, text, ColumnBatch.MAX_TEXT_BYTES);
  }

  QueryRunner(
      DuckDBConnection connection, BufferAllocator allocator, String text, long maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
    this.connection = connection;
    this.allocator = allocator;
    this.text = text;
  }

  /** The name of the vector of the n-th of a table's columns that are read. */
  public static String columnName(int column) {
    return StatementText.columnName(column);
  }

  /**
   * Sets a table's rows for the next run, which moves the vectors' contents to DuckDB. The caller
   * closes the vectors, after that run.
   */
  public void setRows(int table, List<FieldVector> vectors, int rows) {
    RepeatedInput input = inputs.get(table);
    if (input == null) {
      inputs.put(
          table,
          new RepeatedInput(connection, allocator, StatementText.inputName(table), vectors, rows));
    } else {
      input.fill(vectors, rows);
    }
  }

  /**
   * Runs the query over the rows that were set.
   *
   * @param where what these rows are, for messages, as {@code " for image 3"}
   * @param maxBytes what the result may need
   * @return the result, in DuckDB's order; the caller closes it
   * @throws UserError if the query fails over these rows, or gives too many
   */
  public QueryResult run(String where, long maxBytes) throws IOException {
    List<QueryResult> batches = new ArrayList<>();
    try {
      collect(batches, where, maxBytes);
      checkTexts(batches, where);
      return QueryResult.concatenate(batches);
    } catch (SQLException e) {
      // The driver closes a statement that failed.
      statement = null;
      throw SqlErrors.userError(where, e);
    } finally {
      batches.forEach(QueryResult::close);
    }
  }

  private void collect(List<QueryResult> batches, String where, long maxBytes)
      throws SQLException, IOException {
    if (statement == null) {
      statement = connection.prepareStatement(text);
    }
    long bytes = 0;
    try (ResultSet result = statement.executeQuery();
        ArrowReader reader =
            (ArrowReader)
                result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS)) {
      boolean more = reader.loadNextBatch();
      do {
        QueryResult batch = take(reader, more);
        batches.add(batch);
        bytes += batch.bytes();
        if (bytes > maxBytes) {
          throw tooLarge(where, maxBytes);
        }
        more = more && reader.loadNextBatch();
      } while (more);
    }
  }

  /** What the reader gives is its own and ends with the next batch. */
  private QueryResult take(ArrowReader reader, boolean loaded) throws IOException {
    List<FieldVector> vectors = new ArrayList<>();
    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
      TransferPair pair = vector.getTransferPair(allocator);
      if (loaded) {
        pair.transfer();
      }
      vectors.add((FieldVector) pair.getTo());
    }
    return new QueryResult(vectors, loaded ? reader.getVectorSchemaRoot().getRowCount() : 0);
  }

  private void checkTexts(List<QueryResult> batches, String where) {
    int column = QueryResult.firstAbove(maxTextBytes, batches);
    if (column >= 0) {
      throw new UserError(
          ("column %d of the SQL's result%s has more than %d MB of text, and no column can hold that;"
                  + " write SQL that leaves it out or shortens it, or give a narrower --join-scope")
              .formatted(column + 1, where, maxTextBytes >> 20));
    }
  }

  private static UserError tooLarge(String where, long maxBytes) {
    return new UserError(
        ("the SQL's result%s needs more than the %d MB of memory that there are for it; give more"
                + " with --memory, take fewer --threads, or write SQL that gives fewer rows or"
                + " columns")
            .formatted(where, maxBytes >> 20));
  }

  @Override
  public void close() throws SQLException {
    try {
      if (statement != null) {
        statement.close();
      }
    } finally {
      inputs.values().forEach(RepeatedInput::close);
    }
  }
}
