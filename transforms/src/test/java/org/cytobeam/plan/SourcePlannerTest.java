package org.cytobeam.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cytobeam.model.Samples.run;
import static org.cytobeam.model.Samples.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Range;
import org.cytobeam.model.Samples;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;

class SourcePlannerTest {
  private static final TableNumber NONE = TableNumber.ABSENT;

  /** Row groups of 100 bytes, partitions of 40: 4 rows of one table, at 10 bytes a row. */
  private static final PlanSettings TINY = new PlanSettings(100, 100, 40, 0, false);

  @Test
  void imagesOfAnyTableAreInThePlanAndCutTheSameForAll() {
    TableIndex image = index("a/", "image", run(NONE, 1, 1), run(NONE, 3, 1));
    TableIndex cells = index("a/", "cells", run(NONE, 2, 2), run(NONE, 1, 1));
    List<RowGroupPlan> plans = plan(TINY, image, cells);
    assertThat(plans)
        .containsExactly(
            new RowGroupPlan(
                0,
                List.of(
                    chunk(0, 0, 0, image, slice(0, 1, 1)),
                    chunk(0, 0, 0, cells, slice(0, 1, 1), slice(1, 2, 2)),
                    chunk(0, 1, 0, image, slice(0, 3, 1))),
                50));
  }

  @Test
  void absentNumbersComeBeforeIntegersAndTheseBeforeText() {
    TableNumber[] numbers = {
      TableNumber.of("b"),
      TableNumber.of(10),
      NONE,
      TableNumber.of("B"),
      TableNumber.of(-9),
      TableNumber.of("\uD83D\uDD2C"),
      TableNumber.of("\uFFFD"),
      TableNumber.of(9)
    };
    List<ImageRun> runs = new ArrayList<>();
    for (TableNumber number : numbers) {
      runs.add(run(number, 2, 1));
      runs.add(run(number, -1, 1));
    }
    List<ImageSlice> slices =
        plan(PlanSettings.defaults(), index("a/", "cells", runs.toArray(ImageRun[]::new)))
            .get(0)
            .chunks()
            .get(0)
            .slices();
    assertThat(slices.stream().map(s -> s.tableNumber() + "/" + s.imageNumber()))
        .containsExactly(
            "none/-1",
            "none/2",
            "-9/-1",
            "-9/2",
            "9/-1",
            "9/2",
            "10/-1",
            "10/2",
            "B/-1",
            "B/2",
            "b/-1",
            "b/2",
            "\uFFFD/-1",
            "\uFFFD/2",
            "\uD83D\uDD2C/-1",
            "\uD83D\uDD2C/2");
  }

  @Test
  void sourcesShareAPartitionAndTheirChunksAreNumbered() {
    TableIndex first = index("a/", "cells", run(NONE, 1, 1));
    TableIndex nuclei = index("b/", "nuclei", run(NONE, 1, 1));
    TableIndex second = index("b/", "cells", run(NONE, 1, 1));
    assertThat(plan(TINY, first, nuclei, second).get(0).chunks())
        .containsExactly(
            chunk(0, 0, 0, first, slice(0, 1, 1)),
            chunk(0, 0, 0, nuclei, slice(1, 1, 1)),
            chunk(0, 0, 1, second, slice(1, 1, 1)));
  }

  @Test
  void addedNumbersReplaceTheMissingOnes() {
    TableIndex first = index("a/", "cells", run(NONE, 1, 1));
    TableIndex second = index("b/", "cells", run(TableNumber.of(3), 1, 1));
    Survey survey =
        new Survey(
            List.of(first, second), List.of(new SourceNumber("a/", 99)), List.of(), List.of());
    assertThat(new SourcePlanner(survey, TINY).plan().get(0).chunks())
        .extracting(c -> c.slices().get(0).tableNumber())
        .containsExactly(TableNumber.of(99), TableNumber.of(3));
  }

  @Test
  void anImageLargerThanAPartitionIsNotSplit() {
    TableIndex cells = index("a/", "cells", run(NONE, 1, 1), run(NONE, 2, 25), run(NONE, 3, 1));
    assertThat(plan(TINY, cells))
        .containsExactly(
            new RowGroupPlan(0, List.of(chunk(0, 0, 0, cells, slice(0, 1, 1))), 10),
            new RowGroupPlan(1, List.of(chunk(1, 0, 0, cells, slice(0, 2, 25))), 250),
            new RowGroupPlan(2, List.of(chunk(2, 0, 0, cells, slice(0, 3, 1))), 10));
  }

