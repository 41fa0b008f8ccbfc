package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FROM read_parquet('cells.parquet')|FROM \"cells\"",
        "FROM READ_PARQUET  (\t'Per_Cells.parquet' ) AS c|FROM \"Per_Cells\" AS c",
        "FROM Read_Parquet('cells.PARQUET'), read_parquet('image')|FROM \"cells\", \"image\"",
        "FROM read_parquet('a\"b.parquet')|FROM \"a\"\"b\"",
        "SELECT '$1' FROM read_parquet('$0.parquet')|SELECT '$1' FROM \"$0\"",
        "FROM read_parquet([ 'cells.parquet' ])|FROM \"cells\"",
        "FROM read_parquet(['a.parquet', 'b'])|FROM read_parquet(['a.parquet', 'b'])",
        "FROM read_parquet(\"cells.parquet\")|FROM \"cells\"",
        "FROM 'cells.parquet' c JOIN 'x.csv'|FROM \"cells\" c JOIN 'x.csv'",
        "SELECT 'FROM ''a.parquet''' /* FROM 'b.parquet' */ FROM c;"
            + "|SELECT 'FROM ''a.parquet''' /* FROM 'b.parquet' */ FROM c",
        "FROM my_read_parquet('a')|FROM my_read_parquet('a')",
        "FROM cells; -- all|FROM cells",
        "SELECT 'a;b' FROM cells|SELECT 'a;b' FROM cells",
        "FROM read_parquet(cells)|FROM read_parquet(cells)",
      })
  void referencesToParquetFilesMeanTables(String sql, String rewritten) {
    assertThat(SqlText.withTableNames(sql)).isEqualTo(rewritten);
  }
}
