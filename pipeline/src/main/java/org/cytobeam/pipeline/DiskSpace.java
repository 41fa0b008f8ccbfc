package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;

/**
 * Looks before a run whether its output can fit. How much it will be is not known before the source
 * has been read, so only what is hopeless is refused, and what may not fit is told.
 *
 * <p>Outputs that were measured had 0.5 to 0.8 of the size of SQLite inputs and 0.34 to 0.38 of CSV
 * inputs (docs/errors.md), half of that with float32; the plan is for the whole size and half of
 * it.
 */
final class DiskSpace {
  /**
   * A cautious rule, not a measured bound: the smallest output measured had 0.19 of its input, but
   * most rows may be without a partner, and most tables of a database not wanted.
   */
  private static final long LEAST_SHARE = 1000;

  private static final long MB = 1L << 20;

  private DiskSpace() {}

  /**
   * @return what a person should know, a sentence each
   * @throws UserError if the output cannot fit
   */
  static List<String> check(ConvertConfig config) throws IOException {
    String destination = config.commit().destination();
    if (!Storage.isLocal(destination)) {
      return List.of();
    }
    Path folder =
        ExistingFolder.of(Storage.local(destination).toAbsolutePath().normalize().getParent());
    // A query may give a single row, and everything may have a NULL.
    boolean any = config.schema().joined() && config.schema().join().isSql();
    boolean reduced = any || config.join().dropNull();
    return judge(
        folder,
        Files.getFileStore(folder).getUsableSpace(),
        config.source().bytes(),
        config.source().query().format().equals("csv"),
        reduced);
  }

  /**
   * @param reduced whether the output may be as small as it likes
   */
  static List<String> judge(
      Path folder, long freeBytes, long inputBytes, boolean csv, boolean reduced) {
    if (!reduced && freeBytes < inputBytes / LEAST_SHARE) {
      throw new UserError(
          "no output of %s of input can fit: %s are free in %s; make room, or choose another destination"
              .formatted(size(inputBytes), size(freeBytes), folder));
    }
    // Parts are there beside the file that they are put together to.
    long usual = csv ? inputBytes : 2 * inputBytes;
    if (reduced || freeBytes >= usual) {
      return List.of();
    }
    return List.of(
        "the disk may not suffice: %s of input usually need about %s for a while, %s are free in %s"
            .formatted(size(inputBytes), size(usual), size(freeBytes), folder));
  }

  private static String size(long bytes) {
    return bytes < MB ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
  }
}
