package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions, held against what SQLite understands of them. */
class CreateTableTest {
  private static final int STATEMENTS = 3000;

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void randomDefinitionsAreUnderstoodAsSqliteDoes() throws Exception {
    int understood = 0;
    for (int seed = 0; seed < STATEMENTS; seed++) {
      Random random = new Random(new SplittableRandom(seed).nextLong());
      RandomTable.Statement made = RandomTable.of(random, "t", 1 + random.nextInt(8));
      try {
        execute(made.sql());
      } catch (SQLException e) {
        continue; // Constraints that make no sense together.
      }
      boolean mustDecline = made.isWithoutRowid() || made.isGenerated();
      try {
        check(table());
        assertThat(mustDecline).as(made.sql()).isFalse();
        understood++;
      } catch (DeclinedException | AssertionError e) {
        if (e instanceof AssertionError || !mustDecline && made.isPlain()) {
          throw new AssertionError("statement %d: %s".formatted(seed, made.sql()), e);
        }
      }
      execute("DROP TABLE t");
    }
    assertThat(understood).isGreaterThan(STATEMENTS / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x INTEGER PRIMARY KEY",
        "x integer primary key asc",
        "x INTEGER PRIMARY KEY DESC",
        "x INTEGER PRIMARY KEY AUTOINCREMENT",
        "x INTEGER PRIMARY KEY ON CONFLICT REPLACE",
        "x INTEGER NOT NULL PRIMARY KEY",
        "x INTEGER CONSTRAINT pk PRIMARY KEY",
        "x INTEGER CONSTRAINT \"PRIMARY\" UNIQUE PRIMARY KEY",
        "x INT PRIMARY KEY",
        "x BIGINT PRIMARY KEY",
        "x INTEGER(8) PRIMARY KEY",
        "x UNSIGNED INTEGER PRIMARY KEY",
        "x INTEGER /* key */ PRIMARY -- or not\n KEY",
        "x PRIMARY KEY",
        "x TEXT PRIMARY KEY",
        "x INTEGER, PRIMARY KEY (x)",
        "x INTEGER, PRIMARY KEY (X)",
        "x INTEGER, PRIMARY KEY ([x] DESC)",
        "x INTEGER, PRIMARY KEY ('x' COLLATE nocase ASC)",
        "x INTEGER, PRIMARY KEY (\"x\" AUTOINCREMENT)",
        "x INTEGER, CONSTRAINT pk PRIMARY KEY (`x`) ON CONFLICT FAIL",
        "x INTEGER, CHECK (x > 0) PRIMARY KEY (x)",
        "x INTEGER, UNIQUE (x), PRIMARY KEY (x)",
        "x INTEGER, y INTEGER, PRIMARY KEY (y, x)",
        "x INTEGER, y INTEGER, PRIMARY KEY (y)",
        "y INTEGER PRIMARY KEY DESC, x INTEGER",
        "x INT, PRIMARY KEY (x)",
        "x INTEGER, UNIQUE (x)",
        "x INTEGER REFERENCES p(k) ON DELETE SET DEFAULT ON UPDATE SET NULL PRIMARY KEY",
        "x INTEGER DEFERRABLE INITIALLY DEFERRED PRIMARY KEY",
        "\uFEFF x INTEGER PRIMARY KEY",
        "x ınteger primary key",
        "Ä INTEGER, ä INTEGER, x INTEGER, PRIMARY KEY (ä)"
      })
  void theColumnThatIsTheRowidIsFound(String columns) throws Exception {
    execute("CREATE TABLE t (" + columns + ")");
    TableDefinition table = table();
    check(table);
    List<String> others = table.columns().stream().map(ColumnDefinition::name).toList();
    execute("INSERT INTO t (_rowid_) VALUES (77)");
    List<String> rowids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM t")) {
      for (int i = 0; i < others.size(); i++) {
        if (row.getLong(i + 1) == 77) {
          rowids.add(others.get(i));
        }
      }
    }
    assertThat(table.rowidColumn() < 0 ? List.of() : List.of(others.get(table.rowidColumn())))
        .isEqualTo(rowids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a \"my type\")|the type of column a is not clear: my type",
        "CREATE TABLE t (a INT AS (1))|column a is generated",
        "CREATE TABLE t (a INT GENERATED ALWAYS AS (1) STORED)|column a is generated",
        "CREATE TABLE t (a INT NOT NULL AS (1))|column a is generated",
        "CREATE TABLE t (a PRIMARY KEY) WITHOUT ROWID|it is a WITHOUT ROWID table",
        "CREATE TABLE t (a INT PRIMARY KEY) STRICT, without rowid|it is a WITHOUT ROWID table",
        "CREATE VIRTUAL TABLE t USING fts5(a)|it is a virtual table",
        "CREATE TABLE u (a)|its definition is of another table: u",
        "CREATE TABLE t (a DEFAULT (1 + 1))|the default of a column is not plain: (",
        "CREATE TABLE t (a DEFAULT CURRENT_TIME)|the default of a column is not plain:"
            + " CURRENT_TIME",
        "CREATE TABLE t (a DEFAULT)|a column's default is missing",
        "CREATE TABLE t (a|its definition is not understood near: ( a",
        "CREATE TABLE t ()|its definition is not understood near: t ( )",
        "CREATE TABLE t (a,)|its definition is not understood near: a , )",
        "CREATE TABLE t (5)|its definition is not understood near: ( 5 )",
        "CREATE TABLE t (a) SOMEHOW|its definition is not understood near: ) SOMEHOW",
        "CREATE TABLE t (PRIMARY KEY (a))|its definition is not understood near: a ) )",
        "CREATE TABLE t AS SELECT 1|its definition is not understood near: t AS SELECT 1",
        "CREATE INDEX t ON u (a)|its definition is not understood near: CREATE INDEX t ON",
        "|its definition is not understood near: ",
        "CREATE TABLE t (a 'b)|its definition has a quote that is never closed",
        "CREATE TABLE t (a \\ b)|its definition has the character '\\'",
        "CREATE TABLE t (a\0)|its definition has the character NUL"
      })
  void whatIsNotUnderstoodIsDeclined(String sqlAndReason) {
    String sql = sqlAndReason.substring(0, sqlAndReason.indexOf('|'));
    assertThatThrownBy(() -> CreateTable.of(new SchemaEntry("table", "t", "t", 2, sql)))
        .isInstanceOf(DeclinedException.class)
        .hasMessage(sqlAndReason.substring(sqlAndReason.indexOf('|') + 1));
  }

  @Test
  void aDefinitionWithoutEndIsDeclinedAtOnce() {
    for (String part : List.of("(", "a,", "1e+", "/*", "'", "a b ", "[", ",")) {
      String sql = "CREATE TABLE t (" + part.repeat(6_000_000 / part.length());
      assertThatThrownBy(() -> CreateTable.of(new SchemaEntry("table", "t", "t", 2, sql)))
          .isInstanceOf(DeclinedException.class)
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(210));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private TableDefinition table() throws SQLException, DeclinedException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = 't'")) {
      return CreateTable.of(new SchemaEntry("table", "t", "t", 2, row.getString(1)));
    }
  }

  private void check(TableDefinition table) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    TreeMap<Integer, String> key = new TreeMap<>(Comparator.naturalOrder());
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, type, pk FROM pragma_table_xinfo('t')")) {
      while (rows.next()) {
        names.add(rows.getString(1));
        types.add(rows.getString(2));
        if (rows.getInt(3) > 0) {
          key.put(rows.getInt(3), rows.getString(1));
        }
      }
    }
    assertThat(table.columns()).extracting(ColumnDefinition::name).isEqualTo(names);
    assertThat(table.columns().stream().map(ColumnDefinition::declaredType).toList())
        .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
        .isEqualTo(types);
    assertThat(
            table.rowidColumn() < 0
                ? table.primaryKey()
                : List.of(table.columns().get(table.rowidColumn()).name()))
        .isEqualTo(List.copyOf(key.values()));
  }
}
