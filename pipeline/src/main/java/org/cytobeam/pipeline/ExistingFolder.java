package org.cytobeam.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is there of a path that need not be there. */
final class ExistingFolder {
  private ExistingFolder() {}

  /** The path itself if it is there, else the nearest one above it that is. */
  static Path of(Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }
}
