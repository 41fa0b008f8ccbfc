package org.cytobeam.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder with CytoTable's outputs ({@code golden}) and the inputs that they were made from
 * ({@code data}). It is no part of the repository: {@code shared} beside it, or where the system
 * property {@code cytobeam.shared} says.
 */
public final class SharedFolder {
  private SharedFolder() {}

  /** The folder; without it the test is reported as skipped, and fails where CI is {@code true}. */
  public static Path orSkip() {
    return orSkip(
        Path.of(
            System.getProperty(
                "cytobeam.shared", System.getProperty("cytobeam.root", ".") + "/../shared")),
        "true".equals(System.getenv("CI")));
  }

  static Path orSkip(Path folder, boolean required) {
    if (Files.isDirectory(folder.resolve("golden")) && Files.isDirectory(folder.resolve("data"))) {
      return folder;
    }
    String message = "no golden files in " + folder.toAbsolutePath().normalize();
    if (required) {
      throw new AssertionError(message + ", and CI is true");
    }
    return Assumptions.abort(message);
  }
}
