package org.cytobeam.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cytobeam.storage.Storage;

/**
 * The old output and its report while new ones take their places. They lie in the run's temporary
 * folder from just before the moves until it is certain that these have succeeded, so that whatever
 * happens in between can be undone or completed, also by another process.
 *
 * <p>The order is: the old report goes, the output is replaced, the new report comes. So a report
 * is never beside an output that it does not tell of.
 */
public final class ReplacedOutput {
  private final String staged;
  private final String stagedReport;
  private final String marker;
  private final String replaced;
  private final String replacedReport;
  private final String destination;
  private final String report;

  /**
   * @param temporaryFolder the run's folder beside the destination
   */
  public ReplacedOutput(String temporaryFolder, String destination) {
    this.staged = temporaryFolder + "/output";
    this.stagedReport = temporaryFolder + "/report.json";
    this.marker = temporaryFolder + "/" + CommitSettings.MARKER;
    this.replaced = temporaryFolder + "/replaced";
    this.replacedReport = temporaryFolder + "/replaced.report.json";
    this.destination = destination;
    this.report = CommitSettings.reportPath(destination);
  }

  /** Where the old output is set aside. */
  public String path() {
    return replaced;
  }

  /** Where the new output is put together. */
  String staged() {
    return staged;
  }

  /** Where the new report is written. */
  String stagedReport() {
    return stagedReport;
  }

  /** Moves what is at the destination out of the way, and the staged output and report there. */
  void replace() throws IOException {
    try {
      setAside();
      Storage.move(staged, destination);
      Storage.move(stagedReport, report);
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  private void setAside() throws IOException {
    if (Storage.exists(destination) && Storage.exists(replaced) && !isLinked()) {
      throw new IOException(
          "an older output is in %s already; %s is left as it is".formatted(replaced, destination));
    }
    if (Storage.exists(report)) {
      Storage.move(report, replacedReport);
    }
    if (Storage.exists(destination) && !isLinked() && !link()) {
      Storage.move(destination, replaced);
    }
  }

  /** A file with a second name can be replaced in one step, and is there all the time. */
  private boolean link() {
    if (!Storage.isLocal(destination)
        || !Files.isRegularFile(Storage.local(destination))
        || !Files.isRegularFile(Storage.local(staged))) {
      return false;
    }
    try {
      Files.createLink(Storage.local(replaced), Storage.local(destination));
      return isLinked();
    } catch (IOException | UnsupportedOperationException noLinksHere) {
      return false;
    }
  }

  /** Whether the old output has both names. */
  private boolean isLinked() throws IOException {
    if (!Storage.isLocal(destination)) {
      return false;
    }
    Path aside = Storage.local(replaced);
    return Files.exists(aside)
        && Files.exists(Storage.local(destination))
        && Files.isSameFile(aside, Storage.local(destination));
  }

  private void undo(Exception failure) {
    try {
      if (!Storage.exists(staged) && Storage.exists(destination)) {
        Storage.move(destination, staged);
      }
      restore();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Brings an interrupted replacement to an end: completes it where the new output is in its place,
   * and else puts the old output and report back.
   *
   * @return whether nothing of value is left in the temporary folder; if not, some other program's
   *     output is at the destination, and the old one must be kept where it is
   */
  public boolean restore() throws IOException {
    boolean moved = !Storage.exists(staged) && Storage.exists(destination);
    if (moved) {
      // The staged output is gone only by having been moved, so this is the new one.
      if (Storage.exists(marker) && Storage.exists(stagedReport) && !Storage.exists(report)) {
        Storage.move(stagedReport, report);
      }
      return true;
    }
    // It must not be taken for the report of a moved output when the folder is half removed.
    Storage.delete(stagedReport);
    if (Storage.exists(replaced) && !isLinked()) {
      if (Storage.exists(destination)) {
        return false;
      }
      Storage.move(replaced, destination);
    }
    if (Storage.exists(replacedReport) && !Storage.exists(report)) {
      Storage.move(replacedReport, report);
    }
    return true;
  }
}
