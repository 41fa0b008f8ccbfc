package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CellProfiler's Per_Object: several objects side by side in one row. */
class SqliteCombinedTest {
  private static final String COLUMNS =
      "(ImageNumber INT, ObjectNumber INT, Cells_Number_Object_Number INT, Cells_Area FLOAT,"
          + " Cells_Cellpose3_Number_Object_Number INT, Cells_Cellpose3_Area FLOAT,"
          + " Nuclei_Number_Object_Number INT, Nuclei_Parent_Cells INT)";
  private static final String ROWS =
      " VALUES (1, 1, 1, 0.5, 7, 1.5, NULL, NULL), (1, 2, 2, NULL, NULL, NULL, 1, 2),"
          + " (2, 1, NULL, NULL, 1, 3.5, 1, 0)";

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void newDatabase() {
    database = TestDatabase.at(folder.resolve("plate.sqlite"));
  }

  @Test
  void countsAsATableForEachObject() throws Exception {
    database.run(
        "CREATE TABLE MyExpt_Per_Object " + COLUMNS,
        "CREATE TABLE MyExpt_Per_Image (ImageNumber INT)",
        "INSERT INTO MyExpt_Per_Object" + ROWS);
    SqliteFormat format = SqliteFormat.ofPages();

    assertThat(format.tableNames(database.file()))
        .containsExactly(
            "MyExpt_Per_Image",
            "MyExpt_Per_Cells",
            "MyExpt_Per_Cells_Cellpose3",
            "MyExpt_Per_Nuclei");
    assertThat(format.columnNames(database.file(), "MyExpt_Per_Cells"))
        .containsExactly("ImageNumber", "Cells_Number_Object_Number", "Cells_Area");
    List<TableIndex> indexes = database.indexes();
    assertThat(indexes)
        .extracting(
            i -> i.table().tag(),
            i -> i.table().group(),
            i -> i.table().table(),
            i -> i.table().object(),
            TableIndex::rows)
        .containsExactly(
            tuple("image", "per_image", "MyExpt_Per_Image", "", 0L),
            tuple("cells", "per_cells", "MyExpt_Per_Object", "Cells", 2L),
            tuple("nuclei", "per_nuclei", "MyExpt_Per_Object", "Nuclei", 2L));
    assertThat(indexes.get(1).keys())
        .isEqualTo(new KeyColumns("", "ImageNumber", "Cells_Number_Object_Number"));
    assertThat(indexes.get(1).table().describe())
        .isEqualTo(folder.resolve("plate.sqlite") + ", table MyExpt_Per_Object, object Cells");
    assertThat(TestDatabase.read(indexes.get(1)).rows())
        .isEqualTo(List.of(List.of(1L, 1L, 0.5), java.util.Arrays.asList(1L, 2L, null)));
    assertThat(TestDatabase.read(indexes.get(2)).rows())
        .isEqualTo(List.of(List.of(1L, 1L, 2L), List.of(2L, 1L, 0L)));
  }

  @Test
  void tablesOfTheirOwnWin() throws Exception {
    database.run(
        "CREATE TABLE MyExpt_Per_Object " + COLUMNS,
        "CREATE TABLE MyExpt_Per_Cells (ImageNumber INT, Cells_Number_Object_Number INT)",
        "CREATE TABLE MyExpt_Per_Image (ImageNumber INT)");

    assertThat(database.indexes())
        .extracting(i -> i.table().tag(), i -> i.table().table(), i -> i.problems().size())
        .containsExactly(
            tuple("cells", "MyExpt_Per_Cells", 0),
            tuple("image", "MyExpt_Per_Image", 0),
            tuple("nuclei", "MyExpt_Per_Object", 0));
  }

  @Test
  void aViewOfItBesideTablesOfTheirOwnIsNoProblem() throws Exception {
    database.run(
        "CREATE TABLE Per_Cells (ImageNumber INT, Cells_Number_Object_Number INT)",
        "CREATE TABLE Per_Nuclei (ImageNumber INT, Nuclei_Number_Object_Number INT)",
        "CREATE VIEW Per_Object AS SELECT * FROM Per_Cells LEFT JOIN Per_Nuclei USING (ImageNumber)");

    assertThat(database.indexes())
        .extracting(i -> i.table().table(), i -> i.problems().size())
        .containsExactly(tuple("Per_Cells", 0), tuple("Per_Nuclei", 0));
  }

  @Test
  void aViewOfItAloneIsRead() throws Exception {
    database.run(
        "CREATE TABLE everything " + COLUMNS,
        "INSERT INTO everything" + ROWS,
        "CREATE VIEW Per_Object AS SELECT * FROM everything");

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes).extracting(i -> i.table().object()).containsExactly("Cells", "Nuclei");
    assertThat(TestDatabase.read(indexes.get(1)).rows())
        .isEqualTo(List.of(List.of(1L, 1L, 2L), List.of(2L, 1L, 0L)));
  }

  @Test
  void withoutNumbersObjectsAreToldByWantedNamesAndAreWhereTheyHaveValues() throws Exception {
    String features =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "Cells_F" + i + " FLOAT")
            .collect(Collectors.joining(", "));
    database.run(
        "CREATE TABLE Per_Object (ImageNumber INT, ObjectNumber INT, "
            + features
            + ", Nuclei_F INT)",
        "INSERT INTO Per_Object (ImageNumber, ObjectNumber, Cells_F1499, Nuclei_F)"
            + " VALUES (1, 1, 0.5, NULL), (1, 2, NULL, 4), (1, 3, 1.5, 5)");

    List<TableIndex> indexes = database.indexes();

    assertThat(SqliteFormat.ofPages().tableNames(database.file()))
        .containsExactly("Per_Cells", "Per_Nuclei");
    assertThat(indexes).extracting(TableIndex::rows).containsExactly(2L, 2L);
    assertThat(indexes.get(0).keys().objectNumber()).isEqualTo("ObjectNumber");
    assertThat(TestDatabase.read(indexes.get(1)).rows())
        .containsExactly(List.of(1L, 2L, 4L), List.of(1L, 3L, 5L));
  }
}
