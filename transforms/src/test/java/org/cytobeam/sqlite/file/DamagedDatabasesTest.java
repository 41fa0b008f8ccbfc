package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.cytobeam.sqlite.file.Damage.Damaged;
import org.cytobeam.sqlite.file.PageFields.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound databases, damaged in thousands of ways. Of each table the native reader gives exactly the
 * rows that SQLite gives, or says what is wrong, or leaves it to SQLite: in bounded time, with
 * bounded memory.
 *
 * <p>Where SQLite gives no rows, native ones are right for one reason only: SQLite reads all
 * definitions before the first row, and refuses the file if one is not SQL. Told to overlook that,
 * it gives the same rows; or it has no such table, since the definition is that of the table
 * itself, in a part that says nothing of how rows are stored. The latter is rare.
 *
 * <p>{@code -Dcytobeam.sqlite.mutations=100000} tries more, {@code -Dcytobeam.sqlite.seed=N} only
 * the one that failed.
 */
class DamagedDatabasesTest {
  private static final int MUTATIONS = Integer.getInteger("cytobeam.sqlite.mutations", 2000);
  private static final Integer ONLY = Integer.getInteger("cytobeam.sqlite.seed");
  private static final int BASES = 24;
  private static final byte INTERIOR = 5;
  private static final Duration MAX_TIME = Duration.ofSeconds(5);

  /** What may be allocated in a case, for pages that are kept and for what the rows become. */
  private static final long MAX_BYTES = 16 << 20;

  private static final long MAX_BYTES_PER_FILE_BYTE = 60;

  @TempDir private Path folder;

  private final List<Base> bases = new ArrayList<>();
  private boolean mustRead;
  private int same;
  private int refused;
  private int refusedAlone;
  private int brokenDefinitions;

  /** A sound database. */
  private record Base(byte[] file, List<Field> fields, List<String> tables) {}

  @BeforeEach
  void makeBases() throws Exception {
    for (int seed = 0; bases.size() < BASES; seed++) {
      Path path = folder.resolve("base.sqlite");
      Random random = new Random(new SplittableRandom(seed).nextLong());
      GeneratedDatabase.write(path, random, GeneratedDatabase.Shape.SMALL);
      byte[] bytes = Files.readAllBytes(path);
      List<String> tables = new ArrayList<>();
      int rows = 0;
      try (SqliteFile file = SqliteFile.open(new BytesPageSource(bytes))) {
        for (SchemaEntry entry : file.schema()) {
          if (entry.type().equals("table")) {
            tables.add(entry.name());
            rows += NativeRows.all(file, file.table(entry.name())).size();
          }
        }
      } catch (DeclinedException e) {
        rows = 0;
      }
      if (rows > 10) {
        bases.add(new Base(bytes, PageFields.of(bytes), tables));
      }
      Files.delete(path);
    }
  }

  @Test
  void damagedDatabasesGiveTheirRowsOrAReason() throws Exception {
    for (int seed = 0; seed < MUTATIONS; seed++) {
      if (ONLY == null || ONLY == seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Base base = bases.get(random.nextInt(BASES));
        check(seed, base, Damage.any(base.file(), base.fields(), random));
      }
    }
    if (ONLY == null) {
      // Otherwise the corpus would test one side only.
      assertThat(same).isGreaterThan(MUTATIONS / 4);
      assertThat(refused).isGreaterThan(MUTATIONS / 4);
      assertThat(refusedAlone).isLessThan(MUTATIONS / 8);
      assertThat(brokenDefinitions).isLessThan(MUTATIONS / 50);
    }
  }

  @Test
  void changedValuesAreReadAsSqliteReadsThem() throws Exception {
    mustRead = true;
    for (int seed = 0; seed < MUTATIONS / 4; seed++) {
      if (ONLY == null || ONLY == seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Base base = bases.get(random.nextInt(BASES));
        while (base.file()[DatabaseHeader.BYTES] == INTERIOR) {
          // Its definitions lie on other pages than the first, and are no values.
          base = bases.get(random.nextInt(BASES));
        }
        check(seed, base, Damage.values(base.file(), base.fields(), random));
      }
    }
    if (ONLY == null) {
      assertThat(same).isGreaterThan(MUTATIONS / 5);
    }
  }

