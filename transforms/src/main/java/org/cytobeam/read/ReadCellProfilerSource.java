package org.cytobeam.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.plan.PlanSlice;
import org.cytobeam.plan.RowGroupPlan;

/**
 * A splittable read of the plan: every row group becomes, in each table's collection, one element
 * with that table's chunk descriptors. The restriction is the range of row groups in the slice; the
 * tables are fixed when the graph is built.
 */
public final class ReadCellProfilerSource
    extends PTransform<PCollection<PlanSlice>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final List<String> tags;

  private ReadCellProfilerSource(List<String> tags) {
    this.tags = List.copyOf(tags);
  }

  /**
   * @param tags the tables, at least one
   */
  public static ReadCellProfilerSource of(List<String> tags) {
    if (tags.isEmpty()) {
      throw new IllegalArgumentException("at least one table must be named");
    }
    return new ReadCellProfilerSource(tags);
  }

  /** The output of one table, in the tuple that {@link #expand} gives and the merge takes. */
  public static TupleTag<KV<Long, TableChunks>> output(String tag) {
    return new TupleTag<>("table " + tag) {
      private static final long serialVersionUID = 1L;
    };
  }

  @Override
  public PCollectionTuple expand(PCollection<PlanSlice> slices) {
    TupleTagList others = TupleTagList.empty();
    for (String tag : tags.subList(1, tags.size())) {
      others = others.and(output(tag));
    }
    PCollectionTuple outputs =
        slices.apply(
            "Describe chunks",
            ParDo.of(new DescribeFn()).withOutputTags(output(tags.get(0)), others));
    for (String tag : tags) {
      outputs
          .get(output(tag))
          .setCoder(KvCoder.of(VarLongCoder.of(), RecordCoder.of(TableChunks.class)));
    }
    return outputs;
  }

  /** Claims a row group, then tells every table's chunks of it. */
  @DoFn.BoundedPerElement
  static final class DescribeFn extends DoFn<PlanSlice, KV<Long, TableChunks>> {
    private static final long serialVersionUID = 1L;

    @GetInitialRestriction
    public OffsetRange all(@Element PlanSlice slice) {
      return new OffsetRange(0, slice.rowGroups().size());
    }

    /** Known from the plan: nothing is opened to tell the size of a restriction. */
    @GetSize
    public double size(@Element PlanSlice slice, @Restriction OffsetRange range) {
      return slice.rowGroups().subList((int) range.getFrom(), (int) range.getTo()).stream()
          .mapToLong(RowGroupPlan::bytes)
          .sum();
    }

    @ProcessElement
    public void process(
        @Element PlanSlice slice,
        RestrictionTracker<OffsetRange, Long> tracker,
        MultiOutputReceiver out) {
      for (long i = tracker.currentRestriction().getFrom(); tracker.tryClaim(i); i++) {
        RowGroupPlan rowGroup = slice.rowGroups().get((int) i);
        byTag(rowGroup)
            .forEach(
                (tag, chunks) ->
                    out.get(output(tag))
                        .output(KV.of(rowGroup.index(), new TableChunks(tag, chunks, List.of()))));
      }
    }

    private static Map<String, List<ChunkDescriptor>> byTag(RowGroupPlan rowGroup) {
      return rowGroup.chunks().stream()
          .collect(
              Collectors.groupingBy(c -> c.table().tag(), LinkedHashMap::new, Collectors.toList()));
    }
  }
}
