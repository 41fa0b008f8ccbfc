package org.cytobeam.commit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.cytobeam.storage.Storage;

/**
 * Keeps a commit and somebody who stops the run from going on both. Each makes a file in the run's
 * folder before it looks for the other's: the commit just before it touches the destination, who
 * stops the run before he removes anything. Should both meet, the commit gives way.
 */
public final class CommitMarker {
  private final String begun;
  private final String stopped;

  public CommitMarker(String path) {
    this.begun = path;
    this.stopped = path + ".stopped";
  }

  /**
   * For the commit, which may have called it in an earlier attempt.
   *
   * @throws IOException if the run was stopped
   */
  void begin() throws IOException {
    make(begun);
    if (Storage.exists(stopped)) {
      throw new IOException("the run was stopped");
    }
  }

  /**
   * For who stops the run, to be asked until it is true or the pipeline has ended: from there on no
   * commit begins.
   *
   * @return false if one has begun, and the folder is still there
   */
  public boolean stop() throws IOException {
    try {
      make(stopped);
      return !Storage.exists(begun);
    } catch (NoSuchFileException overOrNotBegun) {
      return true;
    }
  }

  /**
   * Removes the run's folder, as far as nobody writes to it meanwhile. The sign that the run was
   * stopped goes last, so that a commit which still puts things together never begins.
   */
  public void removeFolder() throws IOException {
    if (!Storage.isLocal(begun)) {
      Storage.delete(begun.substring(0, begun.lastIndexOf('/')));
      return;
    }
    Path folder = Storage.local(begun).toAbsolutePath().getParent();
    if (!Files.exists(folder)) {
      return;
    }
    for (Path other : others(folder)) {
      Storage.delete(other.toString());
    }
    if (others(folder).isEmpty()) {
      Storage.delete(stopped);
      Files.deleteIfExists(folder);
    }
  }

  private List<Path> others(Path folder) throws IOException {
    Path sign = Storage.local(stopped).getFileName();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(sign)).toList();
    }
  }

  private static void make(String path) throws IOException {
    if (!Storage.isLocal(path)) {
      ResourceId file = FileSystems.matchNewResource(path, false);
      FileSystems.create(file, "text/plain").close();
      return;
    }
    try {
      // Not by way of Beam, which would make a folder again that is being removed.
      Files.createFile(Storage.local(path));
    } catch (FileAlreadyExistsException again) {
      return;
    }
  }
}
