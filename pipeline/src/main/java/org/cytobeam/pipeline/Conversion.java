package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.commit.CommitMarker;
import org.cytobeam.commit.ReplacedOutput;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;
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
  private static final int REMOVALS_TRIED = 50;
  private static final int PATIENCE_SECONDS = 10;

  private final ConvertConfig config;
  private final PipelineOptions pipelineOptions;
  private final ReplacedOutput replaced;
  private volatile PipelineResult running;
  private final DestinationFolder folder = new DestinationFolder();
  private final List<RunOwner> owners = new CopyOnWriteArrayList<>();
  private final Lock starting = new ReentrantLock();
  private List<String> notes;
  private volatile boolean finished;
  private volatile boolean abandoned;

  private Conversion(ConvertConfig config, PipelineOptions pipelineOptions) {
    this.config = config;
    this.replaced =
        new ReplacedOutput(config.join().temporaryFolder(), config.commit().destination());
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
      cleanUp();
      disown();
    }
  }

  /** After this either there is something to stop, or the run was abandoned before. */
  private void start(Pipeline pipeline) throws IOException {
    starting.lock();
    try {
      if (abandoned) {
        throw new UserError("stopped before it began");
      }
      prepareDestination();
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
   * given the moment that it needs.
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
      for (int i = 0; i < REMOVALS_TRIED && !marker.stop(); i++) {
        Thread.sleep(POLL.getMillis());
      }
      cancel();
      cleanUp();
    } catch (IOException e) {
      tellUnclean(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is left is removed also when the runner does not stop. */
  private void cancel() throws IOException {
    try {
      if (running != null) {
        running.cancel();
      }
    } catch (RuntimeException e) {
      tellUnclean(e);
    }
  }

  private static void tellUnclean(Exception e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    System.err.println("cytobeam: could not stop cleanly: " + first);
  }

  /** Threads that are being stopped may still write, so removal is tried until it lasts. */
  private void cleanUp() {
    for (int i = 0; i < REMOVALS_TRIED; i++) {
      try {
        Storage.delete(config.worker().temporaryFolder());
        if (!replaced.restore()) {
          tellKept();
          return;
        }
        Storage.delete(config.join().temporaryFolder());
        if (!Storage.exists(config.join().temporaryFolder())) {
          folder.removeIfEmpty();
          return;
        }
        Thread.sleep(20);
      } catch (IOException e) {
        // Somebody wrote into the folder while it was being removed: once more.
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    tellKept();
  }

  private void tellKept() {
    try {
      if (Storage.exists(replaced.path())) {
        System.err.println("cytobeam: the output that was there before is in " + replaced.path());
      }
    } catch (IOException e) {
      tellUnclean(e);
    }
  }

  /**
   * What {@link #run} would do, found by its own first steps; nothing is written beside the
   * destination.
   *
   * @throws UserError for what a person can fix, as the run would
   */
  public DryRun dryRun(ProgressListener listener) throws IOException {
    checkDestination();
    return DryRun.of(config, new SourceInspection(config, pipelineOptions).run(listener));
  }

  private void checkDestination() throws IOException {
    String destination = config.commit().destination();
    if (!config.commit().overwrite()) {
      requireAbsent(destination);
      requireAbsent(config.commit().reportPath());
    } else if (isFolder(config.commit().reportPath())) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          config.commit().reportPath()
              + " is a folder, and the report has that name; remove it, or choose another name");
    }
  }

  private void prepareDestination() throws IOException {
    checkDestination();
    String destination = config.commit().destination();
    Path pages = Storage.local(config.worker().temporaryFolder());
    new DestinationFolder().make(pages);
    owners.add(RunOwner.claim(pages, ""));
    if (Storage.isLocal(destination)) {
      Path run = Storage.local(config.join().temporaryFolder());
      folder.make(run);
      owners.add(RunOwner.claim(run, Storage.local(destination).getFileName().toString()));
    }
  }

  private void disown() throws IOException {
    for (RunOwner owner : owners) {
      owner.close();
    }
  }

  private static void requireAbsent(String path) throws IOException {
    if (Storage.exists(path)) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          path + " exists; remove it, choose another name, or give --overwrite");
    }
  }

  private static boolean isFolder(String path) {
    return Storage.isLocal(path) && Files.isDirectory(Storage.local(path));
  }
}
