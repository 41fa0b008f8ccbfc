package org.cytobeam.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads with SQLite, through JDBC as anyone would: {@code getDouble} for each value. */
final class ResultSetReader implements BlockReader {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;

  ResultSetReader(TableRange range) throws SQLException {
    connection = TableRange.connect(range.file());
    try {
      statement = connection.createStatement();
      rows = statement.executeQuery(range.select());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public int read(DoubleColumn[] block, int maxRows) throws SQLException {
    int row = 0;
    for (; row < maxRows && rows.next(); row++) {
      for (int i = 0; i < block.length; i++) {
        double value = rows.getDouble(i + 1);
        // NULL comes as 0, and asking whether it was one costs as much as the value.
        if (value != 0 || !rows.wasNull()) {
          block[i].putDouble(row, value);
        }
      }
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    // Its statements and their rows are closed with it.
    connection.close();
  }
}
