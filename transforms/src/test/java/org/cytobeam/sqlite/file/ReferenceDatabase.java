package org.cytobeam.sqlite.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** What SQLite itself says of a database, by sqlite-jdbc. */
final class ReferenceDatabase implements AutoCloseable {
  private final Connection connection;

  ReferenceDatabase(Connection connection) {
    this.connection = connection;
  }

  /** A column; its declared type as SQLite spells it. */
  record ColumnInfo(String name, String type, int primaryKey, int hidden) {}

  /** For writing; what is written need not survive a power failure. */
  static Connection writable(Path path) throws SQLException {
    return config().createConnection("jdbc:sqlite:" + path);
  }

  static ReferenceDatabase open(Path path) throws SQLException {
    String uri = "jdbc:sqlite:file:" + path.toUri().getRawPath() + "?mode=ro&immutable=1";
    return new ReferenceDatabase(config().createConnection(uri));
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, "32767");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_VARIABLE_NUMBER, "32766");
    return config;
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> strings(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  List<ColumnInfo> columns(String table) throws SQLException {
    List<ColumnInfo> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(
              new ColumnInfo(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getInt(4)));
        }
      }
    }
    return columns;
  }

  boolean hasUniqueConstraint(String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pragma_index_list(?) WHERE origin = 'u'")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The rows in the order of rowids; none is asked for by an index. */
  List<Row> rows(String table) throws SQLException {
    List<Row> all = new ArrayList<>();
    rows(table, all);
    return all;
  }

  /** Adds rows until SQLite fails. */
  void rows(String table, List<Row> all) throws SQLException {
    String sql = "SELECT _rowid_, t.* FROM " + quoted(table) + " t NOT INDEXED ORDER BY _rowid_";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount() - 1;
      while (rows.next()) {
        Object[] values = new Object[columns];
        for (int i = 0; i < columns; i++) {
          values[i] = Row.value(rows.getObject(i + 2));
        }
        all.add(Row.of(rows.getLong(1), values));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
