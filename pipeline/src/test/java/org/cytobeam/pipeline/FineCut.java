package org.cytobeam.pipeline;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.plan.PlanSettings;
import picocli.CommandLine;

/**
 * Conversions that are cut into many partitions and row groups, as only inputs of gigabytes are by
 * themselves.
 *
 * @param rowGroupBytes of decoded values; 1 makes every image a row group
 * @param partitionBytes likewise; 1 makes every image a partition
 */
public record FineCut(long rowGroupBytes, long partitionBytes) {
  /**
   * Converts on the runner that Beam's options name.
   *
   * @param arguments the conversion's options, in their command line form
   */
  public void convert(
      String source, String destination, List<String> arguments, PipelineOptions pipelineOptions) {
    ConvertOptions options = new ConvertOptions();
    new CommandLine(new Holder(options)).parseArgs(arguments.toArray(String[]::new));
    ConvertConfig usual = new ConfigFactory(source, destination, options, pipelineOptions).create();
    RunnerSupport.of(pipelineOptions).configure(pipelineOptions, usual.threads());
    Pipeline pipeline = Pipeline.create(pipelineOptions);
    pipeline.apply("Convert", new ConvertMeasurements(cut(usual)));
    pipeline.run().waitUntilFinish();
  }

  private ConvertConfig cut(ConvertConfig usual) {
    PlanSettings plan = usual.plan();
    return new ConvertConfig(
        usual.source(),
        usual.tags(),
        usual.preset(),
        usual.reason(),
        usual.tableNumbers(),
        new PlanSettings(
            rowGroupBytes,
            rowGroupBytes,
            partitionBytes,
            plan.partitionRows(),
            plan.separateTables(),
            plan.scope()),
        usual.schema(),
        usual.exchange(),
        usual.join(),
        usual.worker(),
        usual.commit(),
        usual.threads());
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin ConvertOptions options) {}
}
