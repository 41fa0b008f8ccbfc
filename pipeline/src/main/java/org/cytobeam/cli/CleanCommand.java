package org.cytobeam.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.Leftover;
import org.cytobeam.pipeline.Leftovers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cytobeam clean}: removes what killed runs have left behind. */
@Command(
    name = "clean",
    sortOptions = false,
    header = "Removes what killed runs have left behind.",
    description = {
      "",
      "A run that ends, or is stopped with Ctrl-C, removes its temporary folders itself; one that is"
          + " killed, or whose machine goes down, cannot. clean finds them in PATH and below it"
          + " (.cytobeam-...) and in the temporary folder (cytobeam-...), and removes those whose run"
          + " has ended. An older output that --overwrite had moved aside is put back. Folders of a"
          + " run that still works are never touched.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "3:something you can fix: the message says what"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  What is there?",
      "    cytobeam clean results/ --dry-run",
      "  After a conversion to plate.parquet was killed:",
      "    cytobeam clean plate.parquet"
    })
final class CleanCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = ".",
      description =
          "A folder, searched with its subfolders, or the destination of a run (default: the"
              + " folder you are in).")
  private String place;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what is there.")
  private boolean dryRun;

  @Option(
      names = "--force",
      description =
          "Also remove folders of which it cannot be told whether their run has ended: those of"
              + " other machines. Be sure that it has.")
  private boolean force;

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "The --temp-dir of the runs (default: the system's temporary folder).")
  private String tempDir = "";

  @Spec private CommandSpec spec;

  private final List<String> failures = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<Leftover> found = new ArrayList<>(Leftovers.at(place));
    Leftovers.inTemporaryFolder(tempDir).stream()
        .filter(pages -> found.stream().noneMatch(f -> f.folder().equals(pages.folder())))
        .forEach(found::add);
    PrintWriter out = spec.commandLine().getOut();
    if (found.isEmpty()) {
      out.println("nothing to clean");
    }
    found.forEach(leftover -> clean(leftover, out));
    if (!failures.isEmpty()) {
      throw new UserError(String.join("\n  ", failures));
    }
    return ExitCodes.DONE;
  }

  private void clean(Leftover leftover, PrintWriter out) {
    if (leftover.isInUse()) {
      out.println(line("in use", leftover));
    } else if (!leftover.isLeft() && !force) {
      out.println(line("kept", leftover));
      out.println("  " + whyKept(leftover));
    } else if (dryRun) {
      out.println(line("would remove", leftover));
      if (leftover.holdsOlderOutput()) {
        out.println("  an output that was to be replaced is in it, and would be put back");
      }
    } else {
      remove(leftover, out);
    }
  }

  private void remove(Leftover leftover, PrintWriter out) {
    try {
      List<String> notes = leftover.remove();
      boolean gone = !leftover.folder().toFile().exists();
      out.println(line(gone ? "removed" : "kept", leftover));
      notes.forEach(note -> out.println("  " + note));
    } catch (IOException e) {
      failures.add("cannot remove %s: %s".formatted(leftover.folder(), e));
    }
  }

  private static String line(String done, Leftover leftover) {
    String of = leftover.destination() == null ? "" : ", of " + leftover.destination();
    return "%s: %s (%s, last written %s ago%s)"
        .formatted(
            done,
            leftover.folder(),
            HumanText.size(leftover.bytes()),
            HumanText.duration(Duration.between(leftover.lastWritten(), Instant.now())),
            of);
  }

  private static String whyKept(Leftover leftover) {
    String whose =
        leftover.host().isEmpty()
            ? "it does not say which run it belongs to"
            : "its run was started on " + leftover.host();
    return whose + "; if that has ended: cytobeam clean --force";
  }
}
