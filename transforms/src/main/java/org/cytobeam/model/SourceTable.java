package org.cytobeam.model;

/**
 * One table of one source.
 *
 * @param source the source, the first part of the image key
 * @param folder the folder below the source path
 * @param tag which table of the join it is: {@code image}, {@code cells}, {@code nuclei} ...
 * @param group its group name, which names outputs and SQL tables: {@code cells} or {@code
 *     per_cells}
 * @param format the {@code TableFormat} that reads it
 * @param path the file, as Beam's {@code FileSystems} opens it
 * @param table the table's name inside the file; empty for CSV
 * @param sizeBytes the file's size when it was found, checked again when it is read
 * @param keyed whether its rows belong to images by an ImageNumber; if not, its runs are numbered
 *     blocks of rows, whatever columns it has
 */
public record SourceTable(
    String source,
    String folder,
    String tag,
    String group,
    String format,
    String path,
    String table,
    long sizeBytes,
    boolean keyed) {
  /** A table whose rows belong to images. */
  public SourceTable(
      String source,
      String folder,
      String tag,
      String group,
      String format,
      String path,
      String table,
      long sizeBytes) {
    this(source, folder, tag, group, format, path, table, sizeBytes, true);
  }

  /** How messages name it: the file, and the table where the file holds several. */
  public String describe() {
    return table.isEmpty() ? path : path + ", table " + table;
  }
}
