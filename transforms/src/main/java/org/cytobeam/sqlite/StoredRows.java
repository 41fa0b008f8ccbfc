package org.cytobeam.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.SafeStmtPtr;

/**
 * A prepared query that can be run again and again, and its rows one at a time.
 *
 * <p>Values are fetched through the driver's core classes: {@code ResultSet} has no call for a
 * value's storage class that does not allocate, and it takes a lock for every value where one for
 * every row will do.
 */
final class StoredRows implements AutoCloseable {
  /** What to do with a row. */
  interface Reader {
    void read(JdbcRow row) throws SQLException, IOException;
  }

  private final PreparedStatement statement;
  private final SafeStmtPtr pointer;
  private final JdbcRow row;
  private ResultSet rows;

  StoredRows(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
    pointer = ((CoreStatement) statement).pointer;
    row = pointer.safeRun(JdbcRow::new);
  }

  /** Runs the query from its start. */
  StoredRows query(long... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setLong(i + 1, parameters[i]);
    }
    rows = statement.executeQuery();
    return this;
  }

  /** Runs the query from its start. */
  StoredRows query(String parameter) throws SQLException {
    statement.setString(1, parameter);
    rows = statement.executeQuery();
    return this;
  }

  /** Goes to the next row; false after the last. */
  boolean next() throws SQLException {
    return rows.next();
  }

  /** Reads the current row, locked once for all of its values. */
  void read(Reader reader) throws SQLException, IOException {
    try {
      pointer.<SQLException>safeRunConsume((database, handle) -> readUnchecked(reader));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void readUnchecked(Reader reader) throws SQLException {
    try {
      reader.read(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
