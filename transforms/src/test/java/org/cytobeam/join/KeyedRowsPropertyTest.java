package org.cytobeam.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.model.TableNumber;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.storage.Storage;

/**
 * The join of keys against nested loops over lists. Every row carries its position in its table, so
 * the joined rows tell which rows met.
 */
class KeyedRowsPropertyTest {
  private static final Double[] PARENTS = {null, 0.0, 1.0, 2.0, 3.0, 9.0, 2.5, Double.NaN};

  /** An object: its number, what it says of its cell and nucleus, its position in the table. */
  private record Row(Long object, Double cell, Double nucleus, long position) {}

  @Property(tries = 40)
  void joinedRowsAreThoseOfNestedLoops(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll JoinPolicy policy,
      @ForAll boolean chained)
      throws Exception {
    Plate plate = new Plate(random, images);
    Path folder = Files.createTempDirectory("join");
    try {
      JoinFixture fixture = plate.fixture(folder, chained);
      Oracle oracle = new Oracle(plate, policy, chained);
      assertThat(fixture.join(spec(policy), false)).isEqualTo(oracle.rows());
      for (String tag : List.of("image", "cells", "nuclei", "cytoplasm")) {
        TableCount count = fixture.count(tag);
        assertThat(count).isEqualTo(oracle.count(tag));
        assertThat(count.read()).isEqualTo(count.matched() + count.unmatched() + count.rejected());
      }
    } finally {
      Storage.delete(folder.toString());
    }
  }

  private static JoinSpec spec(JoinPolicy policy) {
    return new JoinSpec(
        "", List.of(), policy, List.of("Image_Position"), List.of(), false, false, "");
  }

  /** Random tables; ImageNumber repeats in another TableNumber. */
  private static final class Plate {
    private final int images;
    private final Map<String, List<List<Row>>> tables = new LinkedHashMap<>();

    Plate(Random random, int images) {
      this.images = images;
      for (String tag : List.of("image", "cells", "nuclei", "cytoplasm")) {
        long position = 0;
        List<List<Row>> table = new ArrayList<>();
        for (int i = 0; i < images; i++) {
          List<Row> rows = new ArrayList<>();
          for (int n = random.nextInt(tag.equals("image") ? 3 : 6); n > 0; n--) {
            int object = random.nextInt(5);
            rows.add(
                new Row(
                    object == 4 ? null : Long.valueOf(object),
                    PARENTS[random.nextInt(PARENTS.length)],
                    PARENTS[random.nextInt(PARENTS.length)],
                    position++));
          }
          table.add(rows);
        }
        tables.put(tag, table);
      }
    }

    JoinFixture fixture(Path folder, boolean chained) {
      JoinFixture fixture = new JoinFixture(folder);
      for (int i = 0; i < images; i++) {
        fixture.image(TableNumber.of(i / 2), i % 2 + 1);
      }
      fixture.table(
          "image", List.of(JoinFixture.integer("Position")), values("image", false, false));
      fixture.table(
          "cells",
          List.of(
              JoinFixture.integer("ObjectNumber"),
              JoinFixture.real("Parent_Nuclei"),
              JoinFixture.integer("Position")),
          values("cells", true, false));
      fixture.table(
          "nuclei",
          List.of(JoinFixture.integer("ObjectNumber"), JoinFixture.integer("Position")),
          nuclei());
      List<org.cytobeam.model.Column> cytoplasm =
          new ArrayList<>(
              List.of(JoinFixture.integer("ObjectNumber"), JoinFixture.real("Parent_Cells")));
      if (!chained) {
        cytoplasm.add(JoinFixture.real("Parent_Nuclei"));
      }
      cytoplasm.add(JoinFixture.integer("Position"));
      fixture.table("cytoplasm", cytoplasm, values("cytoplasm", !chained, true));
      return fixture;
    }

    private List<List<List<Object>>> nuclei() {
      return tables.get("nuclei").stream()
          .map(rows -> rows.stream().map(r -> Arrays.<Object>asList(r.object, r.position)).toList())
          .toList();
    }

