package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFileTest {
  private static final String[] THREE_ROWS = {
    "CREATE TABLE Cells (ImageNumber INT, a FLOAT)",
    "INSERT INTO Cells VALUES (7, 1.5), (7, 2.5), (8, 3.5)"
  };

  @TempDir Path folder;
  private boolean sideFilesExpected;

  @AfterEach
  void leavesNoSideFiles() throws IOException {
    if (!sideFilesExpected) {
      assertThat(names()).allMatch(name -> !name.matches(".*-(wal|shm|journal)"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.db",
        "100%.sqlite",
        "%41.sqlite",
        "a?mode=memory.sqlite",
        "a#b&cache=shared.sqlite",
        "é😀ß.sqlite",
        "a+b;c='d'.sqlite"
      })
  void readsPathsWithSpecialCharacters(String name) throws Exception {
    TestDatabase database = TestDatabase.of(folder.resolve(name), THREE_ROWS);

    assertThat(TestDatabase.read(database.index()).rows())
        .containsExactly(List.of(7L, 1.5), List.of(7L, 2.5), List.of(8L, 3.5));
    assertThat(names()).containsExactly(name);
  }

  @Test
  void readsFileUrisAsBeamSpellsThem() throws Exception {
    TestDatabase.of(folder.resolve("plate.sqlite"), THREE_ROWS);
    for (String prefix : List.of("file:", "file://")) {
      String path = prefix + folder.resolve("plate.sqlite");

      assertThat(SqliteFormat.ofPages().tableNames(fileAt(path))).containsExactly("Cells");
    }
  }

  @Test
  void hasNoSqliteForPathsThatAreNotLocal() {
    assertThatThrownBy(() -> SqliteFormat.ofSqlite().tableNames(fileAt("s3://bucket/a.sqlite")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "s3://bucket/a.sqlite cannot be read: only SQLite itself can read this, and only on a"
                + " local disk so far; copy the database there");
  }

  @Test
  void changesNothingInTheFile() throws Exception {
    Path path = folder.resolve("plate.sqlite");
    TestDatabase database = TestDatabase.of(path, THREE_ROWS);
    byte[] before = Files.readAllBytes(path);

    TestDatabase.read(database.index());

    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void readsADatabaseInWalModeThatWasClosed() throws Exception {
    TestDatabase database =
        TestDatabase.of(folder.resolve("wal.sqlite"), "PRAGMA journal_mode=WAL");
    database.run(THREE_ROWS);

    assertThat(TestDatabase.read(database.index()).rows()).hasSize(3);
    assertThat(names()).containsExactly("wal.sqlite");
  }

  @Test
  void readsRowsThatAreStillInTheLog() throws Exception {
    sideFilesExpected = true;
    TestDatabase database =
        TestDatabase.of(folder.resolve("wal.sqlite"), "PRAGMA journal_mode=WAL").run(THREE_ROWS);
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      statement.execute("INSERT INTO Cells VALUES (9, 9)");
      statement.execute("CREATE VIEW Nuclei AS SELECT * FROM Cells");
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO Cells VALUES (10, 10)");

      List<TableIndex> indexes = SqliteFormat.ofPages().index(database.file(), TestDatabase.WANTED);
      assertThat(indexes.get(0).rows()).isEqualTo(4);
      assertThat(indexes.get(1).problems().get(0).message())
          .isEqualTo(
              "its newest rows are still in the write-ahead log wal.sqlite-wal; close the program"
                  + " that writes it, or run: PRAGMA wal_checkpoint(TRUNCATE)");
      assertThat(SqliteFormat.ofSqlite().index(database.file(), TestDatabase.WANTED))
          .singleElement()
          .matches(TableIndex::isQuarantined);
      writer.rollback();
    }
  }

  @Test
  void quarantinesADatabaseWithAHotJournal() throws Exception {
    sideFilesExpected = true;
    Path written = folder.resolve("written.sqlite");
    Path copy = folder.resolve("copy.sqlite");
    TestDatabase database = TestDatabase.of(written, THREE_ROWS);
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA cache_size = 1");
      statement.execute("PRAGMA cache_spill = 1");
      writer.setAutoCommit(false);
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
              + " INSERT INTO Cells SELECT 9, i FROM n");
      Files.copy(written, copy);
      Files.copy(folder.resolve("written.sqlite-journal"), folder.resolve("copy.sqlite-journal"));
      writer.rollback();
    }
    byte[] before = Files.readAllBytes(copy);

    assertThat(quarantine(TestDatabase.at(copy)))
        .isEqualTo(
            "a program is writing to it, or was stopped while it wrote: the journal"
                + " copy.sqlite-journal must be rolled back first; open it once with the program"
                + " that wrote it");
    assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    assertThat(names()).contains("copy.sqlite-journal");
  }

  @Test
  void quarantinesWhatIsNoDatabase() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.sqlite"));
    Path text = Files.writeString(folder.resolve("text.sqlite"), "ImageNumber,ObjectNumber\n1,1\n");
    Path scrambled = folder.resolve("scrambled.sqlite");
    Files.writeString(scrambled, "SQLite format 3\0" + "x".repeat(5_000));

    assertThat(quarantine(TestDatabase.at(empty))).isEqualTo("the file is empty (0 bytes)");
    assertThat(quarantine(TestDatabase.at(text)))
        .isEqualTo("it is not a SQLite database, or it is encrypted");
    assertThat(quarantine(TestDatabase.at(scrambled)))
        .isEqualTo(
            "it is not a SQLite database, or it is encrypted (its header tells of pages of 30840"
                + " bytes, 30720 of them usable)");
  }

  @Test
  void quarantinesASchemaThatDoesNotParse() throws Exception {
    TestDatabase database = TestDatabase.of(folder.resolve("schema.sqlite"), THREE_ROWS);
    database.run(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE Cells (ImageNumber' WHERE name = 'Cells'");

    assertThat(database.index().problems().get(0).message())
        .isEqualTo(
            "database disk image is malformed: it is damaged or truncated (malformed database"
                + " schema (Cells) - incomplete input)");
  }

  @Test
  void quarantinesADatabaseThatSqliteFindsLocked() throws Exception {
    sideFilesExpected = true;
    TestDatabase database = TestDatabase.of(folder.resolve("busy.sqlite"), THREE_ROWS);
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");

      TableIndex index = SqliteFormat.ofSqlite().index(database.file(), TestDatabase.WANTED).get(0);
      assertThat(index.problems().get(0).message()).isEqualTo("another program is writing to it");
    }
  }

  @Test
  void quarantinesAFileThatMayNotBeRead() throws Exception {
    Path path = folder.resolve("secret.sqlite");
    TestDatabase database = TestDatabase.of(path, THREE_ROWS);
    Files.setPosixFilePermissions(path, Set.of());
    // The administrator may read everything.
    assumeThat(Files.isReadable(path)).isFalse();

    assertThat(quarantine(database)).isEqualTo("it may not be read: permission denied");
  }

  @Test
  void failsOnALinkToNothing() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.sqlite"), folder.resolve("gone"));

    assertThatThrownBy(() -> SqliteFormat.ofPages().tableNames(fileAt(link.toString())))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("link.sqlite");
  }

  /** SQLite itself reads a last page that is cut off, with zeros for what is missing. */
  @ParameterizedTest
  @ValueSource(ints = {17, 99, 100, 4096, -4096, -1})
  void quarantinesATruncatedFile(int length) throws Exception {
    Path path = folder.resolve("short.sqlite");
    TestDatabase database = manyRows(path);
    long whole = Files.size(path);
    long left = length < 0 ? whole + length : length;
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(left);
    }

    assertThat(quarantine(database))
        .isEqualTo(
            "the file is truncated: it has %d bytes of %d"
                .formatted(left, left < 100 ? 100 : whole));
  }

  @Test
  void readsAFileWithMoreBehindItsPages() throws Exception {
    Path path = folder.resolve("long.sqlite");
    TestDatabase database = manyRows(path);
    Files.write(path, new byte[10], StandardOpenOption.APPEND);

    assertThat(database.index().isQuarantined()).isFalse();
  }

  @Test
  void quarantinesOnlyTheDamagedTableOfAFile() throws Exception {
    Path path = folder.resolve("damaged.sqlite");
    TestDatabase database = manyRows(path);
    database.run("CREATE TABLE Nuclei (ImageNumber INT)", "INSERT INTO Nuclei VALUES (1)");
    scramble(path, 4096 * 5, 4096 * 8);

    List<TableIndex> indexes = database.indexes();

    assertThat(indexes).extracting(TableIndex::isQuarantined).containsExactly(true, false);
    assertThat(indexes.get(0).problems().get(0).message())
        .isEqualTo(
            "database disk image is malformed"
                + " (page 6: it should belong to a table but has type 120)");
    assertThat(indexes.get(0).problems().get(0).table()).isEqualTo("Cells");
  }

  @Test
  void failsToReadWhatWasDamagedAfterIndexing() throws Exception {
    Path path = folder.resolve("damaged.sqlite");
    TableIndex index = manyRows(path).index();
    scramble(path, 4096 * 5, 4096 * 8);

    assertThatThrownBy(() -> TestDatabase.read(index))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            path + ", table Cells cannot be read: database disk image is malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM Cells WHERE rowid = 2;image 7 has 1 rows, 2 were indexed",
        "UPDATE Cells SET ImageNumber = 8 WHERE rowid = 2;image 7 has rows of image 8",
        "DROP TABLE Cells;its column ImageNumber is gone"
      })
  void failsToReadRowsThatChanged(String change) throws Exception {
    Path path = folder.resolve("plate.sqlite");
    TestDatabase database = TestDatabase.of(path, THREE_ROWS);
    TableIndex index = database.index();
    database.run(change.split(";")[0]);

    assertThatThrownBy(() -> TestDatabase.read(index))
        .isInstanceOf(IOException.class)
        .hasMessage(
            path
                + ", table Cells changed while it was read, or is damaged: "
                + change.split(";")[1]);
  }

  @Test
  void failsToReadMoreRowsThanWereIndexed() throws Exception {
    Path path = folder.resolve("plate.sqlite");
    TestDatabase database =
        TestDatabase.of(
            path,
            "CREATE TABLE Cells (TableNumber INT, ImageNumber INT)",
            "INSERT INTO Cells (rowid, TableNumber, ImageNumber) VALUES (1, 5, 7), (3, 5, 7)");
    TableIndex index = database.index();
    database.run("INSERT INTO Cells (rowid, TableNumber, ImageNumber) VALUES (2, 5, 7)");

    assertThatThrownBy(() -> TestDatabase.read(index))
        .isInstanceOf(IOException.class)
        .hasMessage(
            path
                + ", table Cells changed while it was read, or is damaged:"
                + " image 7 of TableNumber 5 has 3 rows, 2 were indexed");
  }

  @Test
  void failsOnAFileThatIsNotThere() {
    assertThatThrownBy(
            () -> SqliteFormat.ofPages().index(fileAt(folder + "/none.db"), TestDatabase.WANTED))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.db");
  }

  private static TestDatabase manyRows(Path path) throws Exception {
    TestDatabase database = TestDatabase.of(path, "PRAGMA page_size = 4096", THREE_ROWS[0]);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(List.of(i / 100L, i * 0.5));
    }
    return database.insert("Cells", rows);
  }

  private static void scramble(Path path, int from, int to) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(from);
      file.write("x".repeat(to - from).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static SourceFile fileAt(String path) {
    return new SourceFile("a", "", path, "sqlite", "", "", 1);
  }

  private static String quarantine(TestDatabase database) throws IOException {
    TableIndex index = database.index();
    assertThat(index.table().tag()).isEmpty();
    assertThat(index.problems()).hasSize(1);
    assertThat(index.problems().get(0).kind()).isEqualTo(Problem.Kind.QUARANTINED);
    return index.problems().get(0).message();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
