package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateNamesTest {
  @ParameterizedTest
  @CsvSource({
    "a b c,           a b c",
    "a a A a,         a a_1 A_2 a_3",
    "a a_1 a,         a a_1 a_2",
    "a a a_1,         a a_1 a_1_1",
    "a_1 a a A,       a_1 a a_2 A_3",
    "a_1 a_1 a a a_2, a_1 a_1_1 a a_2 a_2_1",
    "é É é,           é É é_1",
  })
  void repeatedNamesGetTheNextFreeNumber(String names, String expected) {
    assertThat(DuplicateNames.renamed(List.of(names.split(" "))))
        .containsExactly(expected.split(" "));
  }

  @Test
  void duckDbRenamesTheSame() throws SQLException {
    String[] alphabet = {"a", "A", "a_1", "A_1", "a_2", "a_1_1", "b"};
    Random random = new Random(1);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int round = 0; round < 200; round++) {
        String[] names = new String[1 + random.nextInt(9)];
        Arrays.setAll(names, i -> alphabet[random.nextInt(alphabet.length)]);
        assertThat(DuplicateNames.renamed(List.of(names)))
            .as("%s", List.of(names))
            .isEqualTo(byDuckDb(statement, names));
      }
    }
  }

  private static List<String> byDuckDb(Statement statement, String[] names) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (String name : names) {
      columns.add("0 AS \"" + name + "\"");
    }
    String sql = "SELECT * FROM (SELECT " + String.join(", ", columns) + ")";
    List<String> renamed = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        renamed.add(result.getMetaData().getColumnName(i));
      }
    }
    return renamed;
  }
}
