package org.cytobeam.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.join.KeyFault.Kind;
import org.cytobeam.model.Column;
import org.cytobeam.model.TableNumber;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.storage.Storage;
import org.cytobeam.testkit.ExpectedObjects;
import org.cytobeam.testkit.ExpectedObjects.Astray;
import org.cytobeam.testkit.ExpectedObjects.Counts;
import org.cytobeam.testkit.ExpectedObjects.Link;
import org.cytobeam.testkit.ObjectPlate;

/** Objects of any names, in chains and trees of parents, against nested loops over lists. */
class ObjectJoinPropertyTest {
  private static final List<String> NAMES =
      List.of("Cells_Cellpose3", "Nuclei_Cellpose3", "RBC", "SpecklesDAPI", "Cells");

  @Property(tries = 60)
  void whatMeetsFollowsFromTheParentsAlone(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 5) int tables,
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll JoinPolicy policy)
      throws Exception {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    names = names.subList(0, tables);
    ObjectPlate plate = plate(names, images, random);
    Path folder = Files.createTempDirectory("join");
    try {
      check(plate, names.get(0), policy, fixture(folder, plate, random));
    } finally {
      Storage.delete(folder.toString());
    }
  }

  /** Each table but the first is the parent of one before it; no other says what the anchor is. */
  private static ObjectPlate plate(List<String> names, int images, Random random) {
    List<List<String>> parents = new ArrayList<>();
    names.forEach(name -> parents.add(new ArrayList<>()));
    for (int i = 1; i < names.size(); i++) {
      parents.get(random.nextInt(i)).add(names.get(i));
    }
    ObjectPlate plate = new ObjectPlate(images, random);
    for (int i = 0; i < names.size(); i++) {
      plate.with(names.get(i), parents.get(i).toArray(String[]::new));
    }
    return plate;
  }

  private static void check(
      ObjectPlate plate, String anchor, JoinPolicy policy, JoinFixture fixture) throws Exception {
    JoinSpec spec = new JoinSpec("", List.of(), policy, List.of(), List.of(), false, false, "");
    OutputSchema schema = fixture.schema(spec, true);
    assertThat(schema.join().anchor()).isEqualTo(tag(anchor));
    List<Link> links = links(plate, schema.join().links());
    ExpectedObjects expected =
        new ExpectedObjects(plate, anchor, links, ExpectedObjects.Policy.valueOf(policy.name()));
    List<Integer> columns = new ArrayList<>(List.of(position(anchor, schema)));
    links.forEach(link -> columns.add(position(link.parent(), schema)));
    List<List<Object>> met = new ArrayList<>();
    for (List<Object> row : fixture.join(spec, false)) {
      met.add(columns.stream().map(row::get).collect(java.util.stream.Collectors.toList()));
    }
    assertThat(met).isEqualTo(expected.rows());
    for (String name : plate.tables().keySet()) {
      Counts counts = expected.counts(name);
      assertThat(fixture.count(tag(name)))
          .isEqualTo(
              new TableCount(
                  tag(name),
                  counts.read(),
                  counts.matched(),
                  counts.unmatched(),
                  counts.rejected()));
      assertThat(rows(fixture, Kind.REPEATED, name, "ObjectNumber")).isEqualTo(counts.rejected());
    }
    for (Link link : links) {
      String column = "Parent_" + link.parent();
      assertThat(
              new Astray(
                  rows(fixture, Kind.PARENT_NOT_WHOLE, link.child(), column),
                  rows(fixture, Kind.PARENT_UNKNOWN, link.child(), column)))
          .isEqualTo(expected.astray().get(link));
    }
  }

  private static List<Link> links(ObjectPlate plate, List<JoinLink> found) {
    List<Link> expected = new ArrayList<>();
    plate
        .tables()
        .forEach((child, table) -> table.parents().forEach(p -> expected.add(new Link(child, p))));
    List<Link> ordered = new ArrayList<>();
    for (JoinLink link : found) {
      expected.stream()
          .filter(e -> tag(e.child()).equals(link.child()) && tag(e.parent()).equals(link.target()))
          .forEach(ordered::add);
    }
    assertThat(ordered).containsExactlyInAnyOrderElementsOf(expected).hasSameSizeAs(found);
    return ordered;
  }

  private static long rows(JoinFixture fixture, Kind kind, String name, String column) {
    return fixture.result().faults().stream()
        .filter(f -> f.kind() == kind && f.tag().equals(tag(name)) && f.column().equals(column))
        .mapToLong(KeyFault::rows)
        .sum();
  }

  private static int position(String name, OutputSchema schema) {
    List<String> names = schema.output("").columns().stream().map(c -> c.name()).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name + "_Position")) {
        return i;
      }
    }
    throw new AssertionError("no position of " + name + " in " + names);
  }

  private static JoinFixture fixture(Path folder, ObjectPlate plate, Random random) {
    List<String> tags = new ArrayList<>(plate.tables().keySet().stream().map(t -> tag(t)).toList());
    Collections.shuffle(tags, random);
    JoinFixture fixture = new JoinFixture(folder).compartments(tags);
    for (int image = 1; image <= plate.images(); image++) {
      fixture.image(TableNumber.ABSENT, image);
    }
    for (Map.Entry<String, ObjectPlate.Table> table : plate.tables().entrySet()) {
      List<Column> columns = new ArrayList<>(List.of(JoinFixture.integer("ObjectNumber")));
      table.getValue().parents().forEach(p -> columns.add(JoinFixture.real("Parent_" + p)));
      columns.add(JoinFixture.integer("Position"));
      fixture.table(tag(table.getKey()), columns, rows(plate, table.getValue()));
    }
    return fixture;
  }

  private static List<List<List<Object>>> rows(ObjectPlate plate, ObjectPlate.Table table) {
    List<List<List<Object>>> images = new ArrayList<>();
    for (int image = 1; image <= plate.images(); image++) {
      List<List<Object>> rows = new ArrayList<>();
      for (ObjectPlate.Item item : table.items()) {
        if (item.image() == image) {
          List<Object> row = new ArrayList<>(List.of(item.number()));
          item.parents().forEach(p -> row.add(p == null ? null : ((Number) p).doubleValue()));
          row.add(item.position());
          rows.add(row);
        }
      }
      images.add(rows);
    }
    return images;
  }

  private static String tag(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
