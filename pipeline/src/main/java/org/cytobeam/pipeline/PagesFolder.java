package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/** A run's own folder in the temporary folder, which is there already: {@code --temp-dir}. */
final class PagesFolder {
  private static final String ANOTHER = "choose another with --temp-dir";

  private PagesFolder() {}

  /**
   * Makes it. The temporary folder is not made: a wrong name would fill some other disk.
   *
   * @throws UserError if that cannot be
   */
  static Path make(String path) {
    if (!Storage.isLocal(path)) {
      throw new UserError(
          "the temporary folder must be on a local disk, which %s is not; %s"
              .formatted(path.substring(0, path.lastIndexOf('/')), ANOTHER));
    }
    Path folder = Storage.local(path).toAbsolutePath().normalize();
    Path parent = folder.getParent();
    if (!Files.exists(parent)) {
      throw new UserError(
          "the temporary folder %s does not exist; make it, or %s".formatted(parent, ANOTHER));
    }
    if (!Files.isDirectory(parent)) {
      throw new UserError(
          "%s cannot be the temporary folder: it is not a folder; %s".formatted(parent, ANOTHER));
    }
    try {
      return Files.createDirectory(folder);
    } catch (AccessDeniedException e) {
      throw unwritable(parent, "permission denied", e);
    } catch (IOException e) {
      throw unwritable(parent, e.getMessage(), e);
    }
  }

  private static UserError unwritable(Path parent, String why, IOException e) {
    return new UserError(
        "cannot write to the temporary folder %s: %s; %s".formatted(parent, why, ANOTHER), e);
  }
}
