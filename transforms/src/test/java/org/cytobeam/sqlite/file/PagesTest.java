package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass reads little more than the pages that it needs, wherever they lie. */
class PagesTest {
  private static final int TABLES = 4;
  private static final int PAGE_BYTES = 1024;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 8 << 10, 64 << 10, 1 << 20})
  void aTableInOnePieceIsReadOnceInLargeRequests(int requestBytes) throws Exception {
    Path path = database(0, 400, false);
    execute(path, "VACUUM");
    checkPasses(path, requestBytes);
    BytesPageSource source = new BytesPageSource(Files.readAllBytes(path), requestBytes);
    try (SqliteFile file = SqliteFile.open(source)) {
      NativeRows.all(file, file.table("t1"));
    }
    long needed = pageBytes(path, "t1", "");
    // The first ones are small; then each is twice the one before.
    assertThat(source.requests())
        .isLessThan(20 + (int) (1.5 * needed / Math.max(PAGE_BYTES, requestBytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8 << 10, 64 << 10, 1 << 20})
  void tablesThatLieInterleavedAreReadOnce(int requestBytes) throws Exception {
    checkPasses(database(0, 400, false), requestBytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8 << 10, 64 << 10, 1 << 20})
  void tablesWhosePagesLieInNoOrderAreReadOnce(int requestBytes) throws Exception {
    checkPasses(database(0, 400, true), requestBytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8 << 10, 64 << 10, 1 << 20})
  void rowsThatGoOnElsewhereAreReadOnce(int requestBytes) throws Exception {
    checkPasses(database(6000, 100, true), requestBytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8 << 10, 64 << 10})
  void ofRowsThatGoOnElsewhereOnlyTheColumnsWantedAreRead(int requestBytes) throws Exception {
    Path path = database(6000, 400, true);
    BytesPageSource source = new BytesPageSource(Files.readAllBytes(path), requestBytes);
    try (SqliteFile file = SqliteFile.open(source)) {
      long before = source.bytesRead();
      TableRows rows = file.rows(file.table("t0"));
      assertThat(NativeRows.put(rows, new int[] {0, 1}, Long.MIN_VALUE, 1 << 20)).isNotEmpty();
      checkRead(
          source.bytesRead() - before,
          pageBytes(path, "t0", "AND pagetype <> 'overflow'"),
          requestBytes);
      assertThat(file.bytesRead()).isEqualTo(source.bytesRead() - DatabaseHeader.BYTES);
      assertThat(file.requests()).isEqualTo(source.requests() - 1);
    }
  }

  @Test
  void rowsSoughtOneByOneAreReadPageByPage() throws Exception {
    Path path = database(0, 2000, false);
    int requestBytes = 64 << 10;
    BytesPageSource source = new BytesPageSource(Files.readAllBytes(path), requestBytes);
    try (SqliteFile file = SqliteFile.open(source)) {
      TableRows rows = file.rows(file.table("t2"));
      long before = source.bytesRead();
      Random random = new Random(1);
      for (int i = 0; i < 50; i++) {
        rows.seek(random.nextInt(2000));
        assertThat(rows.next()).isTrue();
      }
      // Three levels, and the leaf before.
      checkRead(source.bytesRead() - before, 50 * 4 * PAGE_BYTES, requestBytes);
    }
  }

  /** Reads every table alone, and all of them over one cache. */
  private void checkPasses(Path path, int requestBytes) throws Exception {
    byte[] bytes = Files.readAllBytes(path);
    BytesPageSource shared = new BytesPageSource(bytes, requestBytes);
    long neededOfAll = PAGE_BYTES;
    try (SqliteFile all = SqliteFile.open(shared)) {
      for (int i = 0; i < TABLES; i++) {
        String name = "t" + i;
        long needed = pageBytes(path, name, "");
        neededOfAll += needed;
        BytesPageSource source = new BytesPageSource(bytes, requestBytes);
        try (SqliteFile file = SqliteFile.open(source)) {
          assertThat(NativeRows.all(file, file.table(name))).isNotEmpty();
        }
        checkRead(source.bytesRead(), needed + PAGE_BYTES, requestBytes);
        NativeRows.all(all, all.table(name));
      }
    }
    checkRead(shared.bytesRead(), neededOfAll, requestBytes);
  }

  private static void checkRead(long read, long needed, int requestBytes) {
    assertThat(read)
        .as("bytes read where %d were needed", needed)
        .isLessThanOrEqualTo(needed + needed / 10 + Math.max(PAGE_BYTES, requestBytes));
  }

  /** Tables that grow at the same time. */
  private Path database(int longBytes, int rows, boolean isShuffled) throws Exception {
    Path path = folder.resolve("pages.sqlite");
    Random random = new Random(5);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      order.add(i);
    }
    if (isShuffled) {
      Collections.shuffle(order, random);
    }
    execute(path, "PRAGMA page_size = " + PAGE_BYTES);
    for (int i = 0; i < TABLES; i++) {
      execute(path, "PRAGMA page_size = " + PAGE_BYTES, "CREATE TABLE t" + i + " (a, b, c)");
    }
    try (Connection connection = ReferenceDatabase.writable(path)) {
      connection.setAutoCommit(false);
      for (int row : order) {
        for (int i = 0; i < TABLES; i++) {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO t" + i + " (_rowid_, a, b, c) VALUES (?, 1, 2.5, ?)")) {
            insert.setInt(1, row);
            insert.setBytes(2, new byte[100 + random.nextInt(300) + longBytes]);
            insert.execute();
          }
        }
      }
      connection.commit();
    }
    return path;
  }

  private static void execute(Path path, String... sql) throws Exception {
    try (Connection connection = ReferenceDatabase.writable(path);
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  private static long pageBytes(Path path, String table, String condition) throws Exception {
    try (ReferenceDatabase reference = ReferenceDatabase.open(path)) {
      return Long.parseLong(
          reference
              .strings("SELECT sum(pgsize) FROM dbstat WHERE name = '" + table + "' " + condition)
              .get(0));
    }
  }
}
