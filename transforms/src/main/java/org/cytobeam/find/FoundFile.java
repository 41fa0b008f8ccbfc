package org.cytobeam.find;

import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableNumber;

/**
 * A file below the source path.
 *
 * @param path what {@code FileSystems} opens
 * @param relative its {@code /}-separated path below the source path
 * @param modifiedMillis when it was last changed; 0 if not known
 */
record FoundFile(String path, String relative, long sizeBytes, long modifiedMillis)
    implements Comparable<FoundFile> {
  /** The file as a source of its own. */
  SourceFile inFormat(String format, String source, String tag, String group) {
    return new SourceFile(source, folder(), path, format, tag, group, sizeBytes, modifiedMillis);
  }

  String folder() {
    int slash = relative.lastIndexOf('/');
    return slash < 0 ? "" : relative.substring(0, slash + 1);
  }

  String name() {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }

  String stem() {
    String name = name();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  @Override
  public int compareTo(FoundFile other) {
    return TableNumber.compareUtf8(relative, other.relative);
  }
}
