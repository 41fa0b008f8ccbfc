package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with a log, whole, cut off or damaged, holds what SQLite recovers from it. */
class WriteAheadLogTest {
  private static final int DATABASES = 12;
  private static final int DAMAGES = 12;

  @TempDir Path folder;

  @Test
  void itsRowsAreThoseThatSqliteRecovers() throws Exception {
    int fromTheLog = 0;
    for (int seed = 0; seed < DATABASES; seed++) {
      Path written = write(seed);
      byte[] database = Files.readAllBytes(written);
      byte[] log = Files.readAllBytes(beside(written));
      for (int damage = 0; damage < DAMAGES; damage++) {
        Path copy = folder.resolve(seed + "-" + damage + ".sqlite");
        Files.write(copy, database);
        Files.write(beside(copy), damaged(log, damage, new Random(100L * seed + damage)));
        List<Row> read = read(copy);
        List<Row> recovered = recovered(copy);
        assertThat(read).as("database %d, damage %d", seed, damage).isEqualTo(recovered);
        fromTheLog += recovered.size();
      }
    }
    assertThat(fromTheLog).isPositive();
  }

  /** As the files are while a program has the database open, in the middle of a transaction. */
  private Path write(int seed) throws Exception {
    Random random = new Random(seed);
    Path path = folder.resolve(seed + ".open.sqlite");
    Path copy = folder.resolve(seed + ".sqlite");
    try (Connection connection = ReferenceDatabase.writable(path);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = " + (512 << random.nextInt(8)));
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("PRAGMA cache_size = 2");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("CREATE TABLE t (a, b)");
      int transactions = 1 + random.nextInt(6);
      for (int i = 0; i < transactions; i++) {
        change(statement, random);
        if (random.nextInt(4) == 0) {
          statement.execute(
              "PRAGMA wal_checkpoint(" + (random.nextBoolean() ? "PASSIVE)" : "RESTART)"));
        }
      }
      statement.execute("BEGIN");
      change(statement, random);
      Files.copy(path, copy);
      Files.copy(beside(path), beside(copy));
      statement.execute("ROLLBACK");
    }
    return copy;
  }

  private static void change(Statement statement, Random random) throws Exception {
    switch (random.nextInt(4)) {
      case 0 -> statement.execute("DELETE FROM t WHERE rowid % 3 = " + random.nextInt(3));
      case 1 -> statement.execute("UPDATE t SET b = randomblob(length(b) / 2 + 1), a = a + 1");
      default ->
          statement.execute(
              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                      .formatted(1 + random.nextInt(200))
                  + " INSERT INTO t SELECT i, zeroblob(%d + i) FROM n"
                      .formatted(random.nextInt(1_500)));
    }
  }

  private static byte[] damaged(byte[] log, int damage, Random random) {
    if (damage == 0 || log.length == 0) {
      return log;
    }
    byte[] bytes = log.clone();
    if (damage % 2 == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    } else {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static List<Row> read(Path path) throws Exception {
    PageSource source =
        WriteAheadLog.over(LocalPageSource.open(path), LocalPageSource.open(beside(path)));
    if (source.sizeBytes() == 0) {
      source.close();
      return List.of();
    }
    try (SqliteFile file = SqliteFile.open(source)) {
      return file.schema().isEmpty() ? List.of() : NativeRows.all(file, file.table("t"));
    }
  }

  /** SQLite changes the copy when it recovers it. */
  private static List<Row> recovered(Path path) throws Exception {
    try (Connection connection = ReferenceDatabase.writable(path)) {
      ReferenceDatabase reference = new ReferenceDatabase(connection);
      return reference.strings("SELECT name FROM sqlite_schema").isEmpty()
          ? List.of()
          : reference.rows("t");
    }
  }

  private static Path beside(Path path) {
    return path.resolveSibling(path.getFileName() + "-wal");
  }
}
