package org.cytobeam.model;

/**
 * A file found below the source path.
 *
 * @param source the source it belongs to: for SQLite the file's own path below the source path, for
 *     CSV the folder and file prefix ({@code site7/MyExpt_})
 * @param folder the folder below the source path with a {@code /} at its end, empty for the source
 *     path itself
 * @param path what Beam's {@code FileSystems} opens
 * @param format the {@code TableFormat} that recognised it
 * @param tag the table it holds, or empty when the file itself holds several (SQLite, or a text
 *     table of several objects)
 * @param group the table's group name, e.g. {@code cells}; empty like {@code tag}
 * @param modifiedMillis when it was last changed, in milliseconds since 1970, as its file system
 *     tells; 0 if it does not
 */
public record SourceFile(
    String source,
    String folder,
    String path,
    String format,
    String tag,
    String group,
    long sizeBytes,
    long modifiedMillis) {
  /** A file of which it is not known when it was changed. */
  public SourceFile(
      String source,
      String folder,
      String path,
      String format,
      String tag,
      String group,
      long sizeBytes) {
    this(source, folder, path, format, tag, group, sizeBytes, 0);
  }

  /**
   * Its {@code /}-separated path below the source path: how problems name it, the same wherever the
   * source lies, and what {@code --exclude} takes.
   */
  public String relative() {
    return folder + path.substring(path.lastIndexOf('/') + 1);
  }
}