  @Test
  void partitionRowsCountTheLargestTableAndDoNotChangeRowGroups() {
    TableIndex cells = index("a/", "cells", run(NONE, 1, 2), run(NONE, 2, 2), run(NONE, 3, 2));
    TableIndex nuclei = index("a/", "nuclei", run(NONE, 1, 1), run(NONE, 2, 1), run(NONE, 3, 1));
    assertThat(plan(new PlanSettings(100, 100, 100, 4, false), cells, nuclei))
        .containsExactly(
            new RowGroupPlan(
                0,
                List.of(
                    chunk(0, 0, 0, cells, slice(0, 1, 2), slice(1, 2, 2)),
                    chunk(0, 0, 0, nuclei, slice(0, 1, 1), slice(1, 2, 1)),
                    chunk(0, 1, 0, cells, slice(0, 3, 2)),
                    chunk(0, 1, 0, nuclei, slice(0, 3, 1))),
                90));
  }

  @Test
  void noNumberOfPartitionRowsLiftsTheBoundOfBytes() {
    TableIndex cells = index("a/", "cells", run(NONE, 1, 3), run(NONE, 2, 3), run(NONE, 3, 8));
    assertThat(plan(TINY.withPartitionRows(30_000), cells)).isEqualTo(plan(TINY, cells)).hasSize(2);
  }

  @Test
  void separateTablesArePlannedOneAfterTheOther() {
    TableIndex image = index("a/", "image", run(NONE, 1, 1));
    TableIndex cells = index("a/", "cells", run(NONE, 2, 4), run(NONE, 3, 4), run(NONE, 4, 4));
    TableIndex more = index("b/", "image", run(NONE, 1, 1));
    assertThat(plan(TINY.withSeparateTables(true), image, cells, more))
        .containsExactly(
            new RowGroupPlan(
                0,
                List.of(
                    chunk(0, 0, 0, image, slice(0, 1, 1)), chunk(0, 0, 1, more, slice(1, 1, 1))),
                20),
            new RowGroupPlan(
                1,
                List.of(
                    chunk(1, 0, 0, cells, slice(0, 2, 4)), chunk(1, 1, 0, cells, slice(0, 3, 4))),
                80),
            new RowGroupPlan(2, List.of(chunk(2, 0, 0, cells, slice(0, 4, 4))), 40));
  }

  @Test
  void aSmallInputGivesSixteenCoresWork() {
    ImageRun[] runs = new ImageRun[160];
    Arrays.setAll(runs, i -> run(NONE, i, 10));
    PlanSettings settings = new PlanSettings(500, 5000, 500, 0, false);
    assertThat(plan(settings, index("a/", "cells", runs)))
        .hasSize(16)
        .allMatch(p -> p.bytes() == 1000);
  }

  @Test
  void anImageThatNoWorkerCouldHoldIsRefusedWithItsSize() {
    ImageRun huge = new ImageRun(TableNumber.of(4), 7, List.of(), 1, (1L << 30) + (5L << 20));
    assertThatThrownBy(() -> plan(PlanSettings.defaults(), index("a/", "cells", huge)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "image 7 (TableNumber 4) of /in/a/cells.csv needs 1029 MB of memory; an image may need"
                + " at most 1024 MB");
  }

  @Test
  void nothingGivesNoRowGroup() {
    assertThat(plan(TINY)).isEmpty();
    assertThat(plan(TINY, index("a/", "cells"))).isEmpty();
  }

  @Property(tries = 200)
  void everyRunIsInOneSliceWhateverTheOrderOfArrival(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 4) int sources,
      @ForAll @IntRange(min = 1, max = 200) int partitionBytes,
      @ForAll @IntRange(max = 12) int partitionRows) {
    List<TableIndex> indexes = randomIndexes(random, sources);
    PlanSettings settings = new PlanSettings(100, 300, partitionBytes, partitionRows, false);
    List<RowGroupPlan> plans = new SourcePlanner(survey(indexes), settings).plan();

    assertThat(runsIn(plans))
        .containsExactlyInAnyOrderElementsOf(runsOf(survey(indexes).indexes()));
    assertThat(plans.stream().map(RowGroupPlan::index).toList())
        .isEqualTo(java.util.stream.LongStream.range(0, plans.size()).boxed().toList());
    plans.forEach(plan -> checkPartitions(plan, Math.min(partitionBytes, 300), partitionRows));

    List<TableIndex> shuffled = new ArrayList<>(indexes);
    Collections.shuffle(shuffled, random);
    assertThat(new SourcePlanner(survey(shuffled), settings).plan()).isEqualTo(plans);
  }

