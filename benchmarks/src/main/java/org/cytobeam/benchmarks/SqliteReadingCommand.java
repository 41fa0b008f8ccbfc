package org.cytobeam.benchmarks;

import static org.cytobeam.benchmarks.ReadingMethod.CORE_CLASSES;
import static org.cytobeam.benchmarks.ReadingMethod.NATIVE;
import static org.cytobeam.benchmarks.ReadingMethod.NATIVE_TWO_THREADS;
import static org.cytobeam.benchmarks.ReadingMethod.RESULT_SET;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One pass over the tables of objects of a plate, every value into a primitive column, by all
 * readers in turn in one process; and the memory that CytoBeam's takes, in processes of its own.
 */
@Command(
    name = "sqlite-reading",
    description = "Reads a CellProfiler SQLite plate into columns: CytoBeam beside sqlite-jdbc.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SqliteReadingCommand implements Callable<Integer> {
  /** Passes that take a fraction of a second are repeated more often. */
  private static final int PAIRS_PER_REPETITION = 4;

  /** For quiet moments, in all. */
  private static final long MAX_WAIT_MILLIS = 240_000;

  /** A JVM does not take quite the same twice. */
  private static final int MEMORY_PROCESSES = 3;

  @Option(names = "--megabytes", description = "About the plate's size.", defaultValue = "300")
  private int megabytes;

  @Option(
      names = "--large-megabytes",
      description = "About the size of the plate for which memory is compared; 0 for none.",
      defaultValue = "2000")
  private int largeMegabytes;

  @Option(names = "--cells", description = "Cells an image, on average.", defaultValue = "50")
  private int cells;

  @Option(names = "--features", description = "Features a compartment.", defaultValue = "600")
  private int features;

  @Option(names = "--seed", description = "Of the plates.", defaultValue = "1")
  private long seed;

  @Option(names = "--warmups", description = "Turns that do not count.", defaultValue = "2")
  private int warmups;

  @Option(names = "--repetitions", description = "Turns that count.", defaultValue = "7")
  private int repetitions;

  @Option(
      names = "--folder",
      description = "Where the plates are kept; they are used again.",
      defaultValue = "benchmarks/target/plates")
  private Path folder;

  @Option(
      names = "--write-to",
      description = "A document whose section sqlite-reading takes the figures.")
  private Path document;

  @Override
  public Integer call() throws Exception {
    double load = Machine.load();
    Path plate = plate(megabytes);
    long values = check(plate);
    Passes readers = new Passes();
    for (int turn = 1 - warmups; turn <= repetitions; turn++) {
      readers.take(plate, turn, RESULT_SET, CORE_CLASSES, NATIVE);
    }
    QuietMoment quiet = new QuietMoment(MAX_WAIT_MILLIS);
    int quietTurns = 0;
    Passes threads = new Passes();
    for (int turn = 1 - warmups; turn <= PAIRS_PER_REPETITION * repetitions; turn++) {
      boolean isQuiet = turn >= 1 && quiet.await();
      quietTurns += isQuiet ? 1 : 0;
      threads.take(plate, turn, NATIVE, NATIVE_TWO_THREADS);
    }
    List<SqliteReadingReport.Memory> memory = new ArrayList<>();
    memory.add(memory(plate));
    if (largeMegabytes > 0) {
      memory.add(memory(plate(largeMegabytes)));
    }
    String report =
        new SqliteReadingReport(
                Files.size(plate),
                values,
                features,
                seed,
                load,
                readers,
                threads,
                quietTurns,
                memory)
            .text();
    System.out.print(report);
    if (document != null) {
      Document.replace(document, "sqlite-reading", report);
    }
    return 0;
  }

  private Path plate(int size) throws Exception {
    long start = System.nanoTime();
    PlateSpec spec = PlateSpec.ofMegabytes(size, cells, features, seed);
    Path plate = new PlateGenerator(spec).writeInto(folder);
    System.err.printf(
        "%s: %.0f MB, ready after %.1f s%n",
        plate, Files.size(plate) / 1e6, (System.nanoTime() - start) / 1e9);
    return plate;
  }

  /** Makes sure that all methods give the same; gives the number of values. */
  private static long check(Path plate) throws Exception {
    ReadingMethod.Pass expected = RESULT_SET.check(plate);
    for (ReadingMethod method : ReadingMethod.values()) {
      ReadingMethod.Pass got = method.check(plate);
      if (got.sum() != expected.sum() || got.rows() != expected.rows()) {
        throw new IllegalStateException(
            "%s reads %d rows of sum %x, not %d of %x"
                .formatted(method.title(), got.rows(), got.sum(), expected.rows(), expected.sum()));
      }
    }
    return expected.values();
  }

  private static SqliteReadingReport.Memory memory(Path plate) throws Exception {
    double[] peaks = new double[MEMORY_PROCESSES];
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = NativePassCommand.peakResidentBytes(plate) / 1e6;
    }
    return new SqliteReadingReport.Memory(Files.size(plate), Spread.of(peaks));
  }
}
