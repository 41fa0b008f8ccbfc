package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/** Refuses an output that would take the place of what is read. */
final class SourceGuard {
  private static final String WILDCARDS = "[*?\\[{].*";

  private final SourceQuery query;

  SourceGuard(SourceQuery query) {
    this.query = query;
  }

  /**
   * @param written a file or folder that the run will make, or replace with all that is in it
   * @param overwrite whether what is there is replaced
   * @throws UserError if a source is there, or below it
   */
  void check(String written, boolean overwrite) {
    String source = query.path();
    if (holds(written, folderOf(source))) {
      throw refused(written, source);
    }
    if (overwrite && isThere(written)) {
      List<String> files =
          new ArrayList<>(SourceFinder.find(query).stream().map(SourceFile::path).toList());
      // What is not read now is somebody's measurements all the same.
      SourceFinder.excluded(query).stream()
          .filter(file -> TableFormats.promisedBy(file).isPresent())
          .forEach(files::add);
      for (String file : files) {
        if (holds(written, file)) {
          throw refused(written, file);
        }
      }
    }
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

  /** Of a pattern the folder above its first wildcard; any other path as it is. */
  private static String folderOf(String source) {
    boolean pattern = source.matches(".*[*?\\[{].*");
    if (!pattern || Storage.isLocal(source) && Files.exists(Storage.local(source))) {
      return source;
    }
    String before = source.replaceFirst(WILDCARDS, "");
    int slash = before.lastIndexOf('/');
    return slash < 0 ? "." : before.substring(0, Math.max(1, slash));
  }

  /** The path without links, as far as it exists. */
  private static Path real(String path) {
    try {
      Path given = Storage.local(path).toAbsolutePath().normalize();
      Path existing = given;
      while (existing.getParent() != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      return existing.toRealPath().resolve(existing.relativize(given)).normalize();
    } catch (IOException | InvalidPathException e) {
      throw new UserError("cannot look at %s: %s".formatted(path, e.getMessage()), e);
    }
  }
}
