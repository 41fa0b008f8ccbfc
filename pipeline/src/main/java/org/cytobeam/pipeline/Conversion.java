package org.cytobeam.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.commit.CommitMarker;
import org.cytobeam.model.UserError;
import org.joda.time.Duration;

/**
 * A conversion as a job: made, run, and its result returned. The way to convert from Java:
 *
 * <pre>{@code
 * ConversionResult result =
 *     Conversion.of("plate.sqlite", "plate.parquet", new ConvertOptions().preset("auto")).run();
 * }</pre>
 *
 * <p>Runs on the runner of the given {@link PipelineOptions}, by default the DirectRunner.
 */
public final class Conversion {
  private static final Duration POLL = Duration.millis(200);
  private static final int PATIENCE_SECONDS = 10;
  private static final int WAITS_UNTOLD = 15;

  private final ConvertConfig config;
  private final RunFiles files;
  private final PipelineOptions pipelineOptions;
  private volatile PipelineResult running;
  private final Lock starting = new ReentrantLock();
  private List<String> notes;
  private volatile boolean finished;
  private volatile boolean abandoned;

  private Conversion(ConvertConfig config, PipelineOptions pipelineOptions) {
    this.config = config;
    this.files = new RunFiles(config);
    this.pipelineOptions = pipelineOptions;
  }

  /**
   * @throws UserError if the source or the options make no sense, or the destination exists
   */
  public static Conversion of(String source, String destination, ConvertOptions options) {
    return of(source, destination, options, PipelineOptionsFactory.create());
  }

  /** As above, with Beam's options: the runner, its settings, credentials. */
  public static Conversion of(
      String source, String destination, ConvertOptions options, PipelineOptions pipelineOptions) {
    FileSystems.setDefaultPipelineOptions(pipelineOptions);
    ConvertConfig config =
        new ConfigFactory(source, destination, options, pipelineOptions).create();
    return new Conversion(config, pipelineOptions);
  }

  /**
   * Brings to an end what killed runs to the same destination have left half done, and looks at the
   * disk. {@link #run} does so by itself where it was not asked before.
   *
   * @return what a person should know before the run, a sentence each
   * @throws UserError if the output cannot fit
   */
  public List<String> prepare() {
    if (notes == null) {
      String destination = config.commit().destination();
      try {
        List<String> found = new ArrayList<>(Leftovers.settle(destination));
        found.addAll(DiskSpace.check(config));
        notes = List.copyOf(found);
      } catch (IOException e) {
        throw new UserError("cannot look at %s: %s".formatted(destination, e), e);
      }
    }
    return notes;
  }

  /** Why the preset is the one it is, as a sentence. */
  public String reason() {
    return "Preset %s: %s".formatted(config.preset(), config.reason());
  }

  /** Runs to the end. */
  public ConversionResult run() throws IOException {
    return run(progress -> {});
  }

  /** Is told how far the run is. */
  public interface ProgressListener {
    void update(ConversionProgress progress);
  }

  /**
   * Runs to the end, telling the listener a few times a second. Whatever goes wrong, nothing is
   * left behind but what was there before.
   *
   * @throws UserError for what a person can fix
   */
  public ConversionResult run(ProgressListener listener) throws IOException {
    prepare();
    RunnerSupport support = RunnerSupport.of(pipelineOptions);
    if (config.exchange() == Exchange.DATA) {
      support.checkExchange(config.exchange(), config.source().bytes());
    }
    support.configure(pipelineOptions, config.threads());
    try {
      Pipeline pipeline = Pipeline.create(pipelineOptions);
      pipeline.apply("Convert", new ConvertMeasurements(config));
      start(pipeline);
      await(running, listener);
      finished = true;
      return ReportReader.read(config.commit().destination(), config.commit().reportPath());
    } catch (IOException | RuntimeException e) {
      UserError user = explain(e);
      if (user != null) {
        throw user;
      }
      throw e;
    } finally {
      files.remove();
      files.disown();
    }
  }

  /** After this either there is something to stop, or the run was abandoned before. */
  private void start(Pipeline pipeline) throws IOException {
    starting.lock();
    try {
      if (abandoned) {
        throw new UserError("stopped before it began");
      }
      files.claim();
      running = pipeline.run();
    } finally {
      starting.unlock();
    }
  }

  /** What a person can fix, or null. */
  private UserError explain(Exception e) {
    if (abandoned) {
      return new UserError("stopped; nothing is left of the run", e);
    }
    UserError user = UserError.in(e);
    return user != null
        ? user
        : DiskFull.in(e, config.join().temporaryFolder(), config.worker().temporaryFolder());
  }

  /** Waits for the end of a pipeline, telling the listener a few times a second. */
  static void await(PipelineResult running, ProgressListener listener) {
    while (true) {
      PipelineResult.State state = running.waitUntilFinish(POLL);
      listener.update(ConversionProgress.of(running));
      if (state == PipelineResult.State.DONE) {
        return;
      }
      if (state != null && state.isTerminal()) {
        throw new IllegalStateException("the pipeline ended in state " + state);
      }
    }
  }

  /**
   * For a shutdown hook: stops the run and removes its temporary folder. A commit that has begun is
   * waited for, however long it takes: stopped in the middle it would leave half of an output.
   */
  public void abandon() {
    if (finished) {
      return;
    }
    abandoned = true;
    try {
      // A run that is being started can be stopped when it has been.
      if (starting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        starting.unlock();
      }
      CommitMarker marker = new CommitMarker(config.commit().markerPath());
      awaitCommit(marker, () -> running != null && !running.getState().isTerminal());
      cancel();
      files.remove();
    } catch (IOException e) {
      RunFiles.tellUnclean(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * From here on no commit begins, and none is under way.
   *
   * @param pipeline whether it is still running
   */
  static void awaitCommit(CommitMarker marker, BooleanSupplier pipeline)
      throws IOException, InterruptedException {
    for (int waits = 0; !marker.stop() && pipeline.getAsBoolean(); waits++) {
      if (waits == WAITS_UNTOLD) {
        System.err.printf(
            "cytobeam: the output is complete and being moved to its place, which is waited for;"
                + " only 'kill -9 %d' ends that, and 'cytobeam clean' then tidies up%n",
            ProcessHandle.current().pid());
      }
      Thread.sleep(POLL.getMillis());
    }
  }

  /** What is left is removed also when the runner does not stop. */
  private void cancel() throws IOException {
    try {
      if (running != null) {
        running.cancel();
      }
    } catch (RuntimeException e) {
      RunFiles.tellUnclean(e);
    }
  }

  /**
   * What {@link #run} would do, found by its own first steps; nothing is written beside the
   * destination.
   *
   * @throws UserError for what a person can fix, as the run would
   */
  public DryRun dryRun(ProgressListener listener) throws IOException {
    files.checkDestination();
    return DryRun.of(config, new SourceInspection(config, pipelineOptions).run(listener));
  }
}
