package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Range;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no rowids: views, WITHOUT ROWID tables, tables whose columns hide them. */
class SqliteViewsTest {
  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void newDatabase() {
    database = TestDatabase.at(folder.resolve("plate.sqlite"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE Cells (ImageNumber INT, ObjectNumber INT, f FLOAT,"
            + " PRIMARY KEY (ImageNumber, ObjectNumber)) WITHOUT ROWID",
        "CREATE TABLE Cells (f FLOAT PRIMARY KEY, ObjectNumber INT, ImageNumber INT)"
            + " WITHOUT ROWID",
        "CREATE TABLE other (a INT, b INT, c FLOAT);"
            + "CREATE VIEW Cells AS SELECT a AS ImageNumber, b AS ObjectNumber, c AS f FROM other;"
            + "CREATE TRIGGER t INSTEAD OF INSERT ON Cells BEGIN"
            + " INSERT INTO other VALUES (new.ImageNumber, new.ObjectNumber, new.f); END",
        "CREATE TABLE Cells (ImageNumber INT, ObjectNumber INT, f FLOAT, rowid, oid, _rowid_)"
      })
  void readsImagesByTheirKeyInAnOrderOfItsOwn(String create) throws Exception {
    database.run(create.split(";(?=C)"));
    database.run(
        "INSERT INTO Cells (ImageNumber, ObjectNumber, f) VALUES"
            + " (2, 2, 0.5), (1, 1, 1.5), (2, 1, 2.5), (1, 3, 3.5), (2, 3, 4.5), (1, 2, 5.5)");

    TableIndex index = database.index();

    assertThat(index.problems()).isEmpty();
    assertThat(index.rows()).isEqualTo(6);
    assertThat(index.runs())
        .extracting(ImageRun::imageNumber, ImageRun::ranges, ImageRun::rows)
        .containsExactly(
            tuple(1L, List.of(new Range(0, 3)), 3L), tuple(2L, List.of(new Range(0, 3)), 3L));
    List<Column> columns =
        List.of(
            new Column("ImageNumber", ColumnType.INT64),
            new Column("ObjectNumber", ColumnType.INT64),
            new Column("f", ColumnType.DOUBLE));
    assertThat(index.columns()).containsAll(columns);
    assertThat(TestDatabase.read(index.table(), columns, index.runs()).rows())
        .containsExactly(
            List.of(1L, 1L, 1.5),
            List.of(1L, 2L, 5.5),
            List.of(1L, 3L, 3.5),
            List.of(2L, 1L, 2.5),
            List.of(2L, 2L, 0.5),
            List.of(2L, 3L, 4.5));
  }

  @Test
  void readsKeysInWhateverFormTheyAreStored() throws Exception {
    database.run(
        "CREATE TABLE other (t, i, v TEXT)",
        "INSERT INTO other VALUES (5, 1, 'a'), ('5', '1', 'b'), (5.0, 1.0, 'c'), (NULL, 1, 'd'),"
            + " (NULL, '1', 'e'), ('x''\"\\', 9223372036854775807, 'f'), (6, NULL, 'g'),"
            + " (6, 'one', 'h'), (6, -9223372036854775808, 'i'), (6, 1.5, 'j')",
        "CREATE VIEW Cells AS SELECT t AS TableNumber, i AS ImageNumber, v FROM other");

    TableIndex index = database.index();

    assertThat(index.rejectedRows()).isEqualTo(3);
    assertThat(index.problems().get(0).message())
        .isEqualTo(
            "3 of 10 rows have no usable image key and are left out; the first is"
                + " one with ImageNumber NULL");
    assertThat(index.runs())
        .extracting(ImageRun::tableNumber, ImageRun::imageNumber, ImageRun::rows)
        .containsExactly(
            tuple(TableNumber.ABSENT, 1L, 2L),
            tuple(TableNumber.of("5"), 1L, 3L),
            tuple(TableNumber.of("6"), Long.MIN_VALUE, 1L),
            tuple(TableNumber.of("x'\"\\"), Long.MAX_VALUE, 1L));
    for (ImageRun run : index.runs()) {
      assertThat(TestDatabase.read(index.table(), index.columns(), List.of(run)).rows())
          .hasSize((int) run.rows())
          .allMatch(row -> row.get(1).equals(run.imageNumber()));
    }
    assertThat(TestDatabase.read(index).rows())
        .extracting(row -> row.get(2))
        .containsExactly("d", "e", "a", "c", "b", "i", "f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
  void ordersTextKeysByCodePointInEveryEncoding(String encoding) throws Exception {
    database.run(
        "PRAGMA encoding = '" + encoding + "'",
        "CREATE TABLE t (TableNumber TEXT, ImageNumber INT, v TEXT)",
        "INSERT INTO t VALUES ('\ud83d\ude00', 1, 'd'), ('\uffee', 2, 'c'), ('\uffee', 1, 'b'),"
            + " ('\u0101', 1, 'a'), (NULL, 10, '0'), ('\ud83d\ude00', 1, 'e')",
        "CREATE VIEW Cells AS SELECT * FROM t");

    assertThat(TestDatabase.read(database.index()).rows())
        .extracting(row -> row.get(2))
        .containsExactly("0", "a", "b", "c", "d", "e");
  }

  @Test
  void findsImagesByAnIndexWhereThereIsOne() throws Exception {
    database.run(
        "CREATE TABLE p (ImageNumber INT, Number INT, f, PRIMARY KEY (ImageNumber, Number))",
        "CREATE VIEW Cells AS SELECT ImageNumber, Number AS ObjectNumber, f + 1 AS g FROM p",
        "CREATE TABLE Nuclei (TableNumber INT, ImageNumber INT, ObjectNumber INT,"
            + " PRIMARY KEY (TableNumber, ImageNumber, ObjectNumber)) WITHOUT ROWID");

    assertThat(plan("Cells")).contains("SEARCH p USING INDEX sqlite_autoindex_p_1 (ImageNumber=?)");
    assertThat(plan("Nuclei"))
        .contains("SEARCH Nuclei USING PRIMARY KEY (TableNumber=? AND ImageNumber=?)");
  }

  @Test
  void leavesViewsAloneThatTablesAlreadyGive() throws Exception {
    database.run(
        "CREATE VIEW Cells AS SELECT * FROM MyExpt_Per_Cells",
        "CREATE VIEW Per_Cells AS SELECT * FROM gone",
        "CREATE VIEW Image AS SELECT 1 AS ImageNumber",
        "CREATE TABLE MyExpt_Per_Cells (ImageNumber INT)");

    assertThat(SqliteFormat.ofPages().tableNames(database.file()))
        .containsExactly("MyExpt_Per_Cells", "Image");
    assertThat(database.indexes())
        .extracting(i -> i.table().table(), TableIndex::isQuarantined)
        .containsExactly(tuple("MyExpt_Per_Cells", false), tuple("Image", false));
  }

  @Test
  void quarantinesViewsThatFail() throws Exception {
    database.run(
        "CREATE TABLE Image (ImageNumber INT)",
        "CREATE TABLE gone (ImageNumber INT)",
        "CREATE VIEW Cells AS SELECT * FROM gone",
        "CREATE VIEW Nuclei AS SELECT 1 AS ImageNumber, json_extract('{', '$.a') AS a",
        "CREATE VIEW MyExpt_Per_Object AS SELECT * FROM gone",
        "DROP TABLE gone");

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes)
        .extracting(i -> i.table().table())
        .containsExactly("Image", "Cells", "Nuclei", "MyExpt_Per_Object");
    assertThat(indexes)
        .extracting(TableIndex::isQuarantined)
        .containsExactly(false, true, true, true);
    assertThat(indexes.get(1).problems().get(0).describe())
        .isEqualTo("plate.sqlite, table Cells: the view reads the table gone, which is not there");
    assertThat(indexes.get(2).problems().get(0).message())
        .isEqualTo("SQLite cannot read it (malformed JSON)");
    assertThat(indexes.get(3).problems().get(0).message())
        .isEqualTo("the view reads the table gone, which is not there");
    assertThat(SqliteFormat.ofPages().tableNames(database.file()))
        .containsExactly("Image", "Cells", "Nuclei", "MyExpt_Per_Object");
    assertThatThrownBy(() -> SqliteFormat.ofPages().columnNames(database.file(), "Cells"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "plate.sqlite, table Cells cannot be read: the view reads the table gone, which is not"
                + " there");
  }

  @Test
  void givesColumnsOfExpressionsTheTypeOfTheirValues() throws Exception {
    database.run(
        "CREATE TABLE t (i INT, f FLOAT, s TEXT)",
        "INSERT INTO t VALUES (1, 1.5, 'nan'), (2, 2, '3')",
        "CREATE VIEW Cells AS SELECT i + 0 AS ImageNumber, f * 2 AS d, i * 2 AS n,"
            + " s || '' AS s, CAST(s AS INT) AS c, f FROM t",
        "CREATE VIEW Nuclei AS SELECT ImageNumber, n AS m FROM Cells"
            + " UNION ALL SELECT i, s FROM t");

    TableIndex index = database.indexes().get(0);
    TableIndex union = database.indexes().get(1);

    assertThat(index.columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.INT64,
            ColumnType.DOUBLE,
            ColumnType.INT64,
            ColumnType.TEXT,
            ColumnType.INT64,
            ColumnType.DOUBLE);
    assertThat(TestDatabase.read(index).rows())
        .containsExactly(List.of(1L, 3.0, 2L, "nan", 0L, 1.5), List.of(2L, 4.0, 4L, "3", 3L, 2.0));
    assertThat(TestDatabase.read(union).rows())
        .containsExactly(
            List.of(1L, 2.0), List.of(1L, Double.NaN), List.of(2L, 4.0), List.of(2L, 3.0));
  }

  @Test
  void readsViewsOfThousandsOfColumns() throws Exception {
    int features = 2_600;
    String columns =
        IntStream.range(0, features)
            .mapToObj(i -> "c" + i + " FLOAT")
            .collect(Collectors.joining(","));
    List<Object> row = new ArrayList<>(List.of(1L));
    IntStream.range(0, features).forEach(i -> row.add(i + 0.5));
    database
        .run(
            "CREATE TABLE wide (ImageNumber INT, " + columns + ")",
            "CREATE VIEW Cells AS SELECT * FROM wide")
        .insert("wide", List.of(row, row));

    assertThat(TestDatabase.read(database.index()).rows()).containsExactly(row, row);
  }

  @Test
  void givesImageTablesWithoutRowidsTheSameChecksum() throws Exception {
    List<String> checksums = new ArrayList<>();
    for (String without : List.of("", " WITHOUT ROWID")) {
      TestDatabase copy = TestDatabase.at(folder.resolve(without.length() + ".sqlite"));
      copy.run(
          "CREATE TABLE Image (ImageNumber INT PRIMARY KEY, t TEXT)" + without,
          "INSERT INTO Image VALUES (3, 'a'), (1, 'b'), (20, NULL)");
      checksums.add("" + copy.index().checksum());
    }
    database.run(
        "CREATE TABLE t (ImageNumber INT, t TEXT)",
        "INSERT INTO t VALUES (3, 'a'), (1, 'b'), (20, NULL)",
        "CREATE VIEW Image AS SELECT * FROM t");
    checksums.add("" + database.index().checksum());

    assertThat(checksums).containsOnly(checksums.get(0));
  }

  @Test
  void failsToReadRowsThatChanged() throws Exception {
    database.run(
        "CREATE TABLE t (ImageNumber INT)",
        "INSERT INTO t VALUES (1), (1), (2)",
        "CREATE VIEW Cells AS SELECT * FROM t");
    TableIndex index = database.index();
    for (String change :
        List.of("INSERT INTO t VALUES (1)", "DELETE FROM t WHERE rowid IN (1, 4)")) {
      database.run(change);

      assertThatThrownBy(() -> TestDatabase.read(index))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              folder.resolve("plate.sqlite")
                  + ", table Cells changed while it was read, or is damaged: image 1 has")
          .hasMessageEndingWith("rows, 2 were indexed");
    }
    database.run("DROP TABLE t");
    assertThatThrownBy(() -> TestDatabase.read(index))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plate.sqlite, table Cells cannot be read")
        .hasMessageContaining("no such table: main.t");
  }

  @Test
  void ordersRowsOfEqualKeysByTheirValues() throws Exception {
    database.run(
        "CREATE TABLE t (ImageNumber INT, a TEXT COLLATE NOCASE, b INT)",
        "CREATE VIEW Cells AS SELECT * FROM t",
        "INSERT INTO t VALUES (1, 'b', 1), (1, 'B', 2), (1, NULL, 3), (1, 'b', 0), (1, 'a', 4)");

    assertThat(TestDatabase.read(database.index()).rows())
        .containsExactly(
            Arrays.asList(1L, null, 3L),
            Arrays.asList(1L, "B", 2L),
            Arrays.asList(1L, "a", 4L),
            Arrays.asList(1L, "b", 0L),
            Arrays.asList(1L, "b", 1L));
  }

  /** How SQLite reads a chunk. */
  private List<String> plan(String name) throws Exception {
    TableIndex index =
        database.indexes().stream().filter(i -> i.table().table().equals(name)).findFirst().get();
    List<String> steps = new ArrayList<>();
    try (Connection connection = database.connect()) {
      StoredTable table = StoredTable.of(connection, name, "");
      ChunkColumns columns =
          new ChunkColumns(
              table,
              TestDatabase.chunk(index.table(), List.of()),
              ColumnBatch.of(List.of(), List.of(), 0));
      String sql = "EXPLAIN QUERY PLAN " + KeyedChunkReader.sql(table, columns, List.of());
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
    return steps;
  }
}
