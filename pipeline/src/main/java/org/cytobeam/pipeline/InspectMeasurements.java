package org.cytobeam.pipeline;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.inspect.InspectSources;
import org.cytobeam.plan.PlanSources;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.ResolveSchemas;

/** The conversion's steps up to the plan, whose findings are written to a file. */
final class InspectMeasurements extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final transient ConvertConfig config;
  private final transient String file;

  InspectMeasurements(ConvertConfig config, String file) {
    this.config = config;
    this.file = file;
  }

  @Override
  public PCollection<String> expand(PBegin begin) {
    PCollection<Survey> surveyed = ConvertMeasurements.survey(begin, config);
    PCollectionView<Survey> survey = surveyed.apply("Survey", View.asSingleton());
    PCollectionView<OutputSchema> schema =
        surveyed
            .apply("Resolve schemas", ResolveSchemas.with(config.schema(), config.worker()))
            .apply("Schema", View.asSingleton());
    return surveyed
        .apply("Plan sources", PlanSources.with(config.plan()))
        .apply("Inspect sources", InspectSources.to(file, survey, schema, config.schema()));
  }
}
