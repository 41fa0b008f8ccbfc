package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index of the database in the place of a pass over the rows. */
class SqliteIndexedImagesTest {
  private static final int IMAGES = 40;
  private static final int CELLS = 30;
  private static final String FEATURES =
      IntStream.range(0, 20).mapToObj(i -> "f" + i + " FLOAT").collect(Collectors.joining(", "));

  @TempDir Path folder;

  private TestDatabase database;

  @BeforeEach
  void makeDatabase() throws Exception {
    database = TestDatabase.at(path());
  }

  private Path path() {
    return folder.resolve("plate.sqlite");
  }

  private void write(String create, long seed) throws Exception {
    Random random = new Random(seed);
    database.run(create);
    List<List<Object>> rows = new ArrayList<>();
    for (long image = 1; image <= IMAGES; image++) {
      for (long cell = 1; cell <= CELLS; cell++) {
        List<Object> row = new ArrayList<>(List.of(image % 3, image, cell));
        random.doubles(20).forEach(row::add);
        rows.add(row);
      }
    }
    database.insert("Cells", rows);
  }

  /** Its pages are a small part of the file; the rows' are nearly all of it. */
  private boolean isReadFromTheIndex(TableIndex index) throws IOException {
    return index.reading().bytes() < Files.size(path()) / 2;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIMARY KEY (TableNumber, ImageNumber, ObjectNumber)",
        "PRIMARY KEY (ImageNumber, TableNumber, ObjectNumber DESC)"
      })
  void thePrimaryKeyTellsTheImages(String key) throws Exception {
    write(
        "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, ObjectNumber INTEGER, "
            + FEATURES
            + ", "
            + key
            + ")",
        1);
    TableIndex index = database.index();
    assertThat(isReadFromTheIndex(index)).isTrue();
    assertThat(index.runs()).hasSize(IMAGES);
    assertThat(TestDatabase.read(index).rows()).hasSize(IMAGES * CELLS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON Cells (ImageNumber, TableNumber)",
        "CREATE INDEX i ON Cells (TableNumber, ImageNumber, ObjectNumber) WHERE ImageNumber > 0",
        "CREATE INDEX i ON Cells (TableNumber, ImageNumber, ObjectNumber + 0)",
        "CREATE INDEX i ON Cells (ObjectNumber, TableNumber, ImageNumber)"
      })
  void anIndexThatDoesNotTellAllIsNotUsed(String create) throws Exception {
    write(
        "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, ObjectNumber INT, " + FEATURES + ")",
        2);
    database.run(create);
    assertThat(isReadFromTheIndex(database.index())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE Cells SET ObjectNumber = 1.5 WHERE rowid = 77",
        "UPDATE Cells SET ObjectNumber = 'nan' WHERE rowid = 77",
        "UPDATE Cells SET ImageNumber = NULL WHERE rowid = 77",
        "UPDATE Cells SET ImageNumber = 'x' WHERE rowid IN (1, 5, 1200)",
        "UPDATE Cells SET TableNumber = NULL WHERE rowid % 7 = 0",
        "UPDATE Cells SET rowid = -rowid WHERE rowid % 7 = 0",
        "UPDATE Cells SET rowid = 9223372036854775807 WHERE rowid = 9",
        "DELETE FROM Cells"
      })
  void oddValuesGiveTheIndexOfTheRows(String change) throws Exception {
    write(
        "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, ObjectNumber INT, " + FEATURES + ")",
        3);
    database.run("CREATE INDEX i ON Cells (TableNumber, ImageNumber, ObjectNumber)", change);
    // Compares both readers.
    database.index();
  }

  /** Scattered and with gaps: ranges may differ from those of the rows, what they hold may not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rowsAreThoseOfAPassOverTheTable(long seed) throws Exception {
    Random random = new Random(seed);
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, ObjectNumber INT, a FLOAT, PRIMARY KEY"
            + " (ImageNumber, ObjectNumber, a))");
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long image = seed % 2 == 0 ? random.nextInt(9) : i / 50;
      rows.add(List.of(image, (long) i, random.nextDouble()));
    }
    database.insert("Cells", rows);
    if (seed > 2) {
      database.run("DELETE FROM Cells WHERE abs(random()) % 3 = 0");
    }
    TableIndex ofPages = SqliteFormat.ofPages().index(database.file(), TestDatabase.WANTED).get(0);
    TableIndex ofSqlite =
        SqliteFormat.ofSqlite().index(database.file(), TestDatabase.WANTED).get(0);
    assertThat(ofPages.runs())
        .extracting(ImageRun::imageNumber, ImageRun::rows, ImageRun::bytes)
        .isEqualTo(
            ofSqlite.runs().stream()
                .map(r -> tuple(r.imageNumber(), r.rows(), r.bytes()))
                .toList());
    assertThat(TestDatabase.read(ofPages).rows())
        .isEqualTo(TestDatabase.read(ofSqlite).rows())
        .hasSize((int) ofPages.rows());
  }

  /** Rows that are in the table and not in its index. */
  @ParameterizedTest
  @ValueSource(strings = {"7, 31", "40, 31", "41, 1", "0, 1"})
  void rowsThatADamagedIndexDoesNotKnowAreNotLost(String key) throws Exception {
    database.run(
        "CREATE TABLE Cells (ImageNumber INT, ObjectNumber INT, " + FEATURES + ")",
        "CREATE INDEX i ON Cells (ImageNumber, ObjectNumber)");
    List<List<Object>> rows = new ArrayList<>();
    for (long row = 0; row < IMAGES * CELLS; row++) {
      List<Object> values = new ArrayList<>(List.of(row / CELLS + 1, row % CELLS + 1));
      values.addAll(Collections.nCopies(20, 0.5));
      rows.add(values);
    }
    database.insert("Cells", rows);
    database.run(
        "DELETE FROM Cells WHERE ImageNumber = 7 AND ObjectNumber > 20",
        "PRAGMA writable_schema = ON",
        "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'i'",
        "DELETE FROM sqlite_schema WHERE name = 'i'");
    long rowid = key.startsWith("7") ? 7 * CELLS - 3 : key.startsWith("0") ? 0 : 5_000;
    database.run(
        "INSERT INTO Cells (rowid, ImageNumber, ObjectNumber) VALUES (" + rowid + ", " + key + ")",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema SELECT * FROM kept");

    TableIndex index = SqliteFormat.ofPages().index(database.file(), TestDatabase.WANTED).get(0);
    if (isReadFromTheIndex(index)) {
      assertThatThrownBy(
              () ->
                  TestDatabase.read(
                      SqliteFormat.ofPages(), index.table(), index.columns(), index.runs()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("image 7 has 21 rows, 20 were indexed");
    } else {
      assertThat(index.rows()).isEqualTo(IMAGES * CELLS - 9);
    }
  }

  /** Rows that are read are SQLite's, whatever is damaged; an index may differ from its table. */
  @Test
  void damageGivesTheRowsOfTheTableOrIsTold() throws Exception {
    write(
        "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, ObjectNumber INT, " + FEATURES + ")",
        5);
    database.run("CREATE INDEX i ON Cells (TableNumber, ImageNumber, ObjectNumber)");
    byte[] sound = Files.readAllBytes(path());
    int whole = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      byte[] bytes = sound.clone();
      // The index lies behind the table; pages of the table are for other tests.
      int first = bytes.length - 4 * 4096;
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[first + random.nextInt(bytes.length - first)] = (byte) random.nextInt();
      }
      Files.write(path(), bytes);
      TableIndex index = SqliteFormat.ofPages().index(database.file(), TestDatabase.WANTED).get(0);
      if (index.isQuarantined()) {
        continue;
      }
      try {
        long rows =
            TestDatabase.read(SqliteFormat.ofPages(), index.table(), index.columns(), index.runs())
                .rows()
                .size();
        assertThat(rows + index.rejectedRows()).as("case %d", seed).isEqualTo(IMAGES * CELLS);
        whole++;
      } catch (IOException told) {
        assertThat(told).hasMessageContaining("or is damaged: image ");
      }
    }
    assertThat(whole).isGreaterThan(100);
  }

  @Test
  void aDamagedIndexIsNotUsed() throws Exception {
    write(
        "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, ObjectNumber INT, " + FEATURES + ")",
        4);
    database.run("CREATE INDEX i ON Cells (TableNumber, ImageNumber, ObjectNumber)");
    assertThat(isReadFromTheIndex(database.index())).isTrue();
    byte[] bytes = Files.readAllBytes(path());
    long root = database.number("SELECT rootpage FROM sqlite_schema WHERE name = 'i'");
    bytes[(int) ((root - 1) * database.number("PRAGMA page_size"))] = 77;
    Files.write(path(), bytes);

    TableIndex index = SqliteFormat.ofPages().index(database.file(), TestDatabase.WANTED).get(0);
    assertThat(index.problems()).isEmpty();
    assertThat(isReadFromTheIndex(index)).isFalse();
    assertThat(index.rows()).isEqualTo(IMAGES * CELLS);
  }
}
