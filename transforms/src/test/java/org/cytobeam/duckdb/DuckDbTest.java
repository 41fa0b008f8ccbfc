package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
  private static final String MAKE = "CREATE TABLE made AS SELECT 1 AS x";
  private static final String COUNT =
      "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'made'";
  private static final String FOLDER = "SELECT current_setting('temp_directory')";
  private static final String MANY =
      "SELECT count(*) FROM (SELECT DISTINCT hash(range) FROM range(4000000))";

  @TempDir private Path folder;

  @Test
  void connectionsWithTheSameSettingsShareAnInstanceUntilTheLastIsClosed() throws Exception {
    DuckDBConnection first = connect("a");
    try (DuckDBConnection second = connect("a")) {
      execute(first, MAKE);
      assertThat(query(second, COUNT)).isEqualTo("1");
      first.close();
      try (DuckDBConnection third = connect("a")) {
        assertThat(query(third, COUNT)).isEqualTo("1");
      }
    }
    try (DuckDBConnection later = connect("a")) {
      assertThat(query(later, COUNT)).isEqualTo("0");
    }
  }

  @Test
  void everyConnectionHasItsOwnSettingsAndLeavesNothing() throws Exception {
    try (DuckDBConnection first = connect("a");
        DuckDBConnection second = connect("b")) {
      assertThat(query(first, FOLDER)).isEqualTo(folder.resolve("a").toString());
      assertThat(query(second, FOLDER)).isEqualTo(folder.resolve("b").toString());
      assertThat(query(second, MANY)).isEqualTo("4000000");
    }
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private DuckDBConnection connect(String spill) throws SQLException {
    return DuckDb.connect(64L << 20, folder.resolve(spill).toString());
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
