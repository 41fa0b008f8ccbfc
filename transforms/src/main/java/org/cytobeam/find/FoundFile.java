package org.cytobeam.find;

import org.cytobeam.csv.CsvNames;
import org.cytobeam.format.UnchangedFile;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableNumber;
import org.cytobeam.storage.Storage;

/**
 * A file below the source path.
 *
 * @param path what {@code FileSystems} opens
 * @param relative its {@code /}-separated path below the source path
 * @param sizeBytes its size; {@link #NOWHERE} for a symbolic link to what is not there
 * @param modifiedMillis when it was last changed; 0 if not known
 */
record FoundFile(String path, String relative, long sizeBytes, long modifiedMillis)
    implements Comparable<FoundFile> {
  static final long NOWHERE = -1;

  boolean isNowhere() {
    return sizeBytes == NOWHERE;
  }

  /** The file as the next step takes it. */
  SourceFile inFormat(String format, String source, String tag, String group) {
    long size = Math.max(0, sizeBytes);
    boolean isDated = modifiedMillis != 0 && Storage.isLocal(path);
    long millis =
        isDated
            ? UnchangedFile.modifiedMillis(format, Storage.local(path), modifiedMillis)
            : modifiedMillis;
    return new SourceFile(source, folder(), path, format, tag, group, size, millis);
  }

  String folder() {
    int slash = relative.lastIndexOf('/');
    return slash < 0 ? "" : relative.substring(0, slash + 1);
  }

  String name() {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }

  String stem() {
    return CsvNames.stem(name());
  }

  @Override
  public int compareTo(FoundFile other) {
    return TableNumber.compareUtf8(relative, other.relative);
  }
}
