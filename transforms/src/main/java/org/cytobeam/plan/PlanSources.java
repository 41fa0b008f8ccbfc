package org.cytobeam.plan;

import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.PCollection;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.model.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts the surveyed input into row groups, given in slices that spread over the workers. */
public final class PlanSources extends PTransform<PCollection<Survey>, PCollection<PlanSlice>> {
  private static final long serialVersionUID = 1L;
  private static final int ROW_GROUPS_A_SLICE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(PlanSources.class);

  private final PlanSettings settings;

  private PlanSources(PlanSettings settings) {
    this.settings = settings;
  }

  public static PlanSources with(PlanSettings settings) {
    return new PlanSources(settings);
  }

  @Override
  public PCollection<PlanSlice> expand(PCollection<Survey> survey) {
    return survey
        .apply("Plan", ParDo.of(new PlanFn(settings)))
        .setCoder(RecordCoder.of(PlanSlice.class))
        .apply("Spread", Redistribute.arbitrarily());
  }

  /** Runs the planner. */
  private static final class PlanFn extends DoFn<Survey, PlanSlice> {
    private static final long serialVersionUID = 1L;
    private final PlanSettings settings;
    private final Counter planned =
        Metrics.counter(Counters.NAMESPACE, Counters.ROW_GROUPS_PLANNED);

    PlanFn(PlanSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(@Element Survey survey, OutputReceiver<PlanSlice> out) {
      List<RowGroupPlan> plans = new SourcePlanner(survey, settings).plan();
      planned.inc(plans.size());
      LOG.info("Planned {} row groups", plans.size());
      for (int i = 0; i < plans.size(); i += ROW_GROUPS_A_SLICE) {
        int end = Math.min(i + ROW_GROUPS_A_SLICE, plans.size());
        out.output(new PlanSlice(List.copyOf(plans.subList(i, end))));
      }
    }
  }
}
