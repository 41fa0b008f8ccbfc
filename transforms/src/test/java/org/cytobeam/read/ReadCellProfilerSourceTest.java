package org.cytobeam.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Samples;
import org.cytobeam.plan.PlanSlice;
import org.cytobeam.plan.RowGroupPlan;
import org.cytobeam.read.ReadCellProfilerSource.DescribeFn;
import org.junit.jupiter.api.Test;

class ReadCellProfilerSourceTest {
  private final DescribeFn fn = new DescribeFn();

  @Test
  void everyTableOfARowGroupIsOneElementOfItsOwnCollection() {
    Outputs outputs = new Outputs();
    PlanSlice slice = slice(2);
    fn.process(slice, new OffsetRangeTracker(fn.all(slice)), outputs);
    assertThat(outputs.elements)
        .isEqualTo(
            Map.of(
                "table cells",
                List.of(
                    KV.of(
                        0L, new TableChunks("cells", List.of(cells(0, 0), cells(0, 1)), List.of())),
                    KV.of(
                        1L,
                        new TableChunks("cells", List.of(cells(1, 0), cells(1, 1)), List.of()))),
                "table image",
                List.of(KV.of(1L, new TableChunks("image", List.of(image(1)), List.of())))));
  }

  @Test
  void theSizeIsThatOfThePlanAndNoFileIsNeeded() {
    PlanSlice slice = slice(4);
    assertThat(fn.all(slice)).isEqualTo(new OffsetRange(0, 4));
    assertThat(fn.size(slice, new OffsetRange(0, 4))).isEqualTo(100 + 101 + 102 + 103);
    assertThat(fn.size(slice, new OffsetRange(1, 3))).isEqualTo(101 + 102);
    assertThat(fn.size(slice, new OffsetRange(2, 2))).isZero();
  }

  @Test
  void noTableIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> ReadCellProfilerSource.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one table must be named");
  }

  @Property(tries = 300)
  void anySplitsNeitherLoseNorRepeatARowGroup(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 20) int rowGroups,
      @ForAll @IntRange(min = 1, max = 4) int rarity) {
    PlanSlice slice = slice(rowGroups);
    Outputs outputs = new Outputs();
    Deque<OffsetRange> open = new ArrayDeque<>(List.of(fn.all(slice)));
    int restrictions = 0;
    while (!open.isEmpty()) {
      SplittingTracker tracker = new SplittingTracker(open.remove(), random, rarity, open);
      fn.process(slice, tracker, outputs);
      tracker.checkDone();
      restrictions++;
    }
    assertThat(restrictions).isLessThanOrEqualTo(2 * rowGroups + 1);
    assertThat(rowGroups(outputs, "table cells")).hasSize(rowGroups).doesNotHaveDuplicates();
    assertThat(rowGroups(outputs, "table image")).hasSize(rowGroups - 1).doesNotHaveDuplicates();
  }

  private static List<Long> rowGroups(Outputs outputs, String tag) {
    return outputs.elements.getOrDefault(tag, List.of()).stream()
        .map(e -> (Long) ((KV<?, ?>) e).getKey())
        .toList();
  }

  /** Row group 0 has no image. */
  private static PlanSlice slice(int rowGroups) {
    List<RowGroupPlan> plans = new ArrayList<>();
    for (long i = 0; i < rowGroups; i++) {
      List<ChunkDescriptor> chunks = new ArrayList<>(List.of(cells(i, 0), cells(i, 1)));
      if (i > 0) {
        chunks.add(1, image(i));
      }
      plans.add(new RowGroupPlan(i, chunks, 100 + i));
    }
    return new PlanSlice(plans);
  }

  private static ChunkDescriptor cells(long rowGroup, int partition) {
    return new ChunkDescriptor(
        rowGroup, partition, 0, Samples.table("a/", "cells"), List.of(), 0, 0);
  }

  private static ChunkDescriptor image(long rowGroup) {
    return new ChunkDescriptor(rowGroup, 0, 0, Samples.table("a/", "image"), List.of(), 0, 0);
  }

  /** Splits now and then when a position is claimed, and puts the residual aside. */
  private static final class SplittingTracker extends RestrictionTracker<OffsetRange, Long> {
    private final OffsetRangeTracker tracker;
    private final Random random;
    private final int rarity;
    private final Deque<OffsetRange> residuals;

    SplittingTracker(OffsetRange range, Random random, int rarity, Deque<OffsetRange> residuals) {
      this.tracker = new OffsetRangeTracker(range);
      this.random = random;
      this.rarity = rarity;
      this.residuals = residuals;
    }

    @Override
    public boolean tryClaim(Long position) {
      boolean claimed = tracker.tryClaim(position);
      if (random.nextInt(rarity) == 0) {
        trySplit(random.nextInt(5) / 4.0);
      }
      return claimed;
    }

    @Override
    public OffsetRange currentRestriction() {
      return tracker.currentRestriction();
    }

    @Override
    public SplitResult<OffsetRange> trySplit(double fraction) {
      SplitResult<OffsetRange> split = tracker.trySplit(fraction);
      if (split != null && split.getResidual() != null) {
        residuals.add(split.getResidual());
      }
      return split;
    }

    @Override
    public void checkDone() {
      tracker.checkDone();
    }

    @Override
    public IsBounded isBounded() {
      return IsBounded.BOUNDED;
    }
  }

  /** Keeps what each collection is given. */
  private static final class Outputs implements DoFn.MultiOutputReceiver {
    private final Map<String, List<Object>> elements = new TreeMap<>();

    @Override
    public <T> DoFn.OutputReceiver<T> get(TupleTag<T> tag) {
      return new DoFn.OutputReceiver<>() {
        @Override
        public OutputBuilder<T> builder(T value) {
          return WindowedValues.<T>builder()
              .setValue(value)
              .setReceiver(
                  v ->
                      elements
                          .computeIfAbsent(tag.getId(), t -> new ArrayList<>())
                          .add(v.getValue()));
        }

        @Override
        public void output(T value) {
          elements.computeIfAbsent(tag.getId(), t -> new ArrayList<>()).add(value);
        }
      };
    }

    @Override
    public <T> DoFn.OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException("no rows are written");
    }
  }
}
