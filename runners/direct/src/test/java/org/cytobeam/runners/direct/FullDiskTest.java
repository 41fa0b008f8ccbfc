package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cytobeam.cli.Main;
import org.cytobeam.testkit.BigPlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose files cannot grow any more, as on a full disk, in the middle of its work. */
class FullDiskTest {
  private static final long PATIENCE_SECONDS = 180;
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  @TempDir private Path folder;

  @Test
  void theOldOutputStaysAndNothingIsLeft() throws Exception {
    assumeTrue(Files.isExecutable(PRLIMIT), "prlimit sets a limit for a running process");
    Path plate = folder.resolve("plate.sqlite");
    BigPlate.run("--output=" + plate, "--images=40", "--cells=40", "--features=300");
    Path out = Files.createDirectory(folder.resolve("out"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Files.writeString(out.resolve("plate.parquet"), "old");
    JavaProcess run =
        JavaProcess.start(
            folder,
            Main.class,
            "convert",
            "" + plate,
            "" + out.resolve("plate.parquet"),
            "--overwrite",
            "--quiet",
            "--threads=1",
            "--temp-dir=" + temporary);
    try {
      awaitPart(run, out);
      // By now the native libraries are unpacked, which are files too.
      List<String> limit =
          List.of(PRLIMIT.toString(), "--pid=" + run.handle().pid(), "--fsize=100000:100000");
      assertThat(new ProcessBuilder(limit).start().waitFor()).isZero();
      assertThat(run.handle().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.handle().destroyForcibly();
    }
    assertThat(run.handle().exitValue()).as(run.err()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("cytobeam: a file may not grow any more: the disk, or a limit, allows no more")
        .hasLineCount(1);
    assertThat(out.resolve("plate.parquet")).hasContent("old");
    for (Path left : List.of(out, temporary)) {
      try (Stream<Path> files = Files.walk(left)) {
        assertThat(files.filter(f -> !f.equals(left) && !f.endsWith("plate.parquet"))).isEmpty();
      }
    }
  }

  private static void awaitPart(JavaProcess run, Path out) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isPartThere(out)) {
      assertThat(run.handle().isAlive()).as(run.err()).isTrue();
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static boolean isPartThere(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.anyMatch(
          f -> f.toString().contains("/.cytobeam-") && f.toString().endsWith(".parquet"));
    } catch (UncheckedIOException goneMeanwhile) {
      return false;
    }
  }
}