    private List<List<List<Object>>> values(String tag, boolean nucleus, boolean cell) {
      List<List<List<Object>>> all = new ArrayList<>();
      for (List<Row> image : tables.get(tag)) {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : image) {
          List<Object> values = new ArrayList<>();
          if (!tag.equals("image")) {
            values.add(row.object);
          }
          if (cell) {
            values.add(row.cell);
          }
          if (nucleus) {
            values.add(row.nucleus);
          }
          values.add(row.position);
          rows.add(values);
        }
        all.add(rows);
      }
      return all;
    }
  }

  /** What the join must give. */
  private static final class Oracle {
    private static final Comparator<Row> BY_OBJECT =
        Comparator.comparing(Row::object, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::position);

    private final Plate plate;
    private final boolean full;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Map<String, Long> rejected = new LinkedHashMap<>();
    private final Map<String, Set<Row>> matched = new LinkedHashMap<>();

    Oracle(Plate plate, JoinPolicy policy, boolean chained) {
      this.plate = plate;
      this.full = policy == JoinPolicy.FULL;
      plate.tables.keySet().forEach(tag -> matched.put(tag, new HashSet<>()));
      for (int i = 0; i < plate.images; i++) {
        join(i, policy, chained);
      }
    }

    List<List<Object>> rows() {
      return rows;
    }

    TableCount count(String tag) {
      long read = plate.tables.get(tag).stream().mapToLong(List::size).sum();
      long refused = rejected.getOrDefault(tag, 0L);
      long found = matched.get(tag).size();
      return new TableCount(tag, read, found, read - refused - found, refused);
    }

    private void join(int image, JoinPolicy policy, boolean chained) {
      List<Row> cells = unique("cells", image);
      List<Row> nuclei = unique("nuclei", image);
      List<Row> imageRows = plate.tables.get("image").get(image);
      rejected.merge("image", Math.max(0L, imageRows.size() - 1), Long::sum);
      Row imageRow = imageRows.isEmpty() ? null : imageRows.get(0);
      Set<Row> kept = new HashSet<>();
      for (Row anchor :
          plate.tables.get("cytoplasm").get(image).stream().sorted(BY_OBJECT).toList()) {
        Row cell = find(cells, anchor.cell);
        Double parent = chained ? (cell == null ? null : cell.nucleus) : anchor.nucleus;
        Row nucleus = find(nuclei, parent);
        boolean complete = cell != null && nucleus != null;
        if (complete) {
          matched.get("cytoplasm").add(anchor);
        }
        if (complete || policy != JoinPolicy.INNER) {
          kept.addAll(Arrays.asList(cell, nucleus));
          add("cells", cell);
          add("nuclei", nucleus);
          add("image", imageRow);
          put(image, imageRow, anchor, cell, nucleus, chained);
        }
      }
      if (full) {
        cells.stream()
            .filter(c -> !kept.contains(c))
            .sorted(BY_OBJECT)
            .forEach(c -> put(image, imageRow, null, c, null, chained));
        nuclei.stream()
            .filter(n -> !kept.contains(n))
            .sorted(BY_OBJECT)
            .forEach(n -> put(image, imageRow, null, null, n, chained));
      }
    }

    /** In the order of the output's columns. */
    private void put(int image, Row imageRow, Row anchor, Row cell, Row nucleus, boolean chained) {
      List<Object> row = new ArrayList<>();
      row.add((long) (image / 2));
      row.add((long) (image % 2 + 1));
      row.add(cell == null ? null : cell.nucleus);
      row.add(anchor == null ? null : anchor.cell);
      if (!chained) {
        row.add(anchor == null ? null : anchor.nucleus);
      }
      row.add(anchor == null ? null : anchor.object);
      if (full) {
        row.add(cell == null ? null : cell.object);
        row.add(nucleus == null ? null : nucleus.object);
      }
      row.add(imageRow == null ? null : imageRow.position);
      row.add(anchor == null ? null : anchor.position);
      row.add(cell == null ? null : cell.position);
      row.add(nucleus == null ? null : nucleus.position);
      rows.add(row);
    }

    private void add(String tag, Row row) {
      if (row != null) {
        matched.get(tag).add(row);
      }
    }

    /** The rows of an image without those that repeat a number. */
    private List<Row> unique(String tag, int image) {
      Set<Long> seen = new HashSet<>();
      List<Row> kept = new ArrayList<>();
      for (Row row : plate.tables.get(tag).get(image)) {
        if (row.object == null || seen.add(row.object)) {
          kept.add(row);
        } else {
          rejected.merge(tag, 1L, Long::sum);
        }
      }
      return kept;
    }

    private static Row find(List<Row> rows, Double parent) {
      if (parent == null || parent == 0) {
        return null;
      }
      return rows.stream()
          .filter(r -> r.object != null && Objects.equals(parent, (double) r.object))
          .findFirst()
          .orElse(null);
    }
  }
}
