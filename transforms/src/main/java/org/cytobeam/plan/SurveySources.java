package org.cytobeam.plan;

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
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.OnBadInput;
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
  private final OnBadInput onBadInput;
  private final List<String> notes;

  private SurveySources(
      TableNames wanted, TableNumberRule rule, OnBadInput onBadInput, List<String> notes) {
    this.wanted = wanted;
    this.rule = rule;
    this.onBadInput = onBadInput;
    this.notes = List.copyOf(notes);
  }

  public static SurveySources of(TableNames wanted, TableNumberRule rule) {
    return new SurveySources(wanted, rule, OnBadInput.QUARANTINE, List.of());
  }

  /** With what is done when something would be left out. */
  public SurveySources onBadInput(OnBadInput value) {
    return new SurveySources(wanted, rule, value, notes);
  }

  /** With what the launcher has to tell of the source. */
  public SurveySources withNotes(List<String> value) {
    return new SurveySources(wanted, rule, onBadInput, value);
  }

  @Override
  public PCollection<Survey> expand(PCollection<TableIndex> indexes) {
    PCollectionView<Iterable<TableIndex>> all = indexes.apply("All indexes", View.asIterable());
    return indexes
        .getPipeline()
        .apply("Once", Create.of("survey").withCoder(StringUtf8Coder.of()))
        .apply("Survey", ParDo.of(new SurveyFn(this, all)).withSideInputs(all))
        .setCoder(RecordCoder.of(Survey.class));
  }

  /** Runs the surveyor over the side input. */
  private static final class SurveyFn extends DoFn<String, Survey> {
    private static final long serialVersionUID = 1L;
    private final TableNames wanted;
    private final TableNumberRule rule;
    private final OnBadInput onBadInput;
    private final ArrayList<String> notes;
    private final PCollectionView<Iterable<TableIndex>> all;

    SurveyFn(SurveySources step, PCollectionView<Iterable<TableIndex>> all) {
      this.wanted = step.wanted;
      this.rule = step.rule;
      this.onBadInput = step.onBadInput;
      this.notes = new ArrayList<>(step.notes);
      this.all = all;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Survey survey = new Surveyor(wanted, rule, notes).survey(context.sideInput(all));
      LOG.info(
          "Surveyed the source: {} tables are kept, {} problems found",
          survey.indexes().size(),
          survey.problems().size());
      onBadInput.check(survey.problems());
      context.output(survey);
    }
  }
}
