package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cytobeam.commit.CommitMarker;
import org.cytobeam.commit.ReplacedOutput;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/**
 * The folders of a run, beside its destination and in the temporary folder: claimed at its start,
 * removed at its end, however it ends.
 */
final class RunFiles {
  private static final int REMOVALS_TRIED = 50;

  private final ConvertConfig config;
  private final ReplacedOutput replaced;
  private final CommitMarker marker;
  private final DestinationFolder folder = new DestinationFolder();
  private final List<RunOwner> owners = new CopyOnWriteArrayList<>();

  RunFiles(ConvertConfig config) {
    this.config = config;
    this.replaced =
        new ReplacedOutput(config.join().temporaryFolder(), config.commit().destination());
    this.marker = new CommitMarker(config.commit().markerPath());
  }

  /**
   * Refuses to begin where something is at the destination that may not be replaced.
   *
   * @throws UserError saying what, and what to do
   */
  void checkDestination() throws IOException {
    String destination = config.commit().destination();
    if (!config.commit().overwrite()) {
      requireAbsent(destination);
      requireAbsent(config.commit().reportPath());
    } else if (isFolder(config.commit().reportPath())) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          config.commit().reportPath()
              + " is a folder, and the report has that name; remove it, or choose another name");
    }
  }

  /**
   * Makes the run's folders, and marks them as those of a live run.
   *
   * @throws UserError if that cannot be, or the destination has come to exist
   */
  void claim() throws IOException {
    checkDestination();
    String destination = config.commit().destination();
    owners.add(RunOwner.claim(PagesFolder.make(config.worker().temporaryFolder()), ""));
    if (Storage.isLocal(destination)) {
      Path run = Storage.local(config.join().temporaryFolder());
      folder.make(run);
      owners.add(RunOwner.claim(run, Storage.local(destination).getFileName().toString()));
    }
  }

  /**
   * Removes all of the run but a committed output, and brings back an older one that was moved
   * aside. Threads that are being stopped may still write, so removal is tried until it lasts.
   */
  void remove() {
    for (int i = 0; i < REMOVALS_TRIED; i++) {
      try {
        Storage.delete(config.worker().temporaryFolder());
        if (!replaced.restore()) {
          tellKept();
          return;
        }
        marker.removeFolder();
        if (!Storage.exists(config.join().temporaryFolder())) {
          folder.removeIfEmpty();
          return;
        }
        Thread.sleep(20);
      } catch (IOException e) {
        // Somebody wrote into the folder while it was being removed: once more.
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    tellKept();
  }

  private void tellKept() {
    try {
      if (Storage.exists(replaced.path())) {
        System.err.println("cytobeam: the output that was there before is in " + replaced.path());
      }
    } catch (IOException e) {
      tellUnclean(e);
    }
  }

  /** Gives up the marks: whatever is left is nobody's. */
  void disown() throws IOException {
    for (RunOwner owner : owners) {
      owner.close();
    }
  }

  /** On the terminal, for this is told while the process may be ending. */
  static void tellUnclean(Exception e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    System.err.println("cytobeam: could not stop cleanly: " + first);
  }

  private static void requireAbsent(String path) throws IOException {
    if (Storage.exists(path)) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          path + " exists; remove it, choose another name, or give --overwrite");
    }
  }

  private static boolean isFolder(String path) {
    return Storage.isLocal(path) && Files.isDirectory(Storage.local(path));
  }
}
