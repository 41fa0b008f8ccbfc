package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

class SqliteRoundTripTest {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws Exception {
    folder = Files.createTempDirectory("cytobeam-sqlite");
  }

  @AfterContainer
  static void removeFolder() throws Exception {
    Files.delete(folder);
  }

  @Property(tries = 60)
  void chunksHoldTheRowsThatWereInserted(
      @ForAll("tables") List<List<Object>> rows, @ForAll long seed) throws Exception {
    Path path = folder.resolve("plate.sqlite");
    try {
      TableIndex index =
          TestDatabase.of(
                  path, "CREATE TABLE Cells (TableNumber INT, ImageNumber INT, f FLOAT, t TEXT)")
              .insert("Cells", rows)
              .index();

      assertThat(index.rows()).isEqualTo(rows.size());
      assertThat(index.rejectedRows())
          .isEqualTo(rows.stream().filter(row -> row.get(1) == null).count());
      for (List<ImageRun> chunk : chunks(index.runs(), new Random(seed))) {
        assertThat(TestDatabase.read(index.table(), index.columns(), chunk).rows())
            .isEqualTo(chunk.stream().flatMap(run -> inserted(rows, run).stream()).toList());
      }
      assertThat(index.runs())
          .hasSize(
              (int)
                  rows.stream()
                      .filter(row -> row.get(1) != null)
                      .map(row -> Arrays.asList(row.get(0), row.get(1)))
                      .distinct()
                      .count());
    } finally {
      Files.delete(path);
    }
  }

  /** Neighbouring images in key order, cut anywhere. */
  private static List<List<ImageRun>> chunks(List<ImageRun> runs, Random random) {
    List<List<ImageRun>> chunks = new ArrayList<>();
    for (int start = 0; start < runs.size(); ) {
      int end = Math.min(runs.size(), start + 1 + random.nextInt(4));
      chunks.add(runs.subList(start, end));
      start = end;
    }
    return chunks;
  }

  private static List<List<Object>> inserted(List<List<Object>> rows, ImageRun run) {
    Object table = run.tableNumber().isAbsent() ? null : run.tableNumber().number();
    assertThat(run.tableNumber().kind()).isNotEqualTo(TableNumber.Kind.TEXT);
    return rows.stream()
        .filter(
            row ->
                Objects.equals(row.get(0), table) && Objects.equals(row.get(1), run.imageNumber()))
        .collect(Collectors.toList());
  }

  @Provide
  Arbitrary<List<List<Object>>> tables() {
    Arbitrary<Object> tableNumber = Arbitraries.of(1L, 2L, 3L).map(Object.class::cast);
    Arbitrary<Object> imageNumber = Arbitraries.of(-1L, 1L, 2L, 3L).map(Object.class::cast);
    // SQLite stores -0.0 as the integer 0.
    Arbitrary<Object> number = Arbitraries.doubles().map(d -> d == 0 ? (Object) 0.0 : d);
    Arbitrary<Object> text =
        Arbitraries.strings().withCharRange(' ', '\u02ff').ofMaxLength(5).map(Object.class::cast);
    return Combinators.combine(
            tableNumber.injectNull(0.1),
            imageNumber.injectNull(0.1),
            number.injectNull(0.2),
            text.injectNull(0.2))
        .as((a, b, c, d) -> Arrays.asList(a, b, c, d))
        .list()
        .ofMaxSize(40);
  }
}
