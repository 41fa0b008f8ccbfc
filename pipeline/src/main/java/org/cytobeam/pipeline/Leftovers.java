package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/**
 * Finds the temporary folders that runs have left behind, or still use: {@code .cytobeam-<run>}
 * beside destinations, and {@code cytobeam-<id>} in the temporary folder.
 */
public final class Leftovers {
  private static final Pattern RUN = Pattern.compile("\\.cytobeam-[0-9a-f-]{13}");
  private static final Pattern PAGES = Pattern.compile("cytobeam-[0-9a-f-]{36}");

  private Leftovers() {}

  /**
   * Those of a place, in order of their paths.
   *
   * @param place a folder, which is searched with its subfolders; or a destination, there or not
   * @throws UserError if there is no such place on a local disk
   */
  public static List<Leftover> at(String place) throws IOException {
    if (!Storage.isLocal(place)) {
      throw new UserError("clean looks on local disks only; " + place + " is not on one");
    }
    Path path = Storage.local(place).toAbsolutePath().normalize();
    Path parent = path.getParent();
    if (!Files.isDirectory(path) && (parent == null || !Files.isDirectory(parent))) {
      throw new UserError("there is no folder " + path);
    }
    TreeSet<Path> folders = new TreeSet<>();
    if (parent != null && Files.isDirectory(parent)) {
      String name = path.getFileName().toString();
      folders.addAll(in(parent, RUN, folder -> isOf(name, folder)));
    }
    if (Files.isDirectory(path)) {
      folders.addAll(below(path));
    }
    return measured(folders);
  }

  /**
   * Those of a temporary folder itself.
   *
   * @param tempDir empty for the system's
   */
  public static List<Leftover> inTemporaryFolder(String tempDir) throws IOException {
    Path folder = Path.of(tempDir.isEmpty() ? System.getProperty("java.io.tmpdir") : tempDir);
    if (!Files.isDirectory(folder)) {
      throw new UserError("there is no folder " + folder);
    }
    return measured(in(folder.toAbsolutePath().normalize(), PAGES, any -> true));
  }

  /**
   * Brings to an end what killed runs to a destination have left half done: an output without its
   * report gets it, one that was moved aside is put back.
   *
   * @return what a person should know, a sentence each
   */
  static List<String> settle(String destination) throws IOException {
    Path path = Storage.isLocal(destination) ? Storage.local(destination).toAbsolutePath() : null;
    Path parent = path == null ? null : path.normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    String name = path.getFileName().toString();
    List<String> notes = new ArrayList<>();
    for (Leftover left : measured(in(parent, RUN, folder -> isOf(name, folder)))) {
      if (left.isLeft()) {
        notes.addAll(left.settle());
        notes.add(
            "a run that was killed left %s; 'cytobeam clean' removes it".formatted(left.folder()));
      }
    }
    return notes;
  }

  private static boolean isOf(String destination, Path folder) {
    return RunOwner.of(folder).filter(mark -> mark.destination().equals(destination)).isPresent();
  }

  private static List<Path> in(Path parent, Pattern name, Predicate<Path> which)
      throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(file -> matches(name, file) && Files.isDirectory(file))
          .filter(which)
          .sorted()
          .toList();
    }
  }

  /** Links are not followed, and what may not be read is passed over. */
  private static List<Path> below(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new PatientVisitor() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!matches(RUN, folder)) {
              return FileVisitResult.CONTINUE;
            }
            found.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
          }
        });
    return found;
  }

  private static boolean matches(Pattern name, Path file) {
    return file.getFileName() != null && name.matcher(file.getFileName().toString()).matches();
  }

  private static List<Leftover> measured(Iterable<Path> folders) throws IOException {
    List<Leftover> leftovers = new ArrayList<>();
    for (Path folder : folders) {
      RunOwner.State state = RunOwner.stateOf(folder);
      Contents contents = new Contents();
      Files.walkFileTree(folder, contents);
      RunOwner.Mark mark = RunOwner.of(folder).orElse(null);
      leftovers.add(
          new Leftover(
              folder,
              state,
              mark == null ? "" : mark.host(),
              mark == null || mark.destination().isEmpty()
                  ? null
                  : folder.resolveSibling(mark.destination()),
              contents.bytes,
              contents.lastWritten));
    }
    return leftovers;
  }

  /** Adds up what is in a folder, of which anything may vanish meanwhile. */
  private static final class Contents extends PatientVisitor {
    private long bytes;
    private Instant lastWritten = Instant.EPOCH;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return visit(attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return visit(attributes);
    }

    private FileVisitResult visit(BasicFileAttributes attributes) {
      Instant written = attributes.lastModifiedTime().toInstant();
      lastWritten = written.isAfter(lastWritten) ? written : lastWritten;
      return FileVisitResult.CONTINUE;
    }
  }

  /** Goes on where a file or folder cannot be read, or vanishes while it is listed. */
  static class PatientVisitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
