package org.cytobeam.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "gs://bucket/plate/*/Cells.csv, gs://bucket/plate",
    "gs://bucket/plate/site?, gs://bucket/plate",
    "gs://bucket/*, gs://bucket",
    "s3://bucket/a/{x}/b*, s3://bucket/a",
    "/data/[ab]/deep/Cells.csv, /data",
    "/data/plate_*, /data",
    "/*, /",
    "*.csv, .",
    "site*/Cells.csv, .",
  })
  void thePatternsFolderIsAboveItsFirstWildcard(String path, String folder) {
    assertThat(PathPattern.folderOf(path)).isEqualTo(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "gs://bucket/plate, gs://bucket/plate",
    "gs://bucket/plate/, gs://bucket/plate/",
    "/data/plate.sqlite, /data/plate.sqlite",
    "plate, plate",
    "/, /",
  })
  void aPathWithoutWildcardIsItsOwn(String path, String folder) {
    assertThat(PathPattern.folderOf(path)).isEqualTo(folder);
  }

  @Test
  void aLocalFolderOfThatNameIsNoPattern(@TempDir Path folder) throws IOException {
    Path odd = folder.resolve("pl[1] {a}*?");
    assertThat(PathPattern.folderOf("" + odd)).isEqualTo("" + folder);
    Files.createDirectories(odd);
    assertThat(PathPattern.folderOf("" + odd)).isEqualTo("" + odd);
    assertThat(PathPattern.folderOf(odd + "/*")).isEqualTo("" + folder);
  }
}
