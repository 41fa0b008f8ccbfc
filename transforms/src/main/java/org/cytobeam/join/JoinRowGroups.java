package org.cytobeam.join;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.merge.MergeCompartments;
import org.cytobeam.model.Counters;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.OutputSchema;

/** Joins each row group and stores it as a part. */
public final class JoinRowGroups
    extends PTransform<PCollection<KV<Long, CoGbkResult>>, PCollection<RowGroupResult>> {
  private static final long serialVersionUID = 1L;

  private final List<String> tags;
  private final PCollectionView<OutputSchema> schema;
  private final JoinSettings settings;

  private JoinRowGroups(
      List<String> tags, PCollectionView<OutputSchema> schema, JoinSettings settings) {
    this.tags = List.copyOf(tags);
    this.schema = schema;
    this.settings = settings;
  }

  /**
   * @param tags the tables that were merged
   */
  public static JoinRowGroups of(
      List<String> tags, PCollectionView<OutputSchema> schema, JoinSettings settings) {
    return new JoinRowGroups(tags, schema, settings);
  }

  @Override
  public PCollection<RowGroupResult> expand(PCollection<KV<Long, CoGbkResult>> merged) {
    return merged
        .apply("Join", ParDo.of(new JoinFn(tags, schema, settings)).withSideInputs(schema))
        .setCoder(RecordCoder.of(RowGroupResult.class));
  }

  /** Owns a joiner for its thread. */
  private static final class JoinFn extends DoFn<KV<Long, CoGbkResult>, RowGroupResult> {
    private static final long serialVersionUID = 1L;
    private final List<String> tags;
    private final PCollectionView<OutputSchema> schema;
    private final JoinSettings settings;
    private final Counter rowGroups = Metrics.counter(Counters.NAMESPACE, Counters.ROW_GROUPS_DONE);
    private final Counter rows = Metrics.counter(Counters.NAMESPACE, Counters.ROWS_WRITTEN);
    private transient RowGroupJoiner joiner;

    JoinFn(List<String> tags, PCollectionView<OutputSchema> schema, JoinSettings settings) {
      this.tags = tags;
      this.schema = schema;
      this.settings = settings;
    }

    @Setup
    public void open() throws SQLException {
      joiner = new RowGroupJoiner(settings);
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException, SQLException {
      CoGbkResult merged = context.element().getValue();
      List<TableChunks> chunks = new ArrayList<>();
      for (String tag : tags) {
        merged.getAll(MergeCompartments.tag(tag)).forEach(chunks::add);
      }
      RowGroupResult result =
          joiner.join(context.element().getKey(), chunks, context.sideInput(schema));
      rowGroups.inc();
      result.parts().forEach(part -> rows.inc(part.rows()));
      context.output(result);
    }

    @Teardown
    public void close() throws IOException, SQLException {
      if (joiner != null) {
        joiner.close();
      }
    }
  }
}
