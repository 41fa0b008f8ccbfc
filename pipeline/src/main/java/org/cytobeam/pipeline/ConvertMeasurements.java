package org.cytobeam.pipeline;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.cytobeam.commit.CommitOutput;
import org.cytobeam.find.FindSourceTables;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.index.IndexSourceTables;
import org.cytobeam.join.JoinRowGroups;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.merge.MergeCompartments;
import org.cytobeam.plan.PlanSources;
import org.cytobeam.plan.Survey;
import org.cytobeam.plan.SurveySources;
import org.cytobeam.read.ReadCellProfilerSource;
import org.cytobeam.read.ReadChunks;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.ResolveSchemas;

/**
 * The whole conversion as one transform; gives the path of the report. The graph is the same for
 * one file and for ten thousand: only the number of tables shapes it.
 */
public final class ConvertMeasurements extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final transient ConvertConfig config;

  ConvertMeasurements(ConvertConfig config) {
    this.config = config;
  }

  /**
   * The conversion of a source to a destination, to be applied in a pipeline of these options.
   *
   * @throws org.cytobeam.model.UserError if the source or the options make no sense
   */
  public static ConvertMeasurements of(
      String source, String destination, ConvertOptions options, PipelineOptions pipelineOptions) {
    return new ConvertMeasurements(
        new ConfigFactory(source, destination, options, pipelineOptions).create());
  }

  @Override
  public PCollection<String> expand(PBegin begin) {
    PCollection<Survey> surveyed = survey(begin, config);
    PCollectionView<Survey> survey = surveyed.apply("Survey", View.asSingleton());
    PCollectionView<OutputSchema> schema =
        surveyed
            .apply("Resolve schemas", ResolveSchemas.with(config.schema(), config.worker()))
            .apply("Schema", View.asSingleton());
    PCollectionTuple chunks =
        surveyed
            .apply("Plan sources", PlanSources.with(config.plan()))
            .apply("Read CellProfiler source", ReadCellProfilerSource.of(config.tags()));
    PCollection<RowGroupResult> results =
        exchanged(chunks, schema)
            .apply("Merge compartments", MergeCompartments.of(config.tags()))
            .apply("Join row groups", JoinRowGroups.of(config.tags(), schema, config.join()));
    return results.apply("Commit output", CommitOutput.of(survey, schema, config.commit()));
  }

  /** The steps that a look at the source shares with its conversion. */
  static PCollection<Survey> survey(PBegin begin, ConvertConfig config) {
    SourceQuery query = config.source().query();
    return begin
        .apply("Find source tables", FindSourceTables.matching(query))
        .apply("Index source tables", IndexSourceTables.of(query.wanted()))
        .apply(
            "Survey sources",
            SurveySources.of(query.wanted(), config.tableNumbers())
                .onBadInput(config.commit().onBadInput())
                .withNotes(config.source().notes()));
  }

  private PCollectionTuple exchanged(
      PCollectionTuple chunks, PCollectionView<OutputSchema> schema) {
    if (config.exchange() == Exchange.DESCRIPTORS) {
      return chunks;
    }
    PCollectionTuple read = PCollectionTuple.empty(chunks.getPipeline());
    List<String> tags = config.tags();
    for (int i = 0; i < tags.size(); i++) {
      TupleTag<KV<Long, TableChunks>> output = ReadCellProfilerSource.output(tags.get(i));
      read =
          read.and(
              output,
              chunks
                  .get(output)
                  .apply("Read chunks " + i, ReadChunks.with(schema, config.worker())));
    }
    return read;
  }
}
