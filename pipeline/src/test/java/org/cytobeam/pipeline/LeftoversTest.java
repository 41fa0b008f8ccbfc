package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is found and removed: {@code CleanCommandTest}. */
class LeftoversTest {
  /** A share that goes away in the middle of a listing, a folder that may not be opened. */
  @Test
  void aFolderThatCannotBeListedToItsEndDoesNotEndTheSearch() throws IOException {
    Leftovers.PatientVisitor visitor = new Leftovers.PatientVisitor();
    IOException failure = new IOException("Stale file handle");
    assertThat(visitor.visitFileFailed(Path.of("run"), failure))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(visitor.postVisitDirectory(Path.of("run"), failure))
        .isEqualTo(FileVisitResult.CONTINUE);
  }
}
