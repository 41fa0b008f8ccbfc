package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedFolderTest {
  @TempDir Path folder;

  @Test
  void isTheFolderThatHoldsGoldenFilesAndData() throws Exception {
    Files.createDirectories(folder.resolve("golden"));
    Files.createDirectories(folder.resolve("data"));
    assertThat(SharedFolder.orSkip(folder, true)).isEqualTo(folder);
  }

  @Test
  void skipsWhereItIsAbsent() {
    assertThatThrownBy(() -> SharedFolder.orSkip(folder, false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no golden files in " + folder);
  }

  @Test
  void failsWhereItIsAbsentAndRequired() {
    assertThatThrownBy(() -> SharedFolder.orSkip(folder, true))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no golden files in " + folder + ", and CI is true");
  }
}
