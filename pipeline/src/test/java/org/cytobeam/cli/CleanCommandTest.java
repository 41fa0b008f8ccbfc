package org.cytobeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.contract.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code clean} does with folders as runs leave them; the runs themselves are elsewhere. */
class CleanCommandTest {
  private static final String RUN = ".cytobeam-0123abcd-4567";
  private static final String PAGES = "cytobeam-01234567-89ab-cdef-0123-456789abcdef";

  @TempDir private Path root;
  private Path out;
  private Path temporary;

  @BeforeEach
  void makeFolders() throws IOException {
    out = Files.createDirectories(root.resolve("results/deep"));
    temporary = Files.createDirectories(root.resolve("tmp"));
  }

  @Test
  void nothingIsFoundWhereNothingWasLeft() throws Exception {
    Files.createDirectories(out.resolve(".cytobeam-notes"));
    Files.createDirectories(temporary.resolve("cytobeam-mine"));
    assertThat(clean("results").requireDone().out()).isEqualTo("nothing to clean\n");
    assertThat(out.resolve(".cytobeam-notes")).isDirectory();
    assertThat(temporary.resolve("cytobeam-mine")).isDirectory();
  }

  @Test
  void foldersOfEndedRunsAreRemovedWithWhatIsInThem() throws Exception {
    Path run = leave(out.resolve(RUN), "plate.parquet");
    Path pages = leave(temporary.resolve(PAGES), "");
    Files.write(run.resolve("part-0.parquet"), new byte[3 << 20]);
    String told = clean("results", "--dry-run").requireDone().out();
    assertThat(withoutTimes(told))
        .isEqualTo(
            "would remove: %s (3.0 MB, AGE, of %s)\nwould remove: %s (131 bytes, AGE)\n"
                .formatted(run, out.resolve("plate.parquet"), pages)
                .replace("131 bytes", ownerBytes(pages)));
    assertThat(run).isDirectory();
    told = clean("results").requireDone().out();
    assertThat(told.lines()).hasSize(2).allMatch(line -> line.startsWith("removed: "));
    assertThat(out).isEmptyDirectory();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anOutputThatWasMovedAsideIsPutBack() throws Exception {
    Path run = leave(out.resolve(RUN), "plate.parquet");
    Files.writeString(run.resolve("replaced"), "old");
    Files.writeString(run.resolve("output"), "new");
    String told = clean("results", "--dry-run").requireDone().out();
    assertThat(told).contains("an output that was to be replaced is in it, and would be put back");
    assertThat(run.resolve("replaced")).hasContent("old");
    told = clean("results/deep/plate.parquet").requireDone().out();
    assertThat(told)
        .startsWith("removed: " + run)
        .endsWith(
            "  %s: the output that was there before is back\n"
                .formatted(out.resolve("plate.parquet")));
    assertThat(out.resolve("plate.parquet")).hasContent("old");
    assertThat(run).doesNotExist();
  }

  @Test
  void anOlderOutputIsNeverRemovedForAnothersSake() throws Exception {
    Path run = leave(out.resolve(RUN), "plate.parquet");
    Files.writeString(run.resolve("replaced"), "old");
    Files.writeString(run.resolve("output"), "new");
    Files.writeString(out.resolve("plate.parquet"), "another program's");
    String told = clean("results", "--force").requireDone().out();
    assertThat(told)
        .startsWith("kept: " + run)
        .contains("is in %s; it is kept".formatted(run.resolve("replaced")));
    assertThat(run.resolve("replaced")).hasContent("old");
    assertThat(out.resolve("plate.parquet")).hasContent("another program's");
  }

  @Test
  void anOutputWithoutItsReportIsTold() throws Exception {
    Path run = leave(out.resolve(RUN), "plate.parquet");
    Files.writeString(run.resolve("committing"), "");
    Files.writeString(run.resolve("replaced"), "old");
    Files.writeString(out.resolve("plate.parquet"), "new");
    String told = clean("results").requireDone().out();
    assertThat(told)
        .endsWith(
            "  %s is complete, but the run ended before its report was written; convert again with --overwrite to have one\n"
                .formatted(out.resolve("plate.parquet")));
    assertThat(out.resolve("plate.parquet")).hasContent("new");
    assertThat(run).doesNotExist();

    leave(run, "plate.parquet");
    Files.writeString(run.resolve("committing"), "");
    Files.writeString(run.resolve("report.json"), "{\"run\":{\"id\":\"0123abcd-4567\"}}");
    assertThat(clean("results").requireDone().out().lines()).hasSize(1);
    assertThat(out.resolve("plate.parquet.report.json")).content().contains("0123abcd-4567");

    leave(run, "plate.parquet");
    Files.writeString(run.resolve("committing"), "");
    Files.writeString(
        out.resolve("plate.parquet.report.json"), "{\"run\":{\"id\":\"0123abcd-4567\"}}");
    assertThat(clean("results").requireDone().out().lines()).hasSize(1);
  }

  @Test
  void whatMayBeALiveRunsOnAnotherMachineNeedsForce() throws Exception {
    Path unmarked = Files.createDirectories(out.resolve(RUN));
    Path elsewhere = Files.createDirectories(temporary.resolve(PAGES));
    Files.writeString(
        elsewhere.resolve("owner.json"),
        "{\"host\":\"node7\",\"boot\":\"x\",\"pid\":1,\"started\":\"\",\"locked\":true,\"destination\":\"\"}");
    String told = clean("results").requireDone().out();
    assertThat(told.lines().filter(line -> line.startsWith("  ")))
        .containsExactly(
            "  it does not say which run it belongs to; if that has ended: cytobeam clean --force",
            "  its run was started on node7; if that has ended: cytobeam clean --force");
    assertThat(unmarked).isDirectory();
    assertThat(elsewhere).isDirectory();
    assertThat(clean("results", "--force").requireDone().out().lines())
        .allMatch(line -> line.startsWith("removed: "));
    assertThat(unmarked).doesNotExist();
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void aDestinationNamesItsOwnRunsOnly() throws Exception {
    Path run = leave(out.resolve(RUN), "plate.parquet");
    Path other = leave(out.resolve(".cytobeam-ffffffff-4567"), "other.parquet");
    clean("results/deep/plate.parquet").requireDone();
    assertThat(run).doesNotExist();
    assertThat(other).isDirectory();
  }

  @Test
  void aPlaceThatIsNotThereIsAnError() {
    assertThat(clean("nowhere/plate.parquet").requireExit(3).err())
        .isEqualTo(
            "cytobeam: there is no folder %s\n".formatted(root.resolve("nowhere/plate.parquet")));
    assertThat(CommandRun.of(List.of("clean", "gs://bucket/out")).requireExit(3).err())
        .isEqualTo("cytobeam: clean looks on local disks only; gs://bucket/out is not on one\n");
  }

  private CommandRun clean(String place, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("clean", "" + root.resolve(place), "--temp-dir=" + temporary));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments);
  }

  /** A folder as a run of this machine leaves it when it is killed. */
  private static Path leave(Path folder, String destination) throws IOException {
    Files.createDirectories(folder);
    String boot = "";
    Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
    if (Files.exists(bootId)) {
      boot = Files.readString(bootId).strip();
    }
    Files.writeString(
        folder.resolve("owner.json"),
        "{\"host\":\"%s\",\"boot\":\"%s\",\"pid\":1,\"started\":\"\",\"locked\":true,\"destination\":\"%s\"}"
            .formatted(java.net.InetAddress.getLocalHost().getHostName(), boot, destination));
    return folder;
  }

  private static String ownerBytes(Path folder) throws IOException {
    return Files.size(folder.resolve("owner.json")) + " bytes";
  }

  private static String withoutTimes(String told) {
    return told.replaceAll("last written \\d+ seconds? ago", "AGE");
  }
}
