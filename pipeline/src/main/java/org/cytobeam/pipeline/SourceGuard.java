package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.PathPattern;
import org.cytobeam.storage.Storage;

/** Refuses an output that would take the place of what is read. */
final class SourceGuard {
  private final SourceFinder found;

  SourceGuard(SourceFinder found) {
    this.found = found;
  }

  /**
   * @param written a file or folder that the run will make, or replace with all that is in it
   * @param overwrite whether what is there is replaced
   * @throws UserError if a source is there, or below it
   */
  void check(String written, boolean overwrite) {
    String source = found.query().path();
    if (holds(written, PathPattern.folderOf(source))) {
      throw refused(written, source);
    }
    if (overwrite && isThere(written)) {
      for (String file : sources()) {
        if (holds(written, file)) {
          throw refused(written, file);
        }
      }
    }
  }

  private List<String> sources() {
    List<String> files = new ArrayList<>(found.files().stream().map(SourceFile::path).toList());
    // What is not read now is somebody's measurements all the same.
    found.excluded().stream()
        .filter(file -> TableFormats.promisedBy(file).isPresent())
        .forEach(files::add);
    return files;
  }

  private static UserError refused(String written, String source) {
    return new UserError(
        UserError.Kind.USAGE,
        "%s would take the place of the source %s; choose another destination"
            .formatted(written, source));
  }

  private static boolean isThere(String path) {
    try {
      return Storage.exists(path);
    } catch (IOException e) {
      throw new UserError("cannot look at %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Whether the inner path is the outer one, or lies below it. */
  private static boolean holds(String outer, String inner) {
    if (Storage.isLocal(outer) && Storage.isLocal(inner)) {
      return real(inner).startsWith(real(outer));
    }
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }

  /** The path without links, as far as it exists. */
  private static Path real(String path) {
    try {
      Path given = Storage.local(path).toAbsolutePath().normalize();
      Path existing = ExistingFolder.of(given);
      return existing.toRealPath().resolve(existing.relativize(given)).normalize();
    } catch (IOException | InvalidPathException e) {
      throw new UserError("cannot look at %s: %s".formatted(path, e.getMessage()), e);
    }
  }
}
