package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cytobeam.model.UserError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "SELECT 1;",
        "SELECT 1 ; ;\n",
        "SELECT 1; -- and DROP TABLE cells; too",
        "SELECT 1; /* a; /* b; */ c */ -- d",
        "SELECT 'a; b' AS \"c; d\" -- e; f\nFROM cells /* g; */ WHERE x = 'it''s; fine'",
        "SELECT E'it\\'s; fine' FROM cells",
        "SELECT $$a; b$$, $x$c; $$ d$x$ FROM cells",
      })
  void oneStatementIsTaken(String sql) {
    assertThatCode(() -> SqlText.requireOneStatement(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 AS a; DROP TABLE cells|DROP TABLE cells",
        "SELECT ';';SELECT ';'|SELECT ';'",
        "SELECT 1; /* c */ COPY cells TO 'x';|COPY cells TO 'x';",
        "SELECT 'C:\\'; DROP TABLE cells|DROP TABLE cells",
        "SELECT name'a'; 'b'|'b'",
      })
  void aSecondIsRefused(String sql, String second) {
    assertThatThrownBy(() -> SqlText.requireOneStatement(sql))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the SQL of the join is more than one statement; give a single SELECT: after the ';'"
                + " comes '"
                + second
                + "'");
  }
}
