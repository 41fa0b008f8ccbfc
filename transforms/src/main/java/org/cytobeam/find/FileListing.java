package org.cytobeam.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.PathPattern;
import org.cytobeam.storage.Storage;

/**
 * Lists the files below a path, in order of their relative paths' bytes.
 *
 * <p>Local folders are walked directly, symbolic links followed: Beam's local matcher would take
 * brackets, stars and question marks of real folder names for patterns. Everything else goes
 * through {@code FileSystems.match}.
 */
final class FileListing {
  private static final int NAMES_SHOWN = 8;

  private FileListing() {}

  /**
   * All files; a single one for a path that names a file. Of a pattern, the files that match it and
   * those in folders that match it, their paths counted from the folder above the first wildcard.
   * Empty if nothing is there.
   */
  static List<FoundFile> of(String path) {
    try {
      if (!Storage.isLocal(path)) {
        return match(path);
      }
      Path root = Storage.local(path);
      if (Files.isRegularFile(root)) {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        return List.of(found(root, root.getFileName().toString(), attributes));
      }
      // Matches are absolute, and are told apart by what stands below the pattern's folder.
      return Files.isDirectory(root) ? walk(root) : match(root.toAbsolutePath().toString());
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserError("cannot list " + path + ": " + e.getMessage(), e);
    }
  }

  /** What a person can be told of a path below which no file was found. */
  static String whyEmpty(String path) {
    if (!Storage.isLocal(path)) {
      return "nothing is there";
    }
    Path given = Storage.local(path).toAbsolutePath().normalize();
    if (Files.isSymbolicLink(given) && !Files.exists(given)) {
      return "it is a symbolic link to something that is not there";
    }
    if (Files.isDirectory(given)) {
      return "the folder holds no file";
    }
    if (given.getParent() == null || !Files.isDirectory(given.getParent())) {
      return "there is no folder " + given.getParent();
    }
    try (Stream<Path> beside = Files.list(given.getParent())) {
      List<String> names =
          beside
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      return "there is no such file or folder"
          + (names.isEmpty() ? "" : "; in " + given.getParent() + " there are " + some(names));
    } catch (IOException e) {
      return "the folder " + given.getParent() + " cannot be listed";
    }
  }

  /** The first few of many names. */
  static String some(List<String> names) {
    String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static List<FoundFile> walk(Path root) throws IOException {
    List<FoundFile> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean ours = folder.getFileName() != null && isOurs(folder.getFileName().toString());
            return ours ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A link that could be followed comes with the attributes of what it leads to.
            if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
              String relative = root.relativize(file).toString().replace('\\', '/');
              files.add(found(file, relative, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          /** A link to a folder around it leads to files that are listed anyway. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return files.stream().sorted().toList();
  }

  /** Temporary folders of other runs lie beside outputs, so perhaps among the sources. */
  private static boolean isOurs(String folderName) {
    return folderName.startsWith(".cytobeam-");
  }

  private static FoundFile found(Path file, String relative, BasicFileAttributes attributes) {
    return new FoundFile(
        file.toAbsolutePath().normalize().toString(),
        relative,
        attributes.isSymbolicLink() ? FoundFile.NOWHERE : attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }

  private static List<FoundFile> match(String path) {
    List<MatchResult.Metadata> matched = new ArrayList<>(Storage.match(path));
    matched.addAll(Storage.match(withSlash(path) + "**"));
    String base = withSlash(PathPattern.folderOf(path));
    return matched.stream()
        .map(
            m -> {
              String file = m.resourceId().toString();
              String relative =
                  file.startsWith(base)
                      ? file.substring(base.length())
                      : file.substring(file.lastIndexOf('/') + 1);
              return new FoundFile(file, relative, m.sizeBytes(), m.lastModifiedMillis());
            })
        .filter(file -> Arrays.stream(file.folder().split("/")).noneMatch(FileListing::isOurs))
        .distinct()
        .sorted()
        .toList();
  }

  private static String withSlash(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }
}