  private void check(int seed, Base base, Damaged damaged) throws Exception {
    String name =
        "case %d (%s); to try it alone: -Dcytobeam.sqlite.seed=%d"
            .formatted(seed, damaged.what(), seed);
    Path path = folder.resolve("damaged.sqlite");
    Files.write(path, damaged.file());
    try {
      List<Outcome> natives =
          assertTimeoutPreemptively(MAX_TIME, () -> read(damaged.file(), base.tables()));
      for (int i = 0; i < natives.size(); i++) {
        compare(path, base.tables().get(i), natives.get(i));
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(name, e);
    }
  }

  /** Rows; or why there are none, or no more. */
  private record Outcome(List<Row> rows, String problem) {
    boolean isWhole() {
      return problem == null;
    }
  }

  private static List<Outcome> read(byte[] bytes, List<String> tables) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    List<Outcome> outcomes = new ArrayList<>();
    BytesPageSource source = new BytesPageSource(bytes);
    try (SqliteFile file = SqliteFile.open(source)) {
      for (String table : tables) {
        outcomes.add(read(file, table));
      }
    } catch (CorruptDatabaseException e) {
      checkReason(e);
      tables.forEach(table -> outcomes.add(new Outcome(List.of(), e.getMessage())));
    }
    assertThat(source.isClosed()).isTrue();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated")
        .isLessThan(MAX_BYTES + MAX_BYTES_PER_FILE_BYTE * bytes.length);
    return outcomes;
  }

  private static Outcome read(SqliteFile file, String name) throws IOException {
    try {
      TableDefinition table = file.table(name);
      List<Row> rows = NativeRows.all(file, table);
      checkSeeks(file, table, rows);
      return new Outcome(rows, null);
    } catch (CorruptDatabaseException | DeclinedException e) {
      checkReason(e);
      return new Outcome(List.of(), e.getMessage());
    }
  }

  /** From anywhere on, the rows are those of a whole pass, even where keys above them are wrong. */
  private static void checkSeeks(SqliteFile file, TableDefinition table, List<Row> rows)
      throws IOException {
    TableRows from = file.rows(table);
    for (int i = 0; i < rows.size(); i += 1 + rows.size() / 8) {
      List<Row> expected = rows.subList(i, Math.min(i + 3, rows.size()));
      try {
        assertThat(NativeRows.from(from, table, rows.get(i).rowid(), 3)).isEqualTo(expected);
      } catch (CorruptDatabaseException e) {
        checkReason(e);
      }
    }
  }

  private static void checkReason(Exception e) {
    assertThat(e.getMessage()).isNotBlank();
  }

  private void compare(Path path, String table, Outcome got) throws SQLException {
    Outcome expected = sqlite(path, table, false);
    if (got.isWhole() && expected.isWhole()) {
      TableComparison.checkSame(table, expected.rows(), got.rows());
      same++;
    } else if (!got.isWhole()) {
      refused++;
      refusedAlone += expected.isWhole() ? 1 : 0;
      assertThat(mustRead && expected.isWhole()).as(got.problem()).isFalse();
    } else {
      assertThat(expected.problem()).contains("malformed database schema");
      Outcome lenient = sqlite(path, table, true);
      if (lenient.isWhole()) {
        TableComparison.checkSame(table, lenient.rows(), got.rows());
      } else {
        assertThat(lenient.problem()).contains("no such table: " + table);
        brokenDefinitions++;
      }
    }
  }

  private static Outcome sqlite(Path path, String table, boolean overlooksSchema) {
    List<Row> rows = new ArrayList<>();
    try (ReferenceDatabase reference = ReferenceDatabase.open(path)) {
      if (overlooksSchema) {
        reference.execute("PRAGMA writable_schema = ON");
      }
      reference.rows(table, rows);
      return new Outcome(rows, null);
    } catch (SQLException e) {
      return new Outcome(rows, String.valueOf(e.getMessage()));
    }
  }
}
