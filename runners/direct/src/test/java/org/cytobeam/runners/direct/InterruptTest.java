package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cytobeam.cli.Main;
import org.cytobeam.testkit.BigPlate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line in a JVM of its own, as {@code bin/cytobeam} starts it, and its signals. */
class InterruptTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir private static Path plateFolder;
  @TempDir private Path folder;

  @BeforeAll
  static void writePlate() throws Exception {
    BigPlate.run("--output=" + plate(), "--images=150", "--cells=50", "--features=600");
    assertThat(Files.size(plate())).isGreaterThan(100L << 20);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void nothingIsLeftOfARunThatIsStopped(String signal, int exitCode) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path out = Files.createDirectory(folder.resolve("out"));
    JavaProcess process = convert(out.resolve("deep/plate.parquet"), "--temp-dir=" + temporary);
    try {
      awaitPart(process.handle(), out);
      String pid = Long.toString(process.handle().pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
      assertThat(process.handle().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.handle().destroyForcibly();
    }
    assertThat(process.handle().exitValue()).as(process.err()).isEqualTo(exitCode);
    assertThat(below(out)).isEmpty();
    assertThat(below(temporary)).isEmpty();
    assertThat(process.out()).isEmpty();
    assertThat(process.err()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void onlyThePathOfTheResultIsOnTheStandardOutput() throws Exception {
    Path destination = folder.resolve("plate.parquet");
    JavaProcess process = convert(destination, "--threads=2");
    assertThat(process.handle().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.handle().exitValue()).as(process.err()).isZero();
    assertThat(process.out()).isEqualTo(destination + "\n");
    assertThat(process.err().lines())
        .allMatch(
            line ->
                line.startsWith("Preset ")
                    || line.matches("reading the source: [\\d,]+ tables")
                    || line.matches("[\\d,]+ of [\\d,]+ row groups, [\\d,]+ rows")
                    || line.matches("[\\d,]+ rows; report: .*"));
  }

  private JavaProcess convert(Path destination, String option) throws IOException {
    return JavaProcess.start(folder, Main.class, "convert", "" + plate(), "" + destination, option);
  }

  /** Waits until the run is in its middle, where a first part is being stored. */
  private static void awaitPart(Process process, Path folder) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (below(folder).stream()
        .noneMatch(file -> Files.isRegularFile(file) && !file.endsWith("owner.json"))) {
      assertThat(process.isAlive()).as("still running").isTrue();
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static Path plate() {
    return plateFolder.resolve("plate.sqlite");
  }

  private static List<Path> below(Path folder) throws IOException {
    while (true) {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(file -> !file.equals(folder)).toList();
      } catch (UncheckedIOException goneMeanwhile) {
        Thread.onSpinWait();
      }
    }
  }
}
