package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserQueryTest {
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
        "FROM cells;|FROM cells",
        "SELECT 'a;b' FROM cells|SELECT 'a;b' FROM cells",
        "FROM read_parquet(cells)|FROM read_parquet(cells)",
      })
  void referencesToParquetFilesMeanTables(String sql, String rewritten) {
    assertThat(UserQuery.tableReferences(sql)).isEqualTo(rewritten);
  }

  @Test
  void theColumnsOfAQueryAreKnownWithoutRowsAndRepeatedNamesAreNumbered() throws Exception {
    try (DuckDBConnection connection = DuckDb.connect(256L << 20, "")) {
      UserQuery query =
          new UserQuery(
              connection,
              "SELECT a.*, b.*, sum(b.n) OVER () AS total, 1.5 AS dec, a.n IS NULL AS missing,"
                  + " 1::UTINYINT AS small, NULL AS nothing FROM a JOIN b ON a.N = b.n");
      query.createEmpty("a", List.of(new Column("n", ColumnType.INT64)));
      query.createEmpty(
          "b",
          List.of(
              new Column("n", ColumnType.INT64),
              new Column("when", ColumnType.TIMESTAMP_UTC),
              new Column("odd \"name\"", ColumnType.NULL)));
      assertThat(query.run())
          .containsExactly(
              new Column("n", ColumnType.INT64),
              new Column("n_1", ColumnType.INT64),
              new Column("when", ColumnType.TIMESTAMP_UTC),
              new Column("odd \"name\"", ColumnType.TEXT),
              new Column("total", ColumnType.DOUBLE),
              new Column("dec", ColumnType.DOUBLE),
              new Column("missing", ColumnType.BOOL),
              new Column("small", ColumnType.INT32),
              new Column("nothing", ColumnType.INT32));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2]|INTEGER[]",
        "[1.5]|DECIMAL(2,1)[]",
        "INTERVAL 1 DAY|INTERVAL",
        "{'a': 1}|STRUCT(a INTEGER)",
      })
  void aTypeThatCannotBeWrittenIsNamedWithItsColumn(String value, String type) throws Exception {
    try (DuckDBConnection connection = DuckDb.connect(256L << 20, "")) {
      UserQuery query = new UserQuery(connection, "SELECT " + value + " AS x");
      assertThatThrownBy(query::run)
          .isInstanceOf(UserError.class)
          .hasMessage(
              "column x of the SQL's result has type "
                  + type
                  + ", which cannot be written; cast it, for example to VARCHAR");
    }
  }
}
