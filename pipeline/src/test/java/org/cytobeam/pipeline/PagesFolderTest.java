package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesFolderTest {
  @TempDir private Path folder;

  @Test
  void aTemporaryFolderThatIsThereIsUsed() {
    assertThat(PagesFolder.make(folder + "/cytobeam-1")).isEqualTo(folder.resolve("cytobeam-1"));
    assertThat(folder.resolve("cytobeam-1")).isEmptyDirectory();
  }

  @Test
  void aTemporaryFolderThatIsNotThereIsNotMade() {
    assertRefused(
        folder.resolve("missing"),
        "the temporary folder %s does not exist; make it, or choose another with --temp-dir");
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @Test
  void aFileIsNoTemporaryFolder() throws IOException {
    assertRefused(
        Files.createFile(folder.resolve("file")),
        "%s cannot be the temporary folder: it is not a folder; choose another with --temp-dir");
  }

  @Test
  void aTemporaryFolderThatMayNotBeWrittenIsNamed() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(folder), "root may write anywhere");
      assertRefused(
          folder,
          "cannot write to the temporary folder %s: permission denied; choose another with"
              + " --temp-dir");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void whatTheSystemRefusesIsToldWithItsWords() {
    Path processes = Path.of("/proc");
    assumeTrue(Files.isDirectory(processes), "nobody makes folders in it");
    assertThatThrownBy(() -> PagesFolder.make(processes + "/cytobeam-1"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot write to the temporary folder /proc: ")
        .hasMessageEndingWith("; choose another with --temp-dir");
  }

  @Test
  void onlyALocalDiskWillDo() {
    assertThatThrownBy(() -> PagesFolder.make("gs://bucket/tmp/cytobeam-1"))
        .hasMessage(
            "the temporary folder must be on a local disk, which gs://bucket/tmp is not; choose"
                + " another with --temp-dir");
  }

  private static void assertRefused(Path temporary, String message) {
    assertThatThrownBy(() -> PagesFolder.make(temporary + "/cytobeam-1"))
        .isInstanceOf(UserError.class)
        .hasMessage(message.formatted(temporary));
  }
}
