package org.cytobeam.plan;

import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.TableIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings all indexes together and decides which tables are read: always exactly one {@link Survey},
 * even of nothing.
 */
public final class SurveySources extends PTransform<PCollection<TableIndex>, PCollection<Survey>> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(SurveySources.class);

  private final TableNames wanted;
  private final TableNumberRule rule;

  private SurveySources(TableNames wanted, TableNumberRule rule) {
    this.wanted = wanted;
    this.rule = rule;
  }

  public static SurveySources of(TableNames wanted, TableNumberRule rule) {
    return new SurveySources(wanted, rule);
  }

  @Override
  public PCollection<Survey> expand(PCollection<TableIndex> indexes) {
    PCollectionView<Iterable<TableIndex>> all = indexes.apply("All indexes", View.asIterable());
    return indexes
        .getPipeline()
        .apply("Once", Create.of("survey").withCoder(StringUtf8Coder.of()))
        .apply("Survey", ParDo.of(new SurveyFn(wanted, rule, all)).withSideInputs(all))
        .setCoder(RecordCoder.of(Survey.class));
  }

  /** Runs the surveyor over the side input. */
  private static final class SurveyFn extends DoFn<String, Survey> {
    private static final long serialVersionUID = 1L;
    private final TableNames wanted;
    private final TableNumberRule rule;
    private final PCollectionView<Iterable<TableIndex>> all;

    SurveyFn(TableNames wanted, TableNumberRule rule, PCollectionView<Iterable<TableIndex>> all) {
      this.wanted = wanted;
      this.rule = rule;
      this.all = all;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Survey survey = new Surveyor(wanted, rule).survey(context.sideInput(all));
      LOG.info(
          "Surveyed the source: {} tables are kept, {} problems found",
          survey.indexes().size(),
          survey.problems().size());
      context.output(survey);
    }
  }
}
