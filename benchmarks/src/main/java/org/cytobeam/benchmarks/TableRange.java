package org.cytobeam.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * Rows of a table of a plate.
 *
 * @param columns how many the table has
 * @param first the first rowid
 * @param end the one behind the last
 */
record TableRange(Path file, String table, int columns, long first, long end) {
  /** The tables of objects, each in one range of rows for each part. */
  static List<List<TableRange>> parts(Path file, int parts) throws SQLException {
    List<List<TableRange>> ranges = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      ranges.add(new ArrayList<>());
    }
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      for (String object : PlateGenerator.OBJECTS) {
        String table = "Per_" + object;
        int columns;
        try (ResultSet none = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
          columns = none.getMetaData().getColumnCount();
        }
        try (ResultSet last = statement.executeQuery("SELECT max(rowid) FROM " + table)) {
          last.next();
          long rows = last.getLong(1);
          for (int i = 0; i < parts; i++) {
            long first = 1 + rows * i / parts;
            long end = 1 + rows * (i + 1) / parts;
            ranges.get(i).add(new TableRange(file, table, columns, first, end));
          }
        }
      }
    }
    return ranges;
  }

  static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, "32767");
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Asks SQLite for it. */
  String select() {
    return "SELECT * FROM %s WHERE rowid >= %d AND rowid < %d".formatted(table, first, end);
  }
}
