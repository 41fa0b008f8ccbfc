package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRunnerTest {
  private static final long ENOUGH = 1L << 30;
  private static final List<QueryTable> TABLES =
      List.of(
          new QueryTable(
              "t",
              List.of(new Column("n", ColumnType.INT64), new Column("unread", ColumnType.TEXT))));

  private final BufferAllocator allocator = new RootAllocator();
  private final List<FieldVector> inputs = new ArrayList<>();
  private DuckDBConnection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DuckDb.connect(256L << 20, "");
  }

  /** Closing the allocator fails where anything of a query was not freed. */
  @AfterEach
  void close() throws SQLException {
    connection.close();
    inputs.forEach(FieldVector::close);
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2047, 2048, 2049, 4096, 7000})
  void allBatchesOfAResultComeWithValuesAndNulls(int rows) throws Exception {
    String sql =
        "SELECT n, CASE WHEN n % 3 = 0 THEN NULL ELSE 'text ' || n END AS t, NULL::BIGINT AS x,"
            + " n % 5 = 0 AS b FROM t";
    try (QueryRunner runner = runner(sql)) {
      set(runner, LongStream.range(0, rows).toArray());
      try (QueryResult result = runner.run("", ENOUGH)) {
        assertThat(result.rows()).isEqualTo(rows);
        assertThat(result.vectors()).hasSize(4).allMatch(v -> v.getValueCount() == rows);
        for (int row = 0; row < rows; row++) {
          Object text = result.vectors().get(1).getObject(row);
          assertThat(integer(result, 0, row)).isEqualTo(row);
          assertThat(text == null ? null : "" + text)
              .isEqualTo(row % 3 == 0 ? null : "text " + row);
          assertThat(result.vectors().get(2).isNull(row)).isTrue();
          assertThat(result.vectors().get(3).getObject(row)).isEqualTo(row % 5 == 0);
        }
      }
    }
  }

  @Test
  void eachRunSeesItsOwnRowsHoweverOftenAndHoweverManyThereAre() throws Exception {
    String sql = "SELECT count(*) AS rows, sum(a.n) AS s FROM t a JOIN t b ON a.n = b.n";
    try (QueryRunner runner = runner(sql)) {
      for (int rows : new int[] {3, 0, 5000, 1, 0, 2049}) {
        long[] values = IntStream.range(0, rows).mapToLong(i -> 10L * rows + i).toArray();
        set(runner, values);
        try (QueryResult result = runner.run("", ENOUGH)) {
          assertThat(integer(result, 0, 0)).isEqualTo(rows);
          Object sum = result.vectors().get(1).getObject(0);
          assertThat(sum).isEqualTo(rows == 0 ? null : (double) Arrays.stream(values).sum());
        }
      }
    }
  }

  @Test
  void rowsThatTheQueryDidNotScanAreReplacedAndFreed() throws Exception {
    try (QueryRunner runner = runner("SELECT n FROM t WHERE false UNION ALL SELECT 1")) {
      for (int run = 0; run < 3; run++) {
        set(runner, 1, 2, 3);
        try (QueryResult result = runner.run("", ENOUGH)) {
          assertThat(result.rows()).isEqualTo(1);
        }
      }
      set(runner, 4);
    }
  }

  @Test
  void aResultOfTooManyBytesIsStoppedAndTheNextRunIsWhole() throws Exception {
    String sql = "SELECT a.n FROM t a, t b";
    try (QueryRunner runner = runner(sql)) {
      set(runner, LongStream.range(0, 2000).toArray());
      assertThatThrownBy(() -> runner.run(" for image 7", 5L << 20))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(
              "the SQL's result for image 7 needs more than the 5 MB of memory that there are");
      set(runner, 8, 9);
      try (QueryResult result = runner.run("", ENOUGH)) {
        assertThat(result.rows()).isEqualTo(4);
      }
    }
  }

  @Test
  void aResultOfMoreTextThanAColumnCanHoldIsRefused() throws Exception {
    String sql = "SELECT n, 'abcde' AS text FROM t";
    String statement = new QueryPlanner(TABLES).plan(sql).statement();
    try (QueryRunner runner = new QueryRunner(connection, allocator, statement, 5 * 3000)) {
      set(runner, LongStream.range(0, 3000).toArray());
      try (QueryResult result = runner.run("", ENOUGH)) {
        assertThat(result.rows()).isEqualTo(3000);
      }
      set(runner, LongStream.range(0, 3001).toArray());
      assertThatThrownBy(() -> runner.run(" for a/", ENOUGH))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("column 2 of the SQL's result for a/ has more than 0 MB of text");
    }
  }

  @Test
  void aQueryThatFailsInALaterBatchSaysWhereAndTheNextRunIsWhole() throws Exception {
    String sql = "SELECT CAST(CASE WHEN n = 4000 THEN 'x' ELSE '1' END AS BIGINT) AS n FROM t";
    try (QueryRunner runner = runner(sql)) {
      set(runner, LongStream.range(0, 5000).toArray());
      assertThatThrownBy(() -> runner.run(" for image 7", ENOUGH))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(
              "the SQL of the join does not work for image 7: Conversion Error");
      set(runner, 1);
      try (QueryResult result = runner.run("", ENOUGH)) {
        assertThat(integer(result, 0, 0)).isEqualTo(1);
      }
    }
  }

  private QueryRunner runner(String sql) throws SQLException {
    return new QueryRunner(connection, allocator, new QueryPlanner(TABLES).plan(sql).statement());
  }

  private void set(QueryRunner runner, long... values) {
    BigIntVector numbers = new BigIntVector(QueryRunner.columnName(0), allocator);
    inputs.add(numbers);
    numbers.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      numbers.set(i, values[i]);
    }
    numbers.setValueCount(values.length);
    runner.setRows(0, List.of(numbers), values.length);
  }

  private static long integer(QueryResult result, int column, int row) {
    return ((BigIntVector) result.vectors().get(column)).get(row);
  }
}
