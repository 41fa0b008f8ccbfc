package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/**
 * A look at a source as a job: the steps of a conversion up to its plan, on the same runner. Writes
 * to a folder of the temporary folder only, which is removed at the end.
 */
public final class SourceInspection {
  private final ConvertConfig config;
  private final PipelineOptions pipelineOptions;

  SourceInspection(ConvertConfig config, PipelineOptions pipelineOptions) {
    this.config = config;
    this.pipelineOptions = pipelineOptions;
  }

  /**
   * A look at every table that would be read, each by itself.
   *
   * @param options what is looked for; how it is joined does not matter
   * @throws UserError if the source or the options make no sense
   */
  public static SourceInspection of(
      String source, ConvertOptions options, PipelineOptions pipelineOptions) {
    FileSystems.setDefaultPipelineOptions(pipelineOptions);
    // Any destination will do that is none: nothing is written there.
    String destination = Path.of(System.getProperty("java.io.tmpdir"), "cytobeam-none").toString();
    return new SourceInspection(
        new ConfigFactory(source, destination, options.noJoin(), pipelineOptions).create(),
        pipelineOptions);
  }

  /** What {@code auto} chose, or what was given. */
  public String preset() {
    return config.preset();
  }

  /** Why the preset is the one it is, as a sentence. */
  public String reason() {
    return config.reason();
  }

  /** The names of tables that are there and not among those inspected. */
  public SourceNames names() {
    return SourceNames.beside(config.source());
  }

  /**
   * Runs to the end.
   *
   * @throws UserError if no table can be read, or the join cannot be made
   */
  public Inspection run(Conversion.ProgressListener listener) throws IOException {
    RunnerSupport.of(pipelineOptions).configure(pipelineOptions, config.threads());
    Path folder = PagesFolder.make(config.worker().temporaryFolder());
    try (ShutdownHook removal = ShutdownHook.of("remove temporary folder", () -> remove(folder))) {
      try (RunOwner owner = RunOwner.claim(folder, "")) {
        return run(owner.folder().resolve("inspection.json").toString(), listener);
      } finally {
        remove(folder);
      }
    }
  }

  private Inspection run(String file, Conversion.ProgressListener listener) throws IOException {
    Pipeline pipeline = Pipeline.create(pipelineOptions);
    pipeline.apply("Inspect", new InspectMeasurements(config, file));
    PipelineResult running = pipeline.run();
    Conversion.await(
        running,
        // Row groups are planned here, and never done.
        progress -> listener.update(new ConversionProgress(progress.tablesIndexed(), 0, 0, 0)));
    return new ObjectMapper().readValue(Storage.local(file).toFile(), Inspection.class);
  }

  private static void remove(Path folder) {
    try {
      Storage.delete(folder.toString());
    } catch (IOException e) {
      System.err.println("cytobeam: cannot remove " + folder + ": " + e.getMessage());
    }
  }
}
