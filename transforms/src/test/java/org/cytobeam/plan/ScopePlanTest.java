package org.cytobeam.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.model.Samples.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.junit.jupiter.api.Test;

/** What one query of a user's SQL sees is never cut, and small sources share a partition. */
class ScopePlanTest {
  /** Row groups of 100 bytes, partitions of 40: 4 rows of one table, at 10 bytes a row. */
  private static final PlanSettings TINY = new PlanSettings(100, 100, 40, 0, false);

  @Test
  void imagesAreCutWhereTheyFillAPartition() {
    assertThat(cut(TINY, index("a/", 2, 2, 2), index("b/", 2, 2)))
        .containsExactly("0/0 a/1 a/2", "0/1 a/3 b/1", "0/2 b/2");
  }

  @Test
  void aSourceIsNotSplitAndSmallOnesArePackedTogether() {
    assertThat(
            cut(
                TINY.withScope(JoinScope.SOURCE),
                index("a/", 1, 1),
                index("b/", 2),
                index("c/", 3, 3, 9),
                index("d/", 1),
                index("e/", 3),
                index("f/", 1)))
        .containsExactly("0/0 a/1 a/2 b/1", "1/0 c/1 c/2 c/3", "2/0 d/1 e/1", "2/1 f/1");
  }

  @Test
  void everythingIsOnePartitionWhateverItsSize() {
    assertThat(cut(TINY.withScope(JoinScope.ALL), index("a/", 20, 20), index("b/", 1, 50)))
        .containsExactly("0/0 a/1 a/2 b/1 b/2");
  }

  @Test
  void theNumberOfPartitionRowsSplitsNoSourceEither() {
    assertThat(
            cut(
                TINY.withPartitionRows(1).withScope(JoinScope.SOURCE),
                index("a/", 1, 1),
                index("b/", 1),
                index("c/", 1)))
        .containsExactly("0/0 a/1 a/2", "0/1 b/1", "0/2 c/1");
  }

  @Test
  void nothingGivesNoRowGroup() {
    for (JoinScope scope : JoinScope.values()) {
      assertThat(cut(TINY.withScope(scope))).isEmpty();
      assertThat(cut(TINY.withScope(scope), index("a/"))).isEmpty();
    }
  }

  @Property(tries = 200)
  void aUnitLiesInOnePartitionAndTwoNeighboursDoNotFitIntoOne(
      @ForAll Random random,
      @ForAll JoinScope scope,
      @ForAll @IntRange(min = 1, max = 200) int partitionBytes) {
    List<TableIndex> indexes = new ArrayList<>();
    for (int source = 0; source < 1 + random.nextInt(6); source++) {
      for (String tag : List.of("cells", "nuclei")) {
        List<ImageRun> runs = new ArrayList<>();
        for (long image = 0; image < random.nextInt(5); image++) {
          TableNumber number = TableNumber.of(image % 2);
          runs.add(run(number, 1 + image / 2, random.nextInt(6)));
        }
        indexes.add(Samples.index(Samples.table("s" + source + "/", tag), runs, "ImageNumber"));
      }
    }
    PlanSettings settings = new PlanSettings(300, 300, partitionBytes, 0, false).withScope(scope);
    List<Map<String, Long>> partitions = unitBytes(plan(settings, indexes), scope);

    Set<String> units = new LinkedHashSet<>();
    for (Map<String, Long> partition : partitions) {
      assertThat(units).doesNotContainAnyElementsOf(partition.keySet());
      units.addAll(partition.keySet());
      assertThat(partition.size() == 1 || sum(partition) <= partitionBytes).isTrue();
    }
    for (int i = 1; i < partitions.size(); i++) {
      long next = partitions.get(i).values().iterator().next();
      assertThat(sum(partitions.get(i - 1)) + next).isGreaterThan(partitionBytes);
    }
  }

  private static long sum(Map<String, Long> partition) {
    return partition.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For each partition, in order, the units in it, in order, with their bytes. */
  private static List<Map<String, Long>> unitBytes(List<RowGroupPlan> plans, JoinScope scope) {
    List<Map<String, Long>> partitions = new ArrayList<>();
    for (RowGroupPlan plan : plans) {
      Map<Integer, TreeMap<Integer, Map<String, Long>>> byOrdinal = new TreeMap<>();
      for (ChunkDescriptor chunk : plan.chunks()) {
        for (ImageSlice slice : chunk.slices()) {
          String source = chunk.table().source();
          String unit =
              switch (scope) {
                case IMAGE -> source + slice.tableNumber() + "/" + slice.imageNumber();
                case SOURCE -> source;
                case ALL -> "all";
              };
          byOrdinal
              .computeIfAbsent(chunk.partition(), p -> new TreeMap<>())
              .computeIfAbsent(slice.ordinal(), o -> new LinkedHashMap<>())
              .merge(unit, 10 * slice.rows(), Long::sum);
        }
      }
      for (TreeMap<Integer, Map<String, Long>> images : byOrdinal.values()) {
        Map<String, Long> units = new LinkedHashMap<>();
        images.values().forEach(i -> i.forEach((unit, b) -> units.merge(unit, b, Long::sum)));
        partitions.add(units);
      }
    }
    return partitions;
  }

  /** Row group, partition and images, as {@code 0/1 a/2 a/3}. */
  private static List<String> cut(PlanSettings settings, TableIndex... indexes) {
    Map<String, String> images = new LinkedHashMap<>();
    for (RowGroupPlan plan : plan(settings, List.of(indexes))) {
      for (ChunkDescriptor chunk : plan.chunks()) {
        for (ImageSlice slice : chunk.slices()) {
          images.merge(
              plan.index() + "/" + chunk.partition(),
              " " + chunk.table().source() + slice.imageNumber(),
              String::concat);
        }
      }
    }
    return images.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList();
  }

  private static List<RowGroupPlan> plan(PlanSettings settings, List<TableIndex> indexes) {
    return new SourcePlanner(new Survey(indexes, List.of(), List.of(), List.of()), settings).plan();
  }

  private static TableIndex index(String source, int... rowsOfImages) {
    List<ImageRun> runs = new ArrayList<>();
    for (int rows : rowsOfImages) {
      runs.add(run(TableNumber.ABSENT, runs.size() + 1, rows));
    }
    return Samples.index(Samples.table(source, "cells"), runs, "ImageNumber");
  }
}
