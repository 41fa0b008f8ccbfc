package org.cytobeam.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.cytobeam.column.ColumnBuilder;
import org.sqlite.core.DB;

/** The row on which a statement stands. Valid only inside {@link StoredRows#read}. */
final class JdbcRow implements StoredRow {
  private final DB database;
  private final long statement;

  JdbcRow(DB database, long statement) {
    this.database = database;
    this.statement = statement;
  }

  @Override
  public int storageClass(int column) throws SQLException {
    return database.column_type(statement, column);
  }

  @Override
  public long integer(int column) throws SQLException {
    return database.column_long(statement, column);
  }

  @Override
  public double real(int column) throws SQLException {
    return database.column_double(statement, column);
  }

  @Override
  public String text(int column) throws SQLException {
    return database.column_text(statement, column);
  }

  @Override
  public byte[] utf8(int column) throws SQLException {
    return text(column).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] blob(int column) throws SQLException {
    byte[] bytes = database.column_blob(statement, column);
    return bytes == null ? new byte[0] : bytes;
  }

  /** Puts a value into a column of a batch; NULL needs no call. */
  void put(int column, ColumnBuilder builder, int row) throws SQLException {
    switch (storageClass(column)) {
      case REAL -> builder.putDouble(row, real(column));
      case INTEGER -> builder.putLong(row, integer(column));
      case TEXT -> {
        byte[] utf8 = utf8(column);
        builder.putText(row, utf8, 0, utf8.length);
      }
      case BLOB -> {
        byte[] bytes = blob(column);
        builder.putBlob(row, bytes, 0, bytes.length);
      }
      default -> {
        // NULL, as every cell of a batch is until it is put
      }
    }
  }
}
