package org.cytobeam.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLookTest {
  @Test
  void whyAFileCannotBeReadIsToldInWords() {
    assertThat(told(new AccessDeniedException("/p"))).isEqualTo("permission denied");
    assertThat(told(new FileNotFoundException("/p (Permission denied)")))
        .isEqualTo("permission denied");
    assertThat(told(new NoSuchFileException("/p"))).isEqualTo("it is not there");
    assertThat(told(new IOException("/p"))).isEqualTo("IOException");
    assertThat(told(new IOException("Input/output error"))).isEqualTo("Input/output error");
  }

  private static String told(IOException e) {
    UserError error = ContentLook.unreadable("/p", e);
    assertThat(error).hasCause(e).hasMessageStartingWith("cannot read /p: ");
    return error.getMessage().substring("cannot read /p: ".length());
  }

  @Test
  void aFileThatMayNotBeReadIsNamedOnce(@TempDir Path folder) throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Path file = Files.writeString(folder.resolve("plate.data"), "SQLite format 3\0");
    Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_WRITE));
    assumeFalse(Files.isReadable(file), "root may read everything");
    assertThatThrownBy(() -> ContentLook.head(new FoundFile(file.toString(), "plate.data", 16, 0)))
        .isInstanceOf(UserError.class)
        .hasMessage("cannot read " + file + ": permission denied");
  }
}
