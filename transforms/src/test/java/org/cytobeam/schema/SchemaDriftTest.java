package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.model.Samples.run;
import static org.cytobeam.model.Samples.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.TableDrift.Differing;
import org.cytobeam.schema.TableDrift.Found;
import org.cytobeam.schema.TableDrift.Missing;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Columns, types and drift are those of the sources, whatever their order. */
class SchemaDriftTest {
  private static final List<String> NAMES = List.of("A", "B", "C", "D", "É", "Z");
  private static final List<ColumnType> TYPES =
      Arrays.stream(ColumnType.values())
          .filter(type -> type.ordinal() <= ColumnType.BINARY.ordinal())
          .toList();

  @Test
  void sourcesThatLackTheSameAreOneEntryAndTypesHaveAnExample() {
    TableDrift drift =
        SchemaDrift.of(
            "cells",
            List.of(
                index("c/", 5, column("A", ColumnType.DOUBLE)),
                index("a/", 3, column("A", ColumnType.INT64), column("B", ColumnType.NULL)),
                index("b/", 2, column("A", ColumnType.NULL)),
                index("d/", 0, column("A", ColumnType.NULL))));
    assertThat(drift)
        .isEqualTo(
            new TableDrift(
                "cells",
                4,
                List.of(new Missing(List.of("B"), List.of("b/", "c/"), 7)),
                List.of(
                    new Differing(
                        "A",
                        ColumnType.DOUBLE,
                        List.of(
                            new Found(ColumnType.INT64, 1, "a/"),
                            new Found(ColumnType.DOUBLE, 1, "c/"))))));
    assertThat(
            SchemaDrift.of("cells", List.of(index("a/", 3, column("A", ColumnType.INT64))))
                .isNone())
        .isTrue();
  }

  @Property(tries = 200)
  void driftIsThatOfSetsWhateverTheOrderOfSources(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int sources) {
    List<TableIndex> indexes = random(random, sources);
    TableDrift expected = oracle(indexes);
    for (int i = 0; i < 3; i++) {
      assertThat(SchemaDrift.of("cells", indexes)).isEqualTo(expected);
      Collections.shuffle(indexes, random);
    }
  }

  @Property(tries = 200)
  void columnsAndTypesDoNotDependOnTheOrderOfSources(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 12) int sources,
      @ForAll boolean union) {
    List<TableIndex> indexes = random(random, sources);
    Map<String, ColumnType> expected = new TreeMap<>();
    for (TableIndex index : indexes) {
      index.columns().forEach(c -> expected.merge(c.name(), c.type(), ColumnType::meet));
    }
    expected.replaceAll((name, type) -> type.settled());
    if (!union) {
      indexes.stream()
          .filter(index -> index.rows() > 0)
          .forEach(index -> expected.keySet().retainAll(index.packedColumns().nameList()));
    }
    List<org.cytobeam.model.Problem> notes = null;
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(indexes, random);
      OutputSchema schema = resolve(indexes, union);
      assertThat(
              schema.table("cells").columns().stream()
                  .collect(Collectors.toMap(Column::name, Column::type)))
          .isEqualTo(expected);
      assertThat(schema.notes()).isEqualTo(notes == null ? schema.notes() : notes);
      notes = schema.notes();
    }
  }

  /** Lists of names are compared once each, so thousands of sources take no time. */
  @Test
  void aPlateOfThousandsOfSourcesIsComparedInNoTime() {
    List<TableIndex> indexes = new ArrayList<>();
    for (int i = 0; i < 3456; i++) {
      int set = i % 30;
      Column[] columns =
          java.util.stream.IntStream.range(0, 2000)
              .filter(c -> c >= set)
              .mapToObj(c -> column("AreaShape_" + c, ColumnType.DOUBLE))
              .toArray(Column[]::new);
      indexes.add(index("s%04d/".formatted(i), 100, columns));
    }
    TableDrift drift =
        Assertions.assertTimeout(
            java.time.Duration.ofSeconds(8), () -> SchemaDrift.of("cells", indexes));
    assertThat(drift.missing()).hasSize(29);
    assertThat(drift.missing().get(28).columns()).hasSize(29);
    assertThat(drift.missing().stream().mapToInt(m -> m.sources().size()).sum())
        .isEqualTo(3456 - 116);
  }

  private static OutputSchema resolve(List<TableIndex> indexes, boolean union) {
    SchemaSettings settings =
        new SchemaSettings(
            Samples.WANTED, List.of(), false, null, union, ColumnType.DOUBLE, ColumnType.INT64);
    return new SchemaResolver(settings, (sql, tables) -> null)
        .resolve(new Survey(indexes, List.of(), List.of(), List.of()));
  }

  private static List<TableIndex> random(Random random, int sources) {
    List<TableIndex> indexes = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      List<Column> columns = new ArrayList<>();
      for (String name : NAMES) {
        if (columns.isEmpty() || random.nextInt(4) > 0) {
          columns.add(column(name, TYPES.get(random.nextInt(random.nextBoolean() ? 4 : 10))));
        }
      }
      Collections.shuffle(columns, random);
      indexes.add(index("s" + i + "/", random.nextInt(4), columns.toArray(Column[]::new)));
    }
    return indexes;
  }

  private static TableDrift oracle(List<TableIndex> unordered) {
    Map<String, TableIndex> bySource = new TreeMap<>();
    unordered.forEach(index -> bySource.put(index.table().source(), index));
    Map<String, Map<ColumnType, List<String>>> types = new TreeMap<>();
    bySource.forEach(
        (source, index) ->
            index
                .columns()
                .forEach(
                    c ->
                        types
                            .computeIfAbsent(c.name(), name -> new TreeMap<>())
                            .computeIfAbsent(c.type(), type -> new ArrayList<>())
                            .add(source)));
    Map<List<String>, Missing> missing = new LinkedHashMap<>();
    bySource.forEach(
        (source, index) -> {
          TreeSet<String> lacking = new TreeSet<>(types.keySet());
          index.columns().forEach(c -> lacking.remove(c.name()));
          if (!lacking.isEmpty() && index.rows() > 0) {
            List<String> key = List.copyOf(lacking);
            Missing before = missing.getOrDefault(key, new Missing(key, List.of(), 0));
            List<String> with = new ArrayList<>(before.sources());
            with.add(source);
            missing.put(key, new Missing(key, with, before.rows() + index.rows()));
          }
        });
    List<Differing> differing = new ArrayList<>();
    types.forEach(
        (name, sources) -> {
          sources.remove(ColumnType.NULL);
          if (sources.size() > 1) {
            List<Found> found = new ArrayList<>();
            sources.forEach((type, of) -> found.add(new Found(type, of.size(), of.get(0))));
            boolean numbers =
                sources.keySet().equals(java.util.Set.of(ColumnType.INT64, ColumnType.DOUBLE));
            differing.add(
                new Differing(name, numbers ? ColumnType.DOUBLE : ColumnType.TEXT, found));
          }
        });
    return new TableDrift("cells", bySource.size(), List.copyOf(missing.values()), differing);
  }

  private static TableIndex index(String source, long rows, Column... columns) {
    TableIndex index =
        Samples.index(
            table(source, "cells"),
            rows == 0 ? List.of() : List.of(run(TableNumber.ABSENT, 1, rows)));
    return Samples.withColumns(index, columns);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type);
  }
}
