package org.cytobeam.merge;

import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.cytobeam.read.ReadCellProfilerSource;
import org.cytobeam.read.TableChunks;

/**
 * Brings the compartments and the image table of each row group together: a {@code CoGroupByKey}
 * with one tag per table and one value a tag.
 */
public final class MergeCompartments
    extends PTransform<PCollectionTuple, PCollection<KV<Long, CoGbkResult>>> {
  private static final long serialVersionUID = 1L;

  private final List<String> tags;

  private MergeCompartments(List<String> tags) {
    this.tags = List.copyOf(tags);
  }

  public static MergeCompartments of(List<String> tags) {
    return new MergeCompartments(tags);
  }

  /** Where the merged result holds a table's value. */
  public static TupleTag<TableChunks> tag(String table) {
    return new TupleTag<>(table) {
      private static final long serialVersionUID = 1L;
    };
  }

  @Override
  public PCollection<KV<Long, CoGbkResult>> expand(PCollectionTuple tables) {
    KeyedPCollectionTuple<Long> keyed = KeyedPCollectionTuple.empty(tables.getPipeline());
    for (String tag : tags) {
      keyed = keyed.and(tag(tag), tables.get(ReadCellProfilerSource.output(tag)));
    }
    return keyed.apply("Merge by row group", CoGroupByKey.create());
  }
}
