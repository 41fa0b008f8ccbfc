package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/** Tells that a disk is full, and which: a person can make room, or choose another. */
final class DiskFull {
  private static final String TOO_LARGE = "File too large";
  private static final List<String> SIGNS =
      List.of("No space left on device", "Disk quota exceeded", TOO_LARGE);

  private DiskFull() {}

  /**
   * The first such failure in the chain of causes as an error for a person, or null.
   *
   * @param folders where the run writes; those on the local disk are named with their free space
   */
  static UserError in(Throwable thrown, String... folders) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (SIGNS.stream().anyMatch(message::contains)) {
        return new UserError(describe(t, folders), thrown);
      }
    }
    return null;
  }

  private static String describe(Throwable failure, String... folders) {
    StringBuilder text =
        new StringBuilder(
            String.valueOf(failure.getMessage()).contains(TOO_LARGE)
                ? "a file may not grow any more: the disk, or a limit, allows no more"
                : "no space is left on the disk");
    if (failure instanceof FileSystemException at && at.getFile() != null) {
      text.append(" to write ").append(at.getFile());
    }
    String separator = ": ";
    for (String folder : folders) {
      if (Storage.isLocal(folder)) {
        text.append(separator).append(free(Storage.local(folder)));
        separator = ", ";
      }
    }
    return text + "; make room, or choose another destination or --temp-dir";
  }

  private static String free(Path folder) {
    Path existing = ExistingFolder.of(folder);
    try {
      return (Files.getFileStore(existing).getUsableSpace() >> 20) + " MB are free in " + existing;
    } catch (IOException e) {
      return "the free space in " + existing + " is not known";
    }
  }
}
