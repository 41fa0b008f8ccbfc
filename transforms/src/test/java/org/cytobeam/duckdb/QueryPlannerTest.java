package org.cytobeam.duckdb;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPlannerTest {
  private static final QueryTable T =
      new QueryTable(
          "t",
          List.of(
              new Column("a", ColumnType.INT64),
              new Column("b", ColumnType.INT64),
              new Column("c", ColumnType.INT64),
              new Column("d", ColumnType.TEXT)));

  @Test
  void theColumnsOfAQueryAreKnownWithoutRowsAndRepeatedNamesAreNumbered() throws Exception {
    QueryTable a = new QueryTable("a", List.of(new Column("n", ColumnType.INT64)));
    QueryTable b =
        new QueryTable(
            "b",
            List.of(
                new Column("n", ColumnType.INT64),
                new Column("when", ColumnType.TIMESTAMP_UTC),
                new Column("odd \"name\"", ColumnType.NULL)));
    String sql =
        "SELECT a.*, b.*, sum(b.n) OVER () AS total, 1.5 AS dec, a.n IS NULL AS missing,"
            + " 1::UTINYINT AS small, NULL AS nothing FROM a JOIN b ON a.N = b.n";
    assertThat(new QueryPlanner(List.of(a, b)).plan(sql).columns())
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2]|INTEGER[]|make rows of its values with unnest(), or text with array_to_string()",
        "[1.5]|DECIMAL(2,1)[]"
            + "|make rows of its values with unnest(), or text with array_to_string()",
        "INTERVAL 1 DAY|INTERVAL|cast it, for example to VARCHAR",
        "wide|STRUCT(c0 BIGINT, c1 BIGINT, c2 BIGINT, c3 BIGINT, c4 BIGINT..."
            + "|select its fields one by one; for all columns of a table write table.*",
      })
  void aTypeThatCannotBeWrittenIsNamedWithItsColumn(String value, String type, String advice) {
    List<Column> columns =
        IntStream.range(0, 2000).mapToObj(i -> new Column("c" + i, ColumnType.INT64)).toList();
    QueryPlanner planner = new QueryPlanner(List.of(new QueryTable("wide", columns)));
    assertThatThrownBy(() -> planner.plan("SELECT " + value + " AS x FROM wide"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column x of the SQL's result has type "
                + type
                + ", which cannot be written; "
                + advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT b FROM t|1",
        "SELECT 1 AS one FROM t WHERE d = 'x'|3",
        "SELECT count(*) AS n FROM t|0",
        "SELECT count(*) AS n FROM t a JOIN t z ON a.a = z.b|0 1",
        "SELECT * EXCLUDE (a) FROM t|1 2 3",
        "SELECT COLUMNS('[cd]') FROM t ORDER BY a|0 2 3",
        "SELECT a, row_number() OVER (PARTITION BY c ORDER BY d) AS n FROM t|0 2 3",
        "SELECT a FROM t QUALIFY sum(b) OVER () > 1|0 1",
        "WITH t AS (SELECT a, b FROM t) SELECT a FROM t WHERE a > 3|0",
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM t z WHERE z.c = t.a)|0 2",
        "SELECT a FROM t UNION SELECT b FROM t|0 1",
        "SELECT * FROM (SELECT a, b, c FROM t) NATURAL JOIN (SELECT b FROM t)|0 1 2",
        "SELECT sum(a) FILTER (WHERE b > 1) AS s FROM t GROUP BY c HAVING max(d) > 'x'|0 1 2 3",
        "SELECT a FROM t WHERE false AND b > 1|0 1",
        "SELECT range AS r FROM range(3)|``",
      })
  void onlyTheColumnsThatTheSqlLooksAtAreRead(String sql, String read) throws Exception {
    List<Integer> got = plan(sql).read().get(0);
    assertThat(got.stream().map(String::valueOf).collect(joining(" "))).isEqualTo(read);
  }

  @Test
  void columnsOfManyAreFoundToo() throws Exception {
    List<Column> columns =
        IntStream.range(0, 3000).mapToObj(i -> new Column("v" + i, ColumnType.DOUBLE)).toList();
    QueryPlanner planner = new QueryPlanner(List.of(new QueryTable("wide", columns)));
    assertThat(planner.plan("SELECT * EXCLUDE (v7) FROM wide").read().get(0))
        .isEqualTo(IntStream.range(0, 3000).filter(i -> i != 7).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT random() AS x FROM t|random();",
        "SELECT a FROM t WHERE UUID() > 'a'|uuid();",
        "SELECT CURRENT_TIMESTAMP AS x FROM t|current_timestamp;",
        "SELECT now() AS x FROM t|now();",
        "SELECT ago(INTERVAL 1 DAY) AS x FROM t|ago();",
        "WITH x AS (SELECT today() AS d FROM t) FROM x|today();",
        "SELECT a FROM t TABLESAMPLE 10%|takes a SAMPLE",
        "SELECT a FROM t USING SAMPLE 3 ROWS|takes a SAMPLE",
        "SELECT * FROM duckdb_settings()|reads from duckdb_settings(...); it can read from",
        "SELECT * FROM read_csv('t.csv')|reads from read_csv(...); it can read from",
        "SELECT * FROM read_parquet('t', union_by_name = true)|reads from read_parquet(...)",
        "SELECT * FROM query('SELECT random()')|reads from query(...)",
        "SELECT a FROM t WHERE a = $1|parameters",
        "CREATE TABLE x AS FROM t|is not a SELECT",
        "COPY t TO 'x.csv'|is not a SELECT",
        "ATTACH 'x.db'|is not a SELECT",
        "INSTALL spatial|is not a SELECT",
        "PRAGMA database_list|is not a SELECT",
        "SET threads = 4|is not a SELECT",
        "DELETE FROM t|is not a SELECT",
        "PIVOT t ON a USING sum(b)|must name its values",
        "DESCRIBE t|has DESCRIBE",
        "SELECT 1; SELECT 2|more than one statement",
        "SELECT 1) UNION (SELECT 2|syntax error",
        "SELECT a FROM 'tt.parquet'|names a table tt, which is not there; did you mean t?",
        "SELECT a FROM t, 'x.csv'|names a table x.csv, which is not there",
        "SELECT a FROM tt|names a table tt, which is not there; did you mean t? The tables are t",
        "SELECT a FROM main.t|names a table main.t, which is not there; did you mean t?",
        "FROM duckdb_settings|names a table duckdb_settings",
        "SELECT aa FROM t|Candidate bindings",
      })
  void whatDoesNotFollowFromTheTablesIsRefused(String sql, String said) {
    assertThatThrownBy(() -> plan(sql))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("the SQL of the join ")
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM 't.parquet'",
        "SELECT t.a FROM read_parquet(['t.parquet'])",
        "SELECT a FROM read_parquet(\"t.parquet\") AS x JOIN 'T.parquet' AS y USING (a)",
        "-- read_parquet('none')\nSELECT a, 'FROM ''x.parquet''' AS b FROM t;",
        "FROM t SELECT a -- the end",
        "(SELECT a FROM t LIMIT 3)",
        "VALUES (1)",
        "SELECT * FROM (PIVOT t ON a IN (1, 2) USING sum(b))",
        "SELECT \"today\" AS x FROM (SELECT a AS today FROM t) WHERE error('x') IS NULL",
      })
  void otherSelectsArePlanned(String sql) throws Exception {
    assertThat(plan(sql).columns()).isNotEmpty();
  }

  private static QueryPlan plan(String sql) throws SQLException {
    return new QueryPlanner(List.of(T)).plan(sql);
  }
}