  private static void checkPartitions(RowGroupPlan plan, long maxBytes, long maxRows) {
    Map<Integer, Map<Integer, List<Object>>> images = new HashMap<>();
    Map<Integer, Long> bytes = new HashMap<>();
    Map<List<Object>, Long> rows = new HashMap<>();
    for (ChunkDescriptor chunk : plan.chunks()) {
      assertThat(chunk.rowGroup()).isEqualTo(plan.index());
      assertThat(chunk.rows()).isEqualTo(chunk.slices().stream().mapToLong(ImageSlice::rows).sum());
      assertThat(chunk.bytes()).isEqualTo(10 * chunk.rows());
      bytes.merge(chunk.partition(), chunk.bytes(), Long::sum);
      rows.merge(List.of(chunk.partition(), chunk.table().tag()), chunk.rows(), Long::sum);
      assertThat(chunk.slices()).extracting(ImageSlice::ordinal).isSorted().doesNotHaveDuplicates();
      for (ImageSlice slice : chunk.slices()) {
        List<Object> key =
            List.of(chunk.table().source(), slice.tableNumber(), slice.imageNumber());
        Map<Integer, List<Object>> partition =
            images.computeIfAbsent(chunk.partition(), p -> new HashMap<>());
        assertThat(partition.merge(slice.ordinal(), key, (a, b) -> a)).isEqualTo(key);
      }
    }
    assertThat(bytes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(plan.bytes());
    images.forEach(
        (partition, keys) -> {
          assertThat(keys)
              .containsOnlyKeys(java.util.stream.IntStream.range(0, keys.size()).boxed().toList());
          assertThat(keys.values()).doesNotHaveDuplicates();
          if (keys.size() > 1) {
            assertThat(bytes.get(partition)).isLessThanOrEqualTo(maxBytes);
          }
          if (keys.size() > 1 && maxRows > 0) {
            assertThat(rows)
                .allSatisfy(
                    (table, count) ->
                        assertThat(table.get(0).equals(partition) && count > maxRows).isFalse());
          }
        });
  }

  private static List<TableIndex> randomIndexes(Random random, int sources) {
    TableNumber[] numbers = {NONE, TableNumber.of(5), TableNumber.of("x")};
    List<TableIndex> indexes = new ArrayList<>();
    for (int s = 0; s < sources; s++) {
      for (String tag : List.of("cells", "nuclei", "cytoplasm")) {
        List<ImageRun> runs = new ArrayList<>();
        for (long image = 0; image < 6; image++) {
          if (random.nextInt(3) > 0) {
            runs.add(run(numbers[(int) (image % 3)], image / 2, random.nextInt(8)));
          }
        }
        Collections.shuffle(runs, random);
        indexes.add(index("s" + s + "/", tag, runs.toArray(ImageRun[]::new)));
      }
    }
    return indexes;
  }

  private static List<List<Object>> runsOf(List<TableIndex> indexes) {
    List<List<Object>> runs = new ArrayList<>();
    for (TableIndex index : indexes) {
      index
          .runs()
          .forEach(
              r ->
                  runs.add(
                      List.of(
                          index.table(), r.tableNumber(), r.imageNumber(), r.ranges(), r.rows())));
    }
    return runs;
  }

  private static List<List<Object>> runsIn(List<RowGroupPlan> plans) {
    List<List<Object>> runs = new ArrayList<>();
    for (RowGroupPlan plan : plans) {
      for (ChunkDescriptor chunk : plan.chunks()) {
        SourceTable table = chunk.table();
        chunk
            .slices()
            .forEach(
                s ->
                    runs.add(
                        List.of(table, s.tableNumber(), s.imageNumber(), s.ranges(), s.rows())));
      }
    }
    return runs;
  }

  private static Survey survey(List<TableIndex> indexes) {
    return new Surveyor(Samples.WANTED, TableNumberRule.NEVER).survey(indexes);
  }

  private static List<RowGroupPlan> plan(PlanSettings settings, TableIndex... indexes) {
    Survey survey = new Survey(List.of(indexes), List.of(), List.of(), List.of());
    return new SourcePlanner(survey, settings).plan();
  }

  private static TableIndex index(String source, String tag, ImageRun... runs) {
    return Samples.index(table(source, tag), List.of(runs), "ImageNumber");
  }

  private static ImageSlice slice(int ordinal, long imageNumber, long rows) {
    return new ImageSlice(
        ordinal, NONE, imageNumber, List.of(new Range(imageNumber, imageNumber + 1)), rows);
  }

  private static ChunkDescriptor chunk(
      long rowGroup, int partition, int sequence, TableIndex index, ImageSlice... slices) {
    long rows = Arrays.stream(slices).mapToLong(ImageSlice::rows).sum();
    return new ChunkDescriptor(
        rowGroup, partition, sequence, index.table(), List.of(slices), rows, 10 * rows);
  }
}
