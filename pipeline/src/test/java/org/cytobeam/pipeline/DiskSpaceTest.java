package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
  private static final long MB = 1L << 20;
  private static final Path FOLDER = Path.of("/results");

  @Test
  void whatCannotFitIsRefusedWithTheFigures() {
    assertThatThrownBy(() -> DiskSpace.judge(FOLDER, 40 * MB, 48_600 * MB, false, false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no output of 48600 MB of input can fit: 40 MB are free in /results; make room, or"
                + " choose another destination");
    assertThatThrownBy(() -> DiskSpace.judge(FOLDER, 0, 2000, true, false))
        .hasMessageStartingWith("no output of 1 KB of input can fit: 0 KB are free");
  }

  @Test
  void whatMayNotFitIsTold() {
    assertThat(DiskSpace.judge(FOLDER, 60 * MB, 40 * MB, false, false))
        .containsExactly(
            "the disk may not suffice: 40 MB of input usually need about 80 MB for a while, 60 MB"
                + " are free in /results");
    assertThat(DiskSpace.judge(FOLDER, 39 * MB, 40 * MB, true, false)).hasSize(1);
  }

  @Test
  void whatFitsIsNotSpokenOf() {
    assertThat(DiskSpace.judge(FOLDER, 80 * MB, 40 * MB, false, false)).isEmpty();
    assertThat(DiskSpace.judge(FOLDER, 40 * MB, 40 * MB, true, false)).isEmpty();
  }

  @Test
  void theLargestCompressedFilesAreUnpackedTogether() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      files.add(file(i + "_Cells.csv.gz", i * MB));
      files.add(file(i + "_Nuclei.csv", 100 * MB));
    }
    long eachTimesThree = 3 * (10 + 9 + 8 + 7 + 6 + 5) * MB;
    assertThat(DiskSpace.unpackedBytes(files, 2)).isEqualTo(eachTimesThree);
    assertThat(DiskSpace.unpackedBytes(files.subList(1, 2), 2)).isZero();
    assertThat(DiskSpace.judgeUnpacked(FOLDER, 135 * MB, 135 * MB)).isEmpty();
    assertThat(DiskSpace.judgeUnpacked(FOLDER, 134 * MB, 135 * MB))
        .containsExactly(
            "the disk may not suffice: compressed files need about 135 MB at a time to be unpacked,"
                + " 134 MB are free in /results; --temp-dir chooses another");
  }

  private static SourceFile file(String name, long bytes) {
    return new SourceFile("", "", "/plate/" + name, "csv", "cells", "cells", bytes);
  }

  /** A query's result may be one row. */
  @Test
  void anOutputThatMayHaveAnySizeIsNotJudged() {
    assertThat(DiskSpace.judge(FOLDER, 1, 40 * MB, false, true)).isEmpty();
  }
}
