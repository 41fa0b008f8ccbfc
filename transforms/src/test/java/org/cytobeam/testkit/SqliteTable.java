package org.cytobeam.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table being written: created on opening, rows added one by one and inserted in batches. */
final class SqliteTable implements AutoCloseable {
  private static final int ROWS_PER_BATCH = 50;

  private final PreparedStatement insert;
  private int pending;

  /**
   * Creates the table.
   *
   * @param declarations a column's quoted name and type each
   * @param constraint the primary key's clause; empty for none
   */
  SqliteTable(Connection connection, String name, List<String> declarations, String constraint)
      throws SQLException {
    List<String> parts = new ArrayList<>(declarations);
    if (!constraint.isEmpty()) {
      parts.add(constraint);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + quoted(name) + " (" + String.join(", ", parts) + ")");
    }
    String marks = String.join(",", Collections.nCopies(declarations.size(), "?"));
    insert = connection.prepareStatement("INSERT INTO " + quoted(name) + " VALUES (" + marks + ")");
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  void add(List<Object> ids, List<Object> values) throws SQLException {
    int position = 1;
    for (Object id : ids) {
      insert.setObject(position++, id);
    }
    for (Object value : values) {
      insert.setObject(position++, value);
    }
    insert.addBatch();
    if (++pending == ROWS_PER_BATCH) {
      flush();
    }
  }

  private void flush() throws SQLException {
    insert.executeBatch();
    pending = 0;
  }

  @Override
  public void close() throws SQLException {
    try (insert) {
      flush();
    }
  }
}
