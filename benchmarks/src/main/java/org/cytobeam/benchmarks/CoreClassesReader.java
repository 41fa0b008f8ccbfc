package org.cytobeam.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.core.SafeStmtPtr;

/**
 * Reads with SQLite, through the classes beneath sqlite-jdbc's {@code ResultSet}: a lock for each
 * row instead of each value, and values by their storage class. It is how CytoBeam reads what it
 * leaves to SQLite.
 */
final class CoreClassesReader implements BlockReader {
  /** SQLite's numbers of storage classes. */
  private static final int INTEGER = 1;

  private static final int REAL = 2;

  private final Connection connection;
  private final SafeStmtPtr pointer;
  private final ResultSet rows;

  CoreClassesReader(TableRange range) throws SQLException {
    connection = TableRange.connect(range.file());
    try {
      PreparedStatement statement = connection.prepareStatement(range.select());
      pointer = ((CoreStatement) statement).pointer;
      rows = statement.executeQuery();
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public int read(DoubleColumn[] block, int maxRows) throws SQLException {
    int row = 0;
    while (row < maxRows && rows.next()) {
      int current = row++;
      pointer.<SQLException>safeRunConsume(
          (database, statement) -> readRow(database, statement, block, current));
    }
    return row;
  }

  private static void readRow(DB database, long statement, DoubleColumn[] block, int row)
      throws SQLException {
    for (int i = 0; i < block.length; i++) {
      switch (database.column_type(statement, i)) {
        case REAL -> block[i].putDouble(row, database.column_double(statement, i));
        case INTEGER -> block[i].putLong(row, database.column_long(statement, i));
        default -> {
          // NULL, as every value of a block is until it is put
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    // Its statements and their rows are closed with it.
    connection.close();
  }
}
