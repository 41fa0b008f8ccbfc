package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteValuesTest {
  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void newDatabase() {
    database = TestDatabase.at(folder.resolve("plate.sqlite"));
  }

  @ParameterizedTest
  @CsvSource({
    "integer, INT64",
    "BIGINT, INT64",
    "BOOLEAN, INT64",
    "POINT, INT64",
    "VARCHAR(255), TEXT",
    "longtext, TEXT",
    "CLOB, TEXT",
    "longblob, BINARY",
    "'', BINARY",
    "float, DOUBLE",
    "REAL, DOUBLE",
    "DOUBLE PRECISION, DOUBLE",
    "'DECIMAL(10,2)', DOUBLE",
    "NUMERIC, DOUBLE",
    "DATE, DATE",
    "DATETIME, TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE, TIMESTAMP",
    "TIME, TEXT",
    "ANY, TEXT"
  })
  void givesTheTypeOfTheDeclaration(String declared, ColumnType type) {
    assertThat(DeclaredType.of(declared)).isEqualTo(type);
  }

  @Test
  void keepsEveryStorageClassThatTheDeclaredTypeCanHold() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, i INT, f FLOAT, t TEXT, b BLOB, n)",
        "INSERT INTO Cells VALUES"
            + " (1, 9223372036854775807, 1.5, 'é😀', x'00ff', 7),"
            + " (1, -9223372036854775808, -0.0, '', x'', 'text'),"
            + " (1, NULL, NULL, NULL, NULL, NULL),"
            + " (1, x'01', 9e999, 12, 'text', x'02'),"
            + " (1, 3.0, 2, x'41', 1.5, 1.5)");

    TableIndex index = database.index();
    TestDatabase.Content content = TestDatabase.read(index);

    assertThat(content.rows().get(0).subList(0, 4)).containsExactly(1L, Long.MAX_VALUE, 1.5, "é😀");
    assertThat((byte[]) content.rows().get(0).get(4)).containsExactly(0, 0xff);
    assertThat(content.rows().get(1).subList(1, 4)).containsExactly(Long.MIN_VALUE, 0.0, "");
    assertThat((byte[]) content.rows().get(1).get(4)).isEmpty();
    assertThat((byte[]) content.rows().get(1).get(5)).isEqualTo(utf8("text"));
    assertThat(content.rows().get(2)).isEqualTo(Arrays.asList(1L, null, null, null, null, null));
    assertThat(content.rows().get(3).subList(1, 4))
        .containsExactly(null, Double.POSITIVE_INFINITY, "12");
    assertThat((byte[]) content.rows().get(3).get(5)).containsExactly(2);
    assertThat(content.rows().get(4)).isEqualTo(Arrays.asList(1L, 3L, 2.0, null, null, null));
    assertThat(content.unreadable()).containsExactly(0L, 1L, 0L, 1L, 1L, 2L);
  }

  @Test
  void widensIntegerColumnsByTheirValues() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, a BIGINT, b BIGINT, c BIGINT, d BIGINT, e BOOL)",
        "INSERT INTO Cells VALUES (1, 2, 9223372036854775807, -9e999, 1e300, 1),"
            + " (1, 7.25, 3.0, 2, 1, 0.5)");

    TableIndex index = database.index();

    assertThat(index.columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.INT64,
            ColumnType.DOUBLE,
            ColumnType.INT64,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE);
    assertThat(TestDatabase.read(index).rows())
        .containsExactly(
            List.of(1L, 2.0, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, 1e300, 1.0),
            List.of(1L, 7.25, 3L, 2.0, 1.0, 0.5));
  }

  @Test
  void givesColumnsWithoutTypeThatOfTheirValues() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber, ObjectNumber, Parent_Nuclei, i, r BLOB, t, m, b, n, d)",
        "INSERT INTO Cells VALUES (1, 1, '1', 1, 1, '7', 1, x'01', NULL, 2),"
            + " (1, '3x', 2.0, '-4', 1.5, '8', 'a', 'b', NULL, ' nan ')");

    TableIndex index = database.index();

    assertThat(index.columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.INT64,
            ColumnType.TEXT,
            ColumnType.DOUBLE,
            ColumnType.INT64,
            ColumnType.DOUBLE,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.BINARY,
            ColumnType.BINARY,
            ColumnType.DOUBLE);
    TestDatabase.Content content = TestDatabase.read(index);
    assertThat(content.rows())
        .extracting(row -> row.subList(0, 7))
        .containsExactly(
            List.of(1L, "1", 1.0, 1L, 1.0, "7", "1"), List.of(1L, "3x", 2.0, -4L, 1.5, "8", "a"));
    assertThat(content.rows().get(1).get(9)).isEqualTo(Double.NaN);
    assertThat(content.unreadable()).containsOnly(0L);
  }

  @Test
  void readsTextInColumnsOfNumbersAsWhatItSays() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, f FLOAT)",
        "INSERT INTO Cells VALUES (1, 'nan'), (1, 'NaN'), (1, 'inf'), (1, '-inf'),"
            + " (1, 'Infinity'), (1, '-INFINITY'), (1, '3abc'), (1, ''), (1, '7.25'), (1, 2)");

    TestDatabase.Content content = TestDatabase.read(database.index());

    double infinity = Double.POSITIVE_INFINITY;
    assertThat(content.rows())
        .extracting(row -> row.get(1))
        .containsExactly(
            Double.NaN,
            Double.NaN,
            infinity,
            -infinity,
            infinity,
            -infinity,
            null,
            null,
            7.25,
            2.0);
    assertThat(content.unreadable()).containsExactly(0L, 2L);
  }

  @Test
  void widensIntegerColumnsByWhatTheirTextsSay() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, a INT, b INT, c INT, d INT)",
        "INSERT INTO Cells VALUES (1, 1, 'none', 'x', 'nan'), (1, 'x', 2, 'y', 1.5),"
            + " (1, 'inf', 3, 4, 'z')");

    TableIndex index = database.index();
    TestDatabase.Content content = TestDatabase.read(index);

    assertThat(index.columns().subList(1, 5))
        .extracting(Column::type)
        .containsExactly(ColumnType.DOUBLE, ColumnType.INT64, ColumnType.INT64, ColumnType.DOUBLE);
    assertThat(content.rows())
        .containsExactly(
            Arrays.asList(1L, 1.0, null, null, Double.NaN),
            Arrays.asList(1L, null, 2L, null, 1.5),
            Arrays.asList(1L, Double.POSITIVE_INFINITY, 3L, 4L, null));
    assertThat(content.unreadable()).containsExactly(0L, 1L, 1L, 2L, 1L);
  }

  @Test
  void readsDatesAndCountsThoseThatAreNone() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, d DATE, t DATETIME)",
        "INSERT INTO Cells VALUES (1, '2024-01-02', '2024-01-02 03:04:05'),"
            + " (1, 'soon', 'later'), (1, 20240102, NULL)");

    TestDatabase.Content content = TestDatabase.read(database.index());

    assertThat(content.rows().get(0)).containsExactly(1L, 19_724, "2024-01-02T03:04:05");
    assertThat(content.rows().get(1)).isEqualTo(Arrays.asList(1L, null, null));
    assertThat(content.unreadable()).containsExactly(0L, 2L, 1L);
  }

  @Test
  void readsOddNames() throws Exception {
    database.run(
        "CREATE TABLE \"My \"\"Expt'_Per_Cells\" (\"imagenumber\" INT, \"a \"\"b\" FLOAT,"
            + " \"select\" FLOAT, \"%?;é\" FLOAT, [c]]] FLOAT)".replace("[c]]]", "\"[c]\""),
        "INSERT INTO \"My \"\"Expt'_Per_Cells\" VALUES (1, 2, 3, 4, 5)");

    TableIndex index = database.index();

    assertThat(index.columns())
        .extracting(Column::name)
        .containsExactly("imagenumber", "a \"b", "select", "%?;é", "[c]");
    assertThat(TestDatabase.read(index).rows()).containsExactly(List.of(1L, 2.0, 3.0, 4.0, 5.0));
  }

  @Test
  void leavesColumnsNullThatTheTableDoesNotHave() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, a FLOAT, b FLOAT)",
        "INSERT INTO Cells VALUES (1, 2, 3)");
    TableIndex index = database.index();
    List<Column> columns =
        List.of(
            new Column("b", ColumnType.DOUBLE),
            new Column("missing", ColumnType.DOUBLE),
            new Column("ImageNumber", ColumnType.TEXT));

    assertThat(TestDatabase.read(index.table(), columns, index.runs()).rows())
        .isEqualTo(List.of(Arrays.asList(3.0, null, "1")));
  }

  @Test
  void readsTwoAndAHalfThousandColumns() throws Exception {
    List<String> declared = new ArrayList<>(List.of("ImageNumber INT"));
    for (int i = 1; i < 2_500; i++) {
      declared.add("Cells_Texture_SumEntropy_" + i + " FLOAT");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < 7; row++) {
      List<Object> values = new ArrayList<>(List.of((long) row / 3));
      for (int i = 1; i < 2_500; i++) {
        values.add(row * 0.1 + i);
      }
      rows.add(values);
    }
    database.run("CREATE TABLE Cells (" + String.join(",", declared) + ")");
    database.insert("Cells", rows);

    assertThat(TestDatabase.read(database.index()).rows()).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
  void readsEveryEncoding(String encoding) throws Exception {
    database.run(
        "PRAGMA encoding = '" + encoding + "'",
        "CREATE TABLE Image (TableNumber TEXT, ImageNumber INT, \"é😀\" TEXT)",
        "INSERT INTO Image VALUES ('ß', 1, 'é😀')");

    TableIndex index = database.index();

    assertThat(TestDatabase.read(index).rows()).containsExactly(List.of("ß", 1L, "é😀"));
    assertThat(index.columns().get(2).name()).isEqualTo("é😀");
    assertThat(index.checksum()).isEqualTo(SqliteChecksumTest.crc("ß", 1L, "é😀"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
