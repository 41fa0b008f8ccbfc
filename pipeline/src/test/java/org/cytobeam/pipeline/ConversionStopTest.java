package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.cytobeam.commit.CommitMarker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs that are stopped at any moment: {@code StoppedRunTest}, beside the runner. */
class ConversionStopTest {
  @TempDir private Path folder;
  private Path begun;
  private CommitMarker marker;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void beginACommit() throws IOException {
    begun = Files.createFile(folder.resolve("committing"));
    marker = new CommitMarker(begun.toString());
  }

  @Test
  void aCommitThatHasBegunIsWaitedForUntilItIsOver() throws Exception {
    Conversion.awaitCommit(
        marker,
        () -> {
          if (asked.incrementAndGet() == 5) {
            delete(begun);
          }
          return true;
        });
    assertThat(asked).hasValue(5);
  }

  @Test
  void aCommitThatHasFailedIsNotWaitedFor() throws Exception {
    Conversion.awaitCommit(marker, () -> asked.incrementAndGet() < 3);
    assertThat(asked).hasValue(3);
    assertThat(begun).exists();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
