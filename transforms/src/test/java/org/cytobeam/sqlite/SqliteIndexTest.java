package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Range;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteIndexTest {
  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void newDatabase() {
    database = TestDatabase.at(folder.resolve("plate.sqlite"));
  }

  @Test
  void recognisesTheMagicUnderAnyName() {
    byte[] head = "SQLite format 3\0 and more".getBytes(StandardCharsets.US_ASCII);

    assertThat(SqliteFormat.ofPages().recognises(head, "table.csv")).isTrue();
    assertThat(SqliteFormat.ofPages().recognises("ImageNumber,".getBytes(), "a.sqlite")).isFalse();
    assertThat(SqliteFormat.ofPages().recognises(new byte[0], "a.sqlite")).isFalse();
    assertThat(SqliteFormat.ofPages().name()).isEqualTo("sqlite");
  }

  @Test
  void listsOrdinaryTablesInTheOrderOfTheirCreation() throws Exception {
    database.run(
        "CREATE TABLE Nuclei (ImageNumber INT)",
        "CREATE TABLE Cells (ImageNumber INTEGER PRIMARY KEY AUTOINCREMENT, \"odd \"\" name\" TEXT)",
        "CREATE VIEW Per_Cells AS SELECT * FROM Cells",
        "CREATE TABLE sqliteNot (a)",
        "CREATE INDEX by_image ON Nuclei (ImageNumber)");
    SqliteFormat format = SqliteFormat.ofPages();

    assertThat(format.tableNames(database.file())).containsExactly("Nuclei", "Cells", "sqliteNot");
    assertThat(format.columnNames(database.file(), "Cells"))
        .containsExactly("ImageNumber", "odd \" name");
  }

  @Test
  void listsOnlyWantedTables() throws Exception {
    database.run(
        "CREATE TABLE Experiment (a)",
        "CREATE TABLE MyExpt_Per_Cells (ImageNumber INT, Cells_Number_Object_Number INT)",
        "CREATE TABLE MyExpt_Per_Image (ImageNumber INT)");

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes)
        .extracting(i -> i.table().table(), i -> i.table().tag(), i -> i.table().group())
        .containsExactly(
            tuple("MyExpt_Per_Cells", "cells", "per_cells"),
            tuple("MyExpt_Per_Image", "image", "per_image"));
    assertThat(indexes).extracting(i -> i.table().source()).containsOnly("plate.sqlite");
    assertThat(indexes.get(0).keys())
        .isEqualTo(new KeyColumns("", "ImageNumber", "Cells_Number_Object_Number"));
    assertThat(indexes).allMatch(i -> i.rows() == 0 && i.problems().isEmpty());
  }

  @Test
  void tellsOfADatabaseThatHoldsNothingWanted() throws Exception {
    database.run("CREATE TABLE Experiment (a)", "CREATE TABLE Relationships (b)");

    TableIndex index = database.indexes().get(0);

    assertThat(index.isWanted()).isFalse();
    assertThat(index.problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(
            tuple(
                Problem.Kind.NOTE,
                "the database holds no wanted table; it has Experiment, Relationships"));
  }

  @Test
  void takesEachPrefixOfAFileWithSeveralAsItsOwnSource() throws Exception {
    database.run(
        "CREATE TABLE A_Per_Cells (ImageNumber INT)",
        "CREATE TABLE B_Per_Cells (ImageNumber INT)",
        "CREATE TABLE B_Per_Image (ImageNumber INT)",
        "CREATE TABLE Nuclei (ImageNumber INT)");

    assertThat(database.indexes())
        .extracting(i -> i.table().source())
        .containsExactly("plate.sqlite#A_", "plate.sqlite#B_", "plate.sqlite#B_", "plate.sqlite");
  }

  @Test
  void readsOnlyTheFirstOfTwoTablesForOneCompartment() throws Exception {
    database.run(
        "CREATE TABLE A_Per_Cells (ImageNumber INT)", "CREATE TABLE A_Cells (ImageNumber INT)");

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes).extracting(TableIndex::isQuarantined).containsExactly(false, true);
    assertThat(indexes.get(1).problems().get(0).message())
        .isEqualTo("the database has two tables for cells; A_Per_Cells is read, A_Cells is not");
  }

  @Test
  void findsTheRowsOfInterleavedImages() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, a FLOAT)",
        "INSERT INTO Cells VALUES (2, 0), (2, 1), (1, 2), (2, 3), (1, 4)");

    assertThat(database.index().runs())
        .containsExactly(
            run(2, 3, 2, new Range(1, 3), new Range(4, 5)),
            run(1, 2, 2, new Range(3, 4), new Range(5, 6)));
  }

  @Test
  void extendsRangesOverDeletedRows() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT)",
        "INSERT INTO Cells VALUES (1), (1), (1), (1), (2), (2)",
        "DELETE FROM Cells WHERE rowid IN (2, 3, 5)",
        "INSERT INTO Cells (rowid, ImageNumber) VALUES (-9, 3), (-8, 3), (0, 3)");

    assertThat(database.index().runs())
        .containsExactly(
            run(3, 3, 1, new Range(-9, -7), new Range(0, 1)),
            run(1, 2, 1, new Range(1, 5)),
            run(2, 1, 1, new Range(6, 7)));
  }

  @Test
  void readsAnImageNumberThatIsTheRowid() throws Exception {
    database.run(
        "CREATE TABLE Per_Image (ImageNumber INTEGER PRIMARY KEY, a TEXT)",
        "INSERT INTO Per_Image VALUES (7, 'x'), (5, 'y')");

    assertThat(database.index().runs())
        .extracting(ImageRun::imageNumber, ImageRun::ranges)
        .containsExactly(tuple(5L, List.of(new Range(5, 6))), tuple(7L, List.of(new Range(7, 8))));
  }

  @Test
  void weighsTextsAndBlobsByTheirAverageInARow() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, i BIGINT, f FLOAT, t TEXT, b BLOB, n)",
        "INSERT INTO Cells VALUES (1, 12345, 0.123, 'é', x'0102', 1234),"
            + " (1, 1, 1, NULL, zeroblob(1000), 5), (2, 1, 1, 12, NULL, NULL)");

    // 2 + 2 bytes of text and 1,002 of blobs over 3 rows, beside 8 bytes for each of 6 columns.
    assertThat(database.index().runs())
        .extracting(ImageRun::imageNumber, ImageRun::bytes)
        .containsExactly(tuple(1L, 2 * (48L + 336)), tuple(2L, 48L + 336));
  }

  @Test
  void readsATableWithAColumnNamedRowid() throws Exception {
    database.run(
        "CREATE TABLE Cells (rowid TEXT, ImageNumber INT)",
        "INSERT INTO Cells VALUES ('b', 1), ('a', 1)");

    assertThat(TestDatabase.read(database.index()).rows())
        .containsExactly(List.of("b", 1L), List.of("a", 1L));
  }

  @Test
  void rejectsRowsWithoutAUsableImageNumberAndEndsRangesThere() throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, a FLOAT)",
        "INSERT INTO Cells VALUES (1, 10), (NULL, 11), (1, 12), (7.25, 13), ('x', 14), (2.0, 15)");

    TableIndex index = database.index();

    assertThat(index.runs())
        .containsExactly(
            run(1, 2, 2, new Range(1, 2), new Range(3, 4)), run(2, 1, 2, new Range(6, 7)));
    assertThat(index.rows()).isEqualTo(6);
    assertThat(index.rejectedRows()).isEqualTo(3);
    assertThat(index.columns().get(0)).isEqualTo(new Column("ImageNumber", ColumnType.INT64));
    assertThat(index.problems())
        .containsExactly(
            Problem.of(
                Problem.Kind.REJECTED_ROWS,
                index.table(),
                "3 of 6 rows have no usable image key and are left out; the first is"
                    + " rowid 2, with ImageNumber NULL",
                3));
    assertThat(TestDatabase.read(index).rows())
        .containsExactly(List.of(1L, 10.0), List.of(1L, 12.0), List.of(2L, 15.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE Cells (ImageNumber INT)",
        "CREATE TABLE Cells (ImageNumber)",
        "CREATE TABLE Cells (ImageNumber PRIMARY KEY) WITHOUT ROWID"
      })
  void tellsImageNumbersBeyondTwoToThe53Apart(String create) throws Exception {
    long number = (1L << 53) + 1;
    database.run(
        create,
        "INSERT INTO Cells VALUES (" + number + "), (" + (number - 1) + "), (9223372036854775807)");

    TableIndex index = database.index();

    assertThat(index.runs())
        .extracting(ImageRun::imageNumber)
        .containsExactlyInAnyOrder(number, number - 1, Long.MAX_VALUE);
    assertThat(TestDatabase.read(index).rows())
        .containsExactlyInAnyOrder(List.of(number), List.of(number - 1), List.of(Long.MAX_VALUE));
  }

  @Test
  void tellsIntegerTextAndAbsentTableNumbersApart() throws Exception {
    database.run(
        "CREATE TABLE Cells (TableNumber BIGINT, ImageNumber BIGINT)",
        "INSERT INTO Cells VALUES (4, 1), (NULL, 1), (5, 1)",
        "CREATE TABLE Nuclei (TableNumber TEXT, ImageNumber BIGINT)",
        "INSERT INTO Nuclei VALUES ('12', 1), ('ab', 1)");

    assertThat(database.indexes().get(0).runs())
        .extracting(ImageRun::tableNumber)
        .containsExactly(TableNumber.of(4), TableNumber.ABSENT, TableNumber.of(5));
    assertThat(database.indexes().get(1).runs())
        .extracting(ImageRun::tableNumber)
        .containsExactly(TableNumber.of("12"), TableNumber.of("ab"));
  }

  @Test
  void makesMixedTableNumbersText() throws Exception {
    database.run(
        "CREATE TABLE Cells (TableNumber, ImageNumber INT)",
        "INSERT INTO Cells VALUES (5, 1), ('5', 1), ('ab', 1), (5, 1)");

    TableIndex index = database.index();

    assertThat(index.columns().get(0)).isEqualTo(new Column("TableNumber", ColumnType.TEXT));
    assertThat(index.runs())
        .containsExactly(
            new ImageRun(
                TableNumber.of("5"),
                1,
                List.of(new Range(1, 2), new Range(2, 3), new Range(4, 5)),
                3,
                51),
            new ImageRun(TableNumber.of("ab"), 1, List.of(new Range(3, 4)), 1, 17));
    assertThat(TestDatabase.read(index).rows())
        .containsExactly(List.of("5", 1L), List.of("5", 1L), List.of("5", 1L), List.of("ab", 1L));
  }

  @Test
  void quarantinesTablesThatCannotBeRead() throws Exception {
    database.run(
        "CREATE TABLE Cells (a INT, b INT, c INT, d INT, e INT, f INT)",
        "CREATE VIRTUAL TABLE Nuclei USING fts5(ImageNumber)",
        "CREATE TABLE Image (ImageNumber INT)",
        "INSERT INTO Image (rowid, ImageNumber) VALUES (9223372036854775807, 1)");

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes).allMatch(TableIndex::isQuarantined);
    assertThat(indexes)
        .extracting(i -> i.problems().get(0).message())
        .containsExactly(
            "it has no column ImageNumber; its columns are a, b, c, d, e .. (6)",
            "its rowid 9223372036854775807 leaves no room after it",
            "it is a virtual table, which cannot be read; copy it into an ordinary table"
                + " (CREATE TABLE .. AS SELECT ..)");
  }

  @Test
  void readsThousandsOfColumns() throws Exception {
    List<String> declared = new ArrayList<>(List.of("ImageNumber INT"));
    List<Object> row = new ArrayList<>(List.of(1L));
    for (int i = 1; i < 6_000; i++) {
      declared.add("c" + i + " BIGINT");
      row.add(i == 5_432 ? (Object) 7.25 : (Object) (long) i);
    }
    database.run("CREATE TABLE Cells (" + String.join(",", declared) + ")");
    database.insert("Cells", List.of(row));

    TableIndex index = database.index();

    assertThat(index.columns()).hasSize(6_000);
    assertThat(index.columns().stream().filter(c -> c.type() == ColumnType.DOUBLE))
        .containsExactly(new Column("c5432", ColumnType.DOUBLE));
    assertThat(TestDatabase.read(index).rows()).containsExactly(row);
  }

  private static ImageRun run(long image, long rows, int columns, Range... ranges) {
    return new ImageRun(TableNumber.ABSENT, image, List.of(ranges), rows, rows * columns * 8);
  }
}
