package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random databases, read natively and by SQLite: the same columns and rows, value for value.
 *
 * <p>{@code -Dcytobeam.sqlite.databases=5000} tries more, {@code -Dcytobeam.sqlite.seed=N} only the
 * one that failed.
 */
class GeneratedDatabasesTest {
  private static final int DATABASES = Integer.getInteger("cytobeam.sqlite.databases", 300);
  private static final Integer ONLY = Integer.getInteger("cytobeam.sqlite.seed");

  @TempDir private Path folder;

  @Test
  void everyTableHasTheColumnsAndRowsThatSqliteSays() throws Exception {
    if (ONLY != null) {
      check(ONLY, new Seen());
      return;
    }
    Seen seen = new Seen();
    for (int seed = 0; seed < DATABASES; seed++) {
      check(seed, seen);
    }
    seen.check();
  }

  private void check(int seed, Seen seen) throws Exception {
    // Neighbouring seeds begin alike in java.util.Random.
    Random random = new Random(new SplittableRandom(seed).nextLong());
    Path path = folder.resolve(seed + ".sqlite");
    try {
      Set<String> unclear = GeneratedDatabase.write(path, random, shape(seed));
      byte[] bytes = Files.readAllBytes(path);
      seen.add(bytes);
      try (SqliteFile file = SqliteFile.open(LocalPageSource.open(path));
          ReferenceDatabase reference = ReferenceDatabase.open(path)) {
        TableComparison comparison = new TableComparison(bytes, file, reference, random);
        for (String table :
            reference.strings(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid")) {
          comparison.check(table, unclear.contains(table));
        }
        seen.add(comparison);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "database %d; to try it alone: -Dcytobeam.sqlite.seed=%d".formatted(seed, seed), e);
    }
    Files.delete(path);
  }

  private static GeneratedDatabase.Shape shape(int seed) {
    return switch (seed % 100) {
      case 0, 50 -> GeneratedDatabase.Shape.DEEP;
      case 10, 60 -> GeneratedDatabase.Shape.LONG_VALUES;
      case 15 -> GeneratedDatabase.Shape.WIDE;
      case 5, 25, 35, 45 -> GeneratedDatabase.Shape.MANY_ROWS;
      default -> GeneratedDatabase.Shape.MIXED;
    };
  }

  /** What the databases had, so that a generator that went narrow is noticed. */
  private static final class Seen {
    private final Set<Integer> pageBytes = new TreeSet<>();
    private final Set<String> encodings = new TreeSet<>();
    private final TreeMap<String, Integer> reasons = new TreeMap<>();
    private int reserved;
    private int pointerMaps;
    private int depth;
    private int read;
    private int unclear;
    private int unclearRead;

    void add(byte[] file) throws IOException {
      DatabaseHeader header = DatabaseHeader.of(file, file.length);
      pageBytes.add(header.pageBytes());
      encodings.add(header.encoding().name());
      reserved += header.usableBytes() < header.pageBytes() ? 1 : 0;
      pointerMaps += file[55] != 0 ? 1 : 0;
    }

    void add(TableComparison comparison) {
      depth = Math.max(depth, comparison.maxDepth());
      read += comparison.read();
      unclear += comparison.unclear();
      unclearRead += comparison.unclearRead();
      comparison.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    }

    void check() {
      assertThat(pageBytes).hasSize(8);
      assertThat(encodings).hasSize(3);
      assertThat(reserved).isGreaterThan(DATABASES / 10);
      assertThat(pointerMaps).isGreaterThan(DATABASES / 10);
      assertThat(depth).isGreaterThanOrEqualTo(4);
      assertThat(read).isGreaterThan(DATABASES);
      assertThat(unclear).isBetween(DATABASES / 20, DATABASES);
      assertThat(unclearRead).isPositive();
      assertThat(reasons.keySet())
          .as("%s", reasons)
          .containsAll(
              List.of("it is a WITHOUT ROWID table", "it is a view", "it is a virtual table"));
    }
  }
}
