package org.cytobeam.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the output from the parts: happens once, also when there is no part at all. Gives the path
 * of the report, which exists when everything else does.
 */
public final class CommitOutput
    extends PTransform<PCollection<RowGroupResult>, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(CommitOutput.class);

  private final PCollectionView<Survey> survey;
  private final PCollectionView<OutputSchema> schema;
  private final CommitSettings settings;

  private CommitOutput(
      PCollectionView<Survey> survey,
      PCollectionView<OutputSchema> schema,
      CommitSettings settings) {
    this.survey = survey;
    this.schema = schema;
    this.settings = settings;
  }

  public static CommitOutput of(
      PCollectionView<Survey> survey,
      PCollectionView<OutputSchema> schema,
      CommitSettings settings) {
    return new CommitOutput(survey, schema, settings);
  }

  @Override
  public PCollection<String> expand(PCollection<RowGroupResult> results) {
    PCollectionView<Iterable<RowGroupResult>> all = results.apply("All parts", View.asIterable());
    return results
        .getPipeline()
        .apply("Once", Create.of("commit").withCoder(StringUtf8Coder.of()))
        .apply(
            "Commit",
            ParDo.of(new CommitFn(survey, schema, all, settings))
                .withSideInputs(survey, schema, all));
  }

  /** Runs the committer over the side inputs. */
  private static final class CommitFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<Survey> survey;
    private final PCollectionView<OutputSchema> schema;
    private final PCollectionView<Iterable<RowGroupResult>> all;
    private final CommitSettings settings;

    CommitFn(
        PCollectionView<Survey> survey,
        PCollectionView<OutputSchema> schema,
        PCollectionView<Iterable<RowGroupResult>> all,
        CommitSettings settings) {
      this.survey = survey;
      this.schema = schema;
      this.all = all;
      this.settings = settings;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      List<RowGroupResult> results = new ArrayList<>();
      context.sideInput(all).forEach(results::add);
      LOG.info("Committing {} row groups to {}", results.size(), settings.destination());
      new Committer(settings, context.sideInput(survey), context.sideInput(schema)).commit(results);
      context.output(settings.reportPath());
    }
  }
}
