package org.cytobeam.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/**
 * Holds a file to be the one that was listed, by its size and the time of its last change: what is
 * read of it then belongs to what was indexed. Asks before and after, since it may change between.
 *
 * <p>Local files only: elsewhere a file is replaced as a whole, and asking takes a request.
 */
public final class UnchangedFile {
  /** Reading that may fail. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  private UnchangedFile() {}

  /**
   * Reads from a file that must be, before and after, as it was listed.
   *
   * @throws UserError if it has changed, or cannot be read
   */
  public static <T> T read(SourceFile file, Reading<T> reading) {
    check(file);
    try {
      T read = reading.read();
      check(file);
      return read;
    } catch (IOException e) {
      check(file);
      throw new UserError(
          "%s; to go on without this file: --exclude '%s'"
              .formatted(e.getMessage(), file.relative()),
          e);
    }
  }

  private static void check(SourceFile file) {
    if (!Storage.isLocal(file.path())) {
      return;
    }
    Path path = Storage.local(file.path());
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      long millis = modifiedMillis(file.format(), path, now.lastModifiedTime().toMillis());
      if (now.size() != file.sizeBytes()) {
        throw changed(
            file, "it had %d bytes, it has %d".formatted(file.sizeBytes(), now.size()), null);
      }
      if (file.modifiedMillis() != 0 && millis != file.modifiedMillis()) {
        throw changed(file, "it was last changed at " + instant(millis), null);
      }
    } catch (NoSuchFileException e) {
      if (file.sizeBytes() == 0 && Files.isSymbolicLink(path)) {
        // It led nowhere when it was listed, which the format tells as what it is.
        return;
      }
      throw changed(file, "it is gone", e);
    } catch (IOException e) {
      throw new UserError("cannot look at %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * When a file, or what counts as part of it, was last changed.
   *
   * @param format the name of its format
   * @param path a local path
   * @param ownMillis when the file itself was
   */
  public static long modifiedMillis(String format, Path path, long ownMillis) {
    long latest = ownMillis;
    for (String beside : TableFormats.named(format).filesBeside(path.toString())) {
      // 0 where there is none.
      latest = Math.max(latest, Path.of(beside).toFile().lastModified());
    }
    return latest;
  }

  private static UserError changed(SourceFile file, String how, IOException cause) {
    return new UserError(
        "%s changed during the run: %s; run again when nothing writes to it"
            .formatted(file.path(), how),
        cause);
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }
}
