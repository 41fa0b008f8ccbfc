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
import org.cytobeam.contract.CommandRun;
import org.cytobeam.testkit.BigPlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed outright leaves its folders, and {@code clean} tells them from live ones.
 */
class KilledRunTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path folder;

  @Test
  void onlyAKilledRunsFoldersAreRemoved() throws Exception {
    BigPlate.run("--output=" + folder.resolve("p.sqlite"), "--images=60", "--features=400");
    Path out = Files.createDirectory(folder.resolve("out"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    JavaProcess run =
        JavaProcess.start(
            folder,
            Main.class,
            "convert",
            "" + folder.resolve("p.sqlite"),
            "" + out.resolve("plate.parquet"),
            "--temp-dir=" + temporary);
    try {
      await(run, out, "owner.json");
      await(run, temporary, "owner.json");
      CommandRun live = clean(out, temporary).requireDone();
      assertThat(live.out().lines()).hasSize(2).allMatch(line -> line.startsWith("in use: "));
      assertThat(run.handle().isAlive()).isTrue();
      await(run, out, ".parquet");
    } finally {
      run.handle().destroyForcibly().waitFor();
    }
    assertThat(below(out)).isNotEmpty();
    assertThat(below(temporary)).isNotEmpty();
    CommandRun dead = clean(out, temporary).requireDone();
    assertThat(dead.out().lines()).hasSize(2).allMatch(line -> line.startsWith("removed: "));
    assertThat(below(out)).isEmpty();
    assertThat(below(temporary)).isEmpty();
  }

  private static CommandRun clean(Path out, Path temporary) {
    return CommandRun.of(List.of("clean", "" + out, "--temp-dir=" + temporary));
  }

  private static void await(JavaProcess run, Path folder, String ending) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (below(folder).stream().noneMatch(file -> file.toString().endsWith(ending))) {
      assertThat(run.handle().isAlive()).as(run.err()).isTrue();
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.sleep(10);
    }
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
