package org.cytobeam.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files and folders, at the source and at the destination. Local paths go through {@code java.nio},
 * whose moves are atomic; all others through Beam's {@code FileSystems}.
 */
public final class Storage {
  private Storage() {}

  /** Whether a path is on the local disk. */
  public static boolean isLocal(String path) {
    return !path.matches("^[a-zA-Z][a-zA-Z0-9+.-]+://.*") || path.startsWith("file://");
  }

  /** A local path as {@code java.nio} has it. */
  public static Path local(String path) {
    return Path.of(path.startsWith("file://") ? path.substring("file://".length()) : path);
  }

  /** Whether a file, or anything below a folder, is there. */
  public static boolean exists(String path) throws IOException {
    if (isLocal(path)) {
      return Files.exists(local(path));
    }
    return !match(path).isEmpty() || !match(path + "/**").isEmpty();
  }

  /** Moves a file or folder; a file there is replaced, a folder is not. */
  public static void move(String from, String to) throws IOException {
    if (isLocal(to)) {
      Path parent = local(to).toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    List<ResourceId> sources = new ArrayList<>();
    List<ResourceId> targets = new ArrayList<>();
    for (MatchResult.Metadata file : match(from).isEmpty() ? match(from + "/**") : match(from)) {
      sources.add(file.resourceId());
      String rest = file.resourceId().toString().substring(from.length());
      targets.add(FileSystems.matchNewResource(to + rest, false));
    }
    FileSystems.rename(sources, targets);
  }

  /** Removes a file, or a folder with everything in it; nothing if it is not there. */
  public static void delete(String path) throws IOException {
    if (!isLocal(path)) {
      List<ResourceId> files = new ArrayList<>();
      match(path).forEach(m -> files.add(m.resourceId()));
      match(path + "/**").forEach(m -> files.add(m.resourceId()));
      FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
    } else if (Files.exists(local(path))) {
      deleteTree(local(path));
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What Beam finds for a path or pattern; nothing is no error. */
  public static List<MatchResult.Metadata> match(String spec) {
    try {
      MatchResult result = FileSystems.match(spec, EmptyMatchTreatment.ALLOW);
      return result.status() == MatchResult.Status.NOT_FOUND ? List.of() : result.metadata();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
