package org.cytobeam.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cytobeam.storage.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An output and its report that take the place of others, interrupted after every step. */
class ReplacedOutputTest {
  @TempDir private Path root;
  private Path run;
  private Path output;
  private Path report;
  private ReplacedOutput replaced;

  @BeforeEach
  void makeFolder() throws IOException {
    run = Files.createDirectory(root.resolve(".cytobeam-run"));
    output = root.resolve("out");
    report = root.resolve("out.report.json");
    replaced = new ReplacedOutput(run.toString(), output.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, old", "1, false, old", "2, false, old", "3, false, new", "4, false, new",
    "0, true, old", "1, true, old", "2, true, old", "3, true, new", "4, true, new",
  })
  void anInterruptedReplacementIsUndoneOrCompleted(int steps, boolean folder, String expected)
      throws IOException {
    write(output, folder, "old");
    Files.writeString(report, "old report");
    stage(folder);
    Files.createFile(run.resolve("committing"));
    if (steps > 0) {
      Files.move(report, run.resolve("replaced.report.json"));
    }
    if (steps > 1 && folder) {
      Files.move(output, run.resolve("replaced"));
    } else if (steps > 1) {
      Files.createLink(run.resolve("replaced"), output);
    }
    if (steps > 2) {
      Files.deleteIfExists(output);
      Files.move(run.resolve("output"), output);
    }
    if (steps > 3) {
      Files.move(run.resolve("report.json"), report);
    }
    for (int times = 0; times < 2; times++) {
      assertThat(replaced.restore()).isTrue();
      assertThat(content(output)).isEqualTo(expected);
      assertThat(report).hasContent(expected + " report");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewOutputTakesThePlaceOfAnyOld(boolean folder) throws IOException {
    for (boolean old : List.of(false, true)) {
      Files.createDirectories(run);
      write(output, old, "old");
      Files.writeString(report, "old report");
      stage(folder);
      replaced.replace();
      assertThat(content(output)).isEqualTo("new");
      assertThat(report).hasContent("new report");
      Storage.delete(run.toString());
      Storage.delete(output.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOutputWhoseReportCannotTakeItsPlaceDoesNotStay(boolean folder) throws IOException {
    write(output, folder, "old");
    Files.writeString(report, "old report");
    stage(folder);
    Files.delete(run.resolve("report.json"));
    assertThatThrownBy(replaced::replace).isInstanceOf(NoSuchFileException.class);
    assertThat(content(output)).isEqualTo("old");
    assertThat(report).hasContent("old report");
    assertThat(content(run.resolve("output"))).isEqualTo("new");
  }

  @Test
  void norDoesOneWhereNothingWasBefore() throws IOException {
    stage(false);
    Files.delete(run.resolve("report.json"));
    assertThatThrownBy(replaced::replace).isInstanceOf(NoSuchFileException.class);
    assertThat(output).doesNotExist();
    assertThat(report).doesNotExist();
  }

  /** A folder that is half removed must not be taken for one whose output was moved. */
  @Test
  void theReportOfAnOutputThatWasNotMovedIsNobodys() throws IOException {
    write(output, false, "old");
    stage(false);
    Files.createFile(run.resolve("committing"));
    assertThat(replaced.restore()).isTrue();
    Files.delete(run.resolve("output"));
    assertThat(replaced.restore()).isTrue();
    assertThat(content(output)).isEqualTo("old");
    assertThat(report).doesNotExist();
  }

  @Test
  void whoIsFirstDecidesBetweenACommitAndAStop() throws IOException {
    CommitMarker marker = new CommitMarker(run.resolve("committing").toString());
    assertThat(marker.stop()).isTrue();
    assertThat(marker.stop()).isTrue();
    assertThatThrownBy(marker::begin).hasMessage("the run was stopped");
    marker.removeFolder();
    Files.createDirectory(run);
    marker.begin();
    marker.begin();
    assertThat(marker.stop()).isFalse();
    assertThat(marker.stop()).isFalse();
    marker.removeFolder();
    assertThat(run).doesNotExist();
    assertThat(marker.stop()).as("the run is over").isTrue();
    assertThatThrownBy(marker::begin).isInstanceOf(NoSuchFileException.class);
  }

  /** At whatever instant they meet, and however often: never do both go on. */
  @Test
  void neverDoBothGoOn() throws Exception {
    for (int i = 0; i < 300; i++) {
      Path folder = Files.createDirectory(run.resolve("run" + i));
      CommitMarker marker = new CommitMarker(folder.resolve("committing").toString());
      AtomicBoolean begun = new AtomicBoolean();
      CyclicBarrier together = new CyclicBarrier(2);
      Thread commit =
          new Thread(
              () -> {
                try {
                  together.await();
                  marker.begin();
                  begun.set(true);
                } catch (IOException stopped) {
                  begun.set(false);
                } catch (InterruptedException | BrokenBarrierException e) {
                  throw new AssertionError(e);
                }
              });
      commit.start();
      together.await();
      boolean stopped = marker.stop();
      commit.join();
      assertThat(stopped && begun.get()).isFalse();
    }
  }

  /** It could begin with what is left when the sign that the run was stopped is gone. */
  @Test
  void aCommitThatPutsThingsTogetherWhileTheFolderIsRemovedNeverBegins() throws Exception {
    for (int i = 0; i < 100; i++) {
      Path folder = Files.createDirectory(run.resolve("run" + i));
      for (int part = 0; part < 20; part++) {
        Files.createFile(folder.resolve("part" + part));
      }
      CommitMarker marker = new CommitMarker(folder.resolve("committing").toString());
      assertThat(marker.stop()).isTrue();
      AtomicBoolean begun = new AtomicBoolean();
      Thread commit =
          new Thread(
              () -> {
                try {
                  for (int part = 0; part < 20; part++) {
                    Path from = folder.resolve("part" + part);
                    Storage.move(from.toString(), folder.resolve("output/part" + part).toString());
                  }
                  marker.begin();
                  begun.set(true);
                } catch (IOException stopped) {
                  begun.set(false);
                }
              });
      commit.start();
      while (Files.exists(folder)) {
        try {
          marker.removeFolder();
        } catch (IOException writtenMeanwhile) {
          Thread.onSpinWait();
        }
      }
      commit.join();
      marker.removeFolder();
      assertThat(begun).isFalse();
      assertThat(folder).doesNotExist();
    }
  }

  private void stage(boolean folder) throws IOException {
    write(run.resolve("output"), folder, "new");
    Files.writeString(run.resolve("report.json"), "new report");
  }

  private static void write(Path path, boolean folder, String content) throws IOException {
    if (folder) {
      Files.createDirectories(path);
      Files.writeString(path.resolve("part"), content);
    } else {
      Files.writeString(path, content);
    }
  }

  private static String content(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return Files.readString(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
