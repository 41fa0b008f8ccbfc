package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.commit.CommitSettings;
import org.cytobeam.commit.ReplacedOutput;
import org.cytobeam.storage.Storage;

/**
 * A temporary folder of some run.
 *
 * @param state whether that run still uses it
 * @param host the machine it runs on; empty if not known
 * @param destination the output that it makes; null if not known, and for temporary pages
 * @param bytes of the files in it
 * @param lastWritten when the newest thing in it was written
 */
public record Leftover(
    Path folder,
    RunOwner.State state,
    String host,
    Path destination,
    long bytes,
    Instant lastWritten) {

  /** Whether a run is certainly using it. */
  public boolean isInUse() {
    return state == RunOwner.State.LIVE;
  }

  /** Whether the run that it belongs to has certainly ended. */
  public boolean isLeft() {
    return state == RunOwner.State.ENDED;
  }

  /** Whether an output that was to be replaced is in it. */
  public boolean holdsOlderOutput() {
    return Files.exists(folder.resolve("replaced"));
  }

  /**
   * Removes the folder, after putting an output back that an {@code --overwrite} had moved aside.
   *
   * @return what a person should know besides, a sentence each
   * @throws IOException if it cannot be removed
   */
  public List<String> remove() throws IOException {
    List<String> notes = new ArrayList<>();
    if (settle(notes)) {
      Storage.delete(folder.toString());
    }
    return notes;
  }

  /** Brings to an end what the run left half done, and leaves the folder. */
  List<String> settle() throws IOException {
    List<String> notes = new ArrayList<>();
    settle(notes);
    return notes;
  }

  /** Whether the folder can go. */
  private boolean settle(List<String> notes) throws IOException {
    if ((destination != null || holdsOlderOutput()) && !restore(notes)) {
      return false;
    }
    tellUnreported(notes);
    return true;
  }

  /** Whether nothing of value is left in the folder. */
  private boolean restore(List<String> notes) throws IOException {
    boolean missing = destination != null && !Files.exists(destination);
    boolean done =
        destination != null
            && new ReplacedOutput(folder.toString(), destination.toString()).restore();
    if (!done) {
      notes.add(
          "an output that was to be replaced is in %s; it is kept: move it to where you want it, or remove it"
              .formatted(folder.resolve("replaced")));
    } else if (missing && Files.exists(destination)) {
      notes.add("%s: the output that was there before is back".formatted(destination));
    }
    return done;
  }

  /** A run may be killed between the move of its output and its report. */
  private void tellUnreported(List<String> notes) {
    boolean published =
        destination != null
            && Files.exists(folder.resolve("committing"))
            && !Files.exists(folder.resolve("output"))
            && Files.exists(destination);
    if (published && !isReported()) {
      notes.add(
          "%s is complete, but the run ended before its report was written; convert again with --overwrite to have one"
              .formatted(destination));
    }
  }

  private boolean isReported() {
    Path report = Path.of(CommitSettings.reportPath(destination.toString()));
    try {
      String id = new ObjectMapper().readTree(report.toFile()).path("run").path("id").asText();
      return folder.endsWith(".cytobeam-" + id);
    } catch (IOException noReport) {
      return false;
    }
  }
}
