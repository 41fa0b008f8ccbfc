package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.UserError;

/** The local folders that a run needs: made when missing, removed when nothing came of it. */
final class DestinationFolder {
  /** Those that were missing, the innermost first. */
  private final List<Path> made = new ArrayList<>();

  /**
   * Makes a folder and the missing ones above it.
   *
   * @throws UserError if that cannot be
   */
  void make(Path folder) {
    Path existing = ExistingFolder.of(folder);
    if (!Files.isDirectory(existing)) {
      throw new UserError("cannot write below %s: it is not a folder".formatted(existing));
    }
    for (Path missing = folder.toAbsolutePath().normalize();
        !missing.equals(existing);
        missing = missing.getParent()) {
      made.add(missing);
    }
    try {
      Files.createDirectories(folder);
    } catch (AccessDeniedException e) {
      throw new UserError("cannot write to %s: permission denied".formatted(existing), e);
    } catch (IOException e) {
      throw new UserError("cannot write to %s: %s".formatted(existing, e.getMessage()), e);
    }
  }

  /** Removes what was made, as far as nothing is in it. */
  void removeIfEmpty() throws IOException {
    for (Path folder : made) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException | NoSuchFileException inUse) {
        return;
      }
    }
  }
}
