package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cytobeam.pipeline.RunOwner.Mark;
import org.cytobeam.pipeline.RunOwner.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a JVM of its own that is killed: {@code KilledRunTest}, beside the runner. */
class RunOwnerTest {
  @TempDir private Path folder;

  @Test
  void aFolderIsARunsUntilItIsClosed() throws Exception {
    try (RunOwner owner = RunOwner.claim(folder, "plate.parquet")) {
      assertThat(owner).isNotNull();
      assertThat(RunOwner.stateOf(folder)).isEqualTo(State.LIVE);
      assertThat(RunOwner.stateOf(folder)).as("asking does not end the lock").isEqualTo(State.LIVE);
    }
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.ENDED);
    Mark mark = RunOwner.of(folder).orElseThrow();
    assertThat(mark.destination()).isEqualTo("plate.parquet");
    assertThat(mark.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(mark.locked()).isTrue();
  }

  /** Opening and closing a file ends all locks of its process on it, so no question may do that. */
  @Test
  void whoAsksWhileAFolderIsClaimedDoesNotEndItsLock() throws Exception {
    Path locks = Path.of("/proc/locks");
    assumeTrue(Files.isReadable(locks), "Linux lists the locks that are held");
    for (int i = 0; i < 200; i++) {
      Path run = Files.createDirectory(folder.resolve("run" + i));
      AtomicBoolean claimed = new AtomicBoolean();
      Thread asker =
          new Thread(
              () -> {
                while (!claimed.get()) {
                  RunOwner.stateOf(run);
                }
              });
      asker.start();
      try (RunOwner owner = RunOwner.claim(run, "")) {
        claimed.set(true);
        asker.join();
        Object inode = Files.getAttribute(owner.folder().resolve(RunOwner.FILE), "unix:ino");
        assertThat(Files.readAllLines(locks)).anyMatch(line -> line.contains(":" + inode + " "));
      }
      assertThat(RunOwner.of(run).orElseThrow().locked()).isTrue();
    }
  }

  @Test
  void aFolderIsClaimedOnce() throws Exception {
    try (RunOwner owner = RunOwner.claim(folder, "")) {
      assertThatThrownBy(() -> RunOwner.claim(folder, ""))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(RunOwner.stateOf(owner.folder())).isEqualTo(State.LIVE);
    }
  }

  @Test
  void aFolderWithoutAReadableMarkIsNobodysToRemove() throws Exception {
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.UNKNOWN);
    Files.writeString(folder.resolve(RunOwner.FILE), "");
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.UNKNOWN);
    assertThat(RunOwner.of(folder)).isEmpty();
  }

  @Test
  void aRunOfAnotherMachineIsNotKnown() throws Exception {
    Mark here = Mark.of("", true);
    mark(new Mark("elsewhere", "another boot", here.pid(), here.started(), true, ""));
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.UNKNOWN);
    mark(new Mark("elsewhere", here.boot(), here.pid(), here.started(), true, ""));
    assertThat(RunOwner.stateOf(folder))
        .as("another container of this machine")
        .isEqualTo(here.boot().isEmpty() ? State.UNKNOWN : State.ENDED);
    mark(new Mark(here.host(), "another boot", here.pid(), here.started(), true, ""));
    assertThat(RunOwner.stateOf(folder)).as("before a restart").isEqualTo(State.ENDED);
  }

  @Test
  void withoutLocksTheProcessIsAskedFor() throws Exception {
    Mark here = Mark.of("", false);
    mark(here);
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.LIVE);
    mark(new Mark(here.host(), here.boot(), here.pid(), "2001-01-01T00:00:00Z", false, ""));
    assertThat(RunOwner.stateOf(folder)).as("the number was given anew").isEqualTo(State.ENDED);
    mark(new Mark("elsewhere", here.boot(), here.pid(), here.started(), false, ""));
    assertThat(RunOwner.stateOf(folder)).as("another container").isEqualTo(State.UNKNOWN);
  }

  @Test
  void aFolderThatMayNotBeWrittenCanBeAsked() throws Exception {
    RunOwner.claim(folder, "").close();
    Files.setPosixFilePermissions(
        folder.resolve(RunOwner.FILE), PosixFilePermissions.fromString("r--r--r--"));
    assertThat(RunOwner.stateOf(folder)).isEqualTo(State.ENDED);
  }

  private void mark(Mark mark) throws IOException {
    Files.write(folder.resolve(RunOwner.FILE), new ObjectMapper().writeValueAsBytes(mark));
  }
}
