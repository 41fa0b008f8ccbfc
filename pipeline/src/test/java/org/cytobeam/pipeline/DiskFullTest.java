package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
  @TempDir private Path folder;

  @Test
  void thePathAndTheFreeSpaceAreNamed() {
    Exception full = new FileSystemException("/d/part", null, "No space left on device");
    UserError error =
        DiskFull.in(
            new IllegalStateException(new IOException("writing failed", full)),
            folder + "/not/yet",
            "gs://bucket/out");
    assertThat(error.getMessage().replaceAll("\\d+ MB", "N MB"))
        .isEqualTo(
            "no space is left on the disk to write /d/part: N MB are free in "
                + folder
                + "; make room, or choose another destination or --temp-dir");
    assertThat(error.kind()).isEqualTo(UserError.Kind.FIXABLE);
  }

  @Test
  void otherFailuresAreNotTakenForIt() {
    assertThat(DiskFull.in(new IOException("Input/output error"), folder.toString())).isNull();
  }
}
