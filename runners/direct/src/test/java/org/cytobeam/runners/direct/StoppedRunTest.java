package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cytobeam.cli.Main;
import org.cytobeam.contract.CommandRun;
import org.cytobeam.testkit.BigPlate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs that are ended from outside at moments drawn from all of their time, anew at each call. The
 * cases of a test share that time: each has its quarter, and of {@link #MOMENTS} periods one each.
 */
class StoppedRunTest {
  private static final int MOMENTS = Integer.getInteger("cytobeam.stop.moments", 1);
  private static final int CASES = 4;
  private static final long PATIENCE_SECONDS = 180;
  private static final Map<String, String> OLD =
      Map.of("", "" + Arrays.hashCode("old".getBytes(StandardCharsets.UTF_8)));

  @TempDir private static Path shared;
  private static long usualMillis;

  @TempDir private Path folder;
  private Path out;
  private Path temporary;
  private Path destination;

  @BeforeAll
  static void measureAnUndisturbedRun() throws Exception {
    BigPlate.run("--output=" + plate(), "--images=24", "--cells=30", "--features=150");
    long start = System.nanoTime();
    JavaProcess run = start(shared, shared.resolve("usual"), shared, "--no-concat");
    assertThat(run.handle().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    usualMillis = (System.nanoTime() - start) / 1_000_000;
    assertThat(run.handle().exitValue()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, INT, 130, --threads=2, false",
    "3, TERM, 143, --threads=2, true",
    "2, INT, 130, --no-concat, true",
    "1, TERM, 143, --no-join, true",
  })
  void aSignalLeavesWhatWasThereOrAllThatIsNew(
      int quarter, String signal, int exitCode, String option, boolean replaces) throws Exception {
    for (int moment = 0; moment < MOMENTS; moment++) {
      prepare(moment, replaces);
      Map<String, String> before = contents(out);
      JavaProcess run = stop(signal, millis(moment, quarter), options(option, replaces));
      assertThat(run.handle().exitValue()).as(run.err()).isIn(0, exitCode);
      assertThat(below(temporary)).as(run.err()).isEmpty();
      if (!contents(out).equals(before)) {
        assertComplete(option);
      }
      assertThat(run.err()).doesNotContain("\tat ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, --threads=2, false",
    "2, --threads=2, true",
    "3, --no-concat, true",
    "0, --no-join, true",
  })
  void afterAKillTheNextRunGivesTheSame(int quarter, String option, boolean replaces)
      throws Exception {
    for (int moment = 0; moment < MOMENTS; moment++) {
      prepare(moment, replaces);
      stop("KILL", millis(moment, quarter), options(option, replaces));
      assertNeverHalf(option, replaces);
      List<String> next = new ArrayList<>(options(option, true));
      next.addAll(0, List.of("convert", "" + plate(), "" + destination));
      CommandRun.of(next).requireDone();
      // What was killed before it marked its folders is nobody's that could be known.
      CommandRun.of(List.of("clean", "" + out, "--temp-dir=" + temporary, "--force")).requireDone();
      assertComplete(option);
      assertThat(below(temporary)).isEmpty();
    }
  }

  private void assertNeverHalf(String option, boolean replaces) throws Exception {
    if (replaces && option.startsWith("--threads")) {
      assertThat(destination).as("a file is replaced in one step").isRegularFile();
    }
    if (Files.exists(destination) && !contents(destination).equals(OLD)) {
      assertThat(contents(destination)).isEqualTo(contents(usual(option)));
    }
  }

  private void prepare(int moment, boolean replaces) throws IOException {
    out = Files.createDirectories(folder.resolve("out" + moment));
    temporary = Files.createDirectories(folder.resolve("tmp" + moment));
    destination = out.resolve("plate");
    if (replaces) {
      Files.writeString(destination, "old");
      Files.writeString(out.resolve("plate.report.json"), "{\"old\":true}");
    }
  }

  private List<String> options(String option, boolean replaces) {
    List<String> options = new ArrayList<>(List.of(option, "--temp-dir=" + temporary));
    if (replaces) {
      options.add("--overwrite");
    }
    return options;
  }

  /** A moment of a part of a run's time, which is told in case the test fails. */
  private static long millis(int moment, int quarter) {
    double part = moment * CASES + quarter + new Random().nextDouble();
    long millis = (long) (usualMillis * 1.1 * part / (MOMENTS * CASES));
    System.out.printf("stopped after %d ms; a whole run takes about %d ms%n", millis, usualMillis);
    return millis;
  }

  private JavaProcess stop(String signal, long millis, List<String> options) throws Exception {
    JavaProcess run = start(folder, destination, temporary, options.toArray(String[]::new));
    try {
      if (!run.handle().waitFor(millis, TimeUnit.MILLISECONDS)) {
        String pid = Long.toString(run.handle().pid());
        new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
      }
      assertThat(run.handle().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.handle().destroyForcibly();
    }
    return run;
  }

  /** The output of an undisturbed run and its report, and nothing else. */
  private void assertComplete(String option) throws Exception {
    assertThat(contents(destination)).isEqualTo(contents(usual(option)));
    assertThat(result(out.resolve("plate.report.json")))
        .isEqualTo(result(shared.resolve("usual" + option + ".report.json")));
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("plate", "plate.report.json");
    }
  }

  /** The output of an undisturbed run. */
  private static Path usual(String option) {
    Path usual = shared.resolve("usual" + option);
    if (!Files.exists(usual)) {
      CommandRun.of(List.of("convert", "" + plate(), "" + usual, option)).requireDone();
    }
    return usual;
  }

  private static JsonNode result(Path report) throws IOException {
    return new ObjectMapper().readTree(report.toFile()).required("result");
  }

  private static JavaProcess start(Path folder, Path destination, Path temporary, String... options)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("convert", "" + plate(), "" + destination, "--temp-dir=" + temporary));
    Stream.of(options).filter(o -> !o.startsWith("--temp-dir")).forEach(arguments::add);
    return JavaProcess.start(folder, Main.class, arguments.toArray(String[]::new));
  }

  private static Path plate() {
    return shared.resolve("plate.sqlite");
  }

  /** Files by their names below a path, with a hash of their bytes; folders too. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        contents.put(
            root.relativize(file).toString(),
            Files.isDirectory(file) ? "" : "" + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    } catch (UncheckedIOException goneMeanwhile) {
      return below(folder);
    }
  }
}
