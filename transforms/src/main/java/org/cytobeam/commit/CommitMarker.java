package org.cytobeam.commit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.storage.Storage;

/**
 * The file in a run's folder that a commit makes just before it touches the destination. Who makes
 * it first decides between a commit and somebody who stops the run: never do both go on.
 */
public final class CommitMarker {
  private static final String STOPPED = "stopped";

  private final String path;

  public CommitMarker(String path) {
    this.path = path;
  }

  /**
   * For the commit, which may have made it in an earlier attempt.
   *
   * @throws IOException if the run was stopped
   */
  void begin() throws IOException {
    if (!Storage.isLocal(path)) {
      FileSystems.create(FileSystems.matchNewResource(path, false), "text/plain").close();
      return;
    }
    Path file = Storage.local(path);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException again) {
      if (Files.readString(file).equals(STOPPED)) {
        throw new IOException("the run was stopped", again);
      }
    }
  }

  /**
   * For who stops the run: from here on no commit begins.
   *
   * @return false if one has begun; it needs a moment
   */
  public boolean stop() throws IOException {
    if (!Storage.isLocal(path)) {
      return !Storage.exists(path);
    }
    try {
      Files.writeString(Storage.local(path), STOPPED, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException begun) {
      return false;
    } catch (NoSuchFileException overOrNotBegun) {
      return true;
    }
  }
}
