package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cytobeam.model.Column;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases with bytes changed, cut off or moved: their rows are those that a plain SELECT gives,
 * or what is wrong is told.
 */
class SqliteDamageTest {
  private static final int CASES = 600;
  private static final int PAGE = 512;

  @TempDir Path folder;

  @Test
  void damageGivesTheRowsOfASelectOrIsTold() throws Exception {
    byte[] sound = Files.readAllBytes(sound());
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int seed = 0; seed < CASES; seed++) {
      byte[] damaged = damaged(sound, new Random(seed));
      Path path = folder.resolve(seed + ".sqlite");
      Files.write(path, damaged);
      outcomes.merge(outcome(path, seed), 1, Integer::sum);
      Files.delete(path);
    }
    // Every way out was taken, so the plan of damages is not too kind nor too harsh.
    assertThat(outcomes).containsOnlyKeys("failed", "quarantined", "read");
    assertThat(outcomes.values()).allMatch(count -> count > CASES / 50);
  }

  /** Small pages make it deep: interior pages, overflow pages, an index, a free list. */
  private Path sound() throws Exception {
    Path path = folder.resolve("sound.sqlite");
    TestDatabase database =
        TestDatabase.of(
            path,
            "PRAGMA page_size = " + PAGE,
            "CREATE TABLE Image (ImageNumber INT, Well TEXT, Picture BLOB)",
            "CREATE TABLE Cells (ImageNumber INT, ObjectNumber INT, Area FLOAT, Name TEXT)",
            "CREATE INDEX by_image ON Cells (ImageNumber, ObjectNumber)",
            "CREATE TABLE Nuclei (ImageNumber INT, ObjectNumber INT, Count BIGINT,"
                + " PRIMARY KEY (ImageNumber, ObjectNumber)) WITHOUT ROWID",
            "CREATE TABLE extra (x)",
            // Without an index: where a damaged one differs from its table, SQLite believes either.
            "CREATE TABLE raw (ImageNumber INT, ObjectNumber INT, Area FLOAT)",
            "CREATE VIEW Cytoplasm AS SELECT ImageNumber, ObjectNumber, Area + 1 AS a FROM raw");
    List<List<Object>> images = new ArrayList<>();
    List<List<Object>> cells = new ArrayList<>();
    List<List<Object>> nuclei = new ArrayList<>();
    for (long image = 1; image <= 12; image++) {
      images.add(List.of(image, "A0" + image, new byte[900]));
      for (long object = 1; object <= 15; object++) {
        cells.add(List.of(image, object, object / 7.0, "n".repeat((int) object * 130)));
        nuclei.add(List.of(image, object, object * image));
      }
    }
    database.insert("Image", images).insert("Cells", cells).insert("Nuclei", nuclei);
    database.insert("raw", cells.stream().map(row -> row.subList(0, 3)).toList());
    database.insert("extra", cells.stream().map(row -> row.subList(3, 4)).toList());
    database.run("DROP TABLE extra");
    return path;
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int page = random.nextInt(bytes.length / PAGE) * PAGE;
      switch (random.nextInt(8)) {
        case 0 -> bytes = Arrays.copyOf(bytes, PAGE + random.nextInt(bytes.length - PAGE));
        case 1 -> bytes[random.nextInt(100)] = (byte) random.nextInt();
        case 2 -> bytes[page + random.nextInt(12)] = (byte) random.nextInt();
        case 3 -> Arrays.fill(bytes, page, page + PAGE, (byte) 0);
        case 4 -> System.arraycopy(sound, random.nextInt(100) * PAGE, bytes, page, PAGE);
        default -> {
          for (int n = random.nextInt(20); n >= 0; n--) {
            bytes[page + random.nextInt(PAGE)] = (byte) random.nextInt();
          }
        }
      }
    }
    return bytes;
  }

  private static String outcome(Path path, int seed) throws Exception {
    List<TableIndex> indexes = TestDatabase.at(path).indexes();
    List<TableIndex> usable = indexes.stream().filter(i -> !i.isQuarantined()).toList();
    try {
      for (TableIndex index : usable) {
        assertRows(path, index, seed);
      }
    } catch (IOException told) {
      assertThat(told).hasMessageContaining(path.toString());
      return "failed";
    }
    return usable.size() < 4 ? "quarantined" : "read";
  }

  private static void assertRows(Path path, TableIndex index, int seed) throws Exception {
    List<ImageRun> runs = new ArrayList<>(index.runs());
    List<String> got = new ArrayList<>();
    for (int start = 0; start < runs.size(); start += 5) {
      List<ImageRun> some = runs.subList(start, Math.min(runs.size(), start + 5));
      TestDatabase.read(index.table(), index.columns(), some).rows().forEach(r -> got.add(text(r)));
    }
    List<String> expected = selected(path, index);
    assertThat(got.stream().sorted().toList())
        .as("case %d, table %s", seed, index.table().table())
        .isEqualTo(expected.stream().sorted().toList());
  }

  private static List<String> selected(Path path, TableIndex index) throws SQLException {
    List<String> rows = new ArrayList<>();
    int image =
        index
            .columns()
            .indexOf(
                index.columns().stream()
                    .filter(c -> c.name().equals(index.keys().imageNumber()))
                    .findFirst()
                    .orElseThrow());
    List<String> names =
        index.columns().stream().map(c -> '`' + c.name().replace("`", "``") + '`').toList();
    String sql = "SELECT %s FROM `%s`".formatted(String.join(", ", names), index.table().table());
    try (Connection connection = TestDatabase.at(path).connect();
        Statement statement = connection.createStatement()) {
      // Else SQLite refuses all tables for what is wrong in the definition of one.
      statement.execute("PRAGMA writable_schema = ON");
      ResultSet selected = statement.executeQuery(sql);
      while (selected.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          Column column = index.columns().get(i);
          Object value = StoredValues.in(column.type(), selected.getObject(i + 1));
          row.add(value == StoredValues.UNREADABLE ? null : value);
        }
        if (StoredValues.isImageNumber(selected.getObject(image + 1))) {
          rows.add(text(row));
        }
      }
    }
    return rows;
  }

  private static String text(List<Object> row) {
    return row.stream()
        .map(value -> value instanceof byte[] bytes ? Arrays.toString(bytes) : "" + value)
        .toList()
        .toString();
  }
}
