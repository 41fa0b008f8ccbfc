package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.cytobeam.model.SourceFile;
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

  /** CellProfiler's tables, packed by gzip, were 2.6 times as large when unpacked. */
  private static final long UNPACKED = 3;

  /** Unpacked files are kept for the next reads when nobody reads them. */
  private static final int IDLE_COPIES = 4;

  private DiskSpace() {}

  /**
   * About what compressed files need in the temporary folder at a time, each unpacked once.
   *
   * @param files those that are read
   */
  static long unpackedBytes(List<SourceFile> files, int threads) {
    return UNPACKED
        * files.stream()
            .filter(DiskSpace::isPacked)
            .map(SourceFile::sizeBytes)
            .sorted(Comparator.reverseOrder())
            .limit((long) threads + IDLE_COPIES)
            .mapToLong(Long::longValue)
            .sum();
  }

  private static boolean isPacked(SourceFile file) {
    return file.path().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * @return what a person should know, a sentence each
   * @throws UserError if the output cannot fit
   */
  static List<String> check(ConvertConfig config) throws IOException {
    List<SourceFile> files = config.source().files();
    List<String> notes = new ArrayList<>(checkDestination(config, files));
    long unpacked = unpackedBytes(files, config.threads());
    Path temporary = ExistingFolder.of(Storage.local(config.worker().temporaryFolder()));
    notes.addAll(
        judgeUnpacked(temporary, Files.getFileStore(temporary).getUsableSpace(), unpacked));
    return notes;
  }

  static List<String> judgeUnpacked(Path folder, long freeBytes, long unpackedBytes) {
    return freeBytes >= unpackedBytes
        ? List.of()
        : List.of(
            "the disk may not suffice: compressed files need about %s at a time to be unpacked, %s are free in %s; --temp-dir chooses another"
                .formatted(size(unpackedBytes), size(freeBytes), folder));
  }

  private static List<String> checkDestination(ConvertConfig config, List<SourceFile> files)
      throws IOException {
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
        files.stream().mapToLong(f -> isPacked(f) ? UNPACKED * f.sizeBytes() : f.sizeBytes()).sum(),
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
