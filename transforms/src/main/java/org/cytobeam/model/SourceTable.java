package org.cytobeam.model;

/**
 * One table of one source.
 *
 * @param file the file that holds it
 * @param source the source, the first part of the image key; the file's own, unless the file holds
 *     several
 * @param tag which table of the join it is: {@code image}, {@code cells}, {@code nuclei} ...
 * @param group its group name, which names outputs and SQL tables: {@code cells} or {@code
 *     per_cells}
 * @param table the table's name inside the file; empty for CSV
 * @param object where the file's table holds several objects side by side in one row
 *     (CellProfiler's {@code Per_Object}), the one whose columns and rows are meant, as its columns
 *     spell it; empty for a table of its own
 * @param keyed whether its rows belong to images by an ImageNumber; if not, its runs are numbered
 *     blocks of rows, whatever columns it has
 */
public record SourceTable(
    SourceFile file,
    String source,
    String tag,
    String group,
    String table,
    String object,
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
    this(
        new SourceFile(source, folder, path, format, "", "", sizeBytes),
        source,
        tag,
        group,
        table,
        "",
        true);
  }

  /** The one table of a file. */
  public static SourceTable alone(SourceFile file, String tag, String group, boolean keyed) {
    return new SourceTable(file, file.source(), tag, group, "", "", keyed);
  }

  public String folder() {
    return file.folder();
  }

  /** The {@code TableFormat} that reads it. */
  public String format() {
    return file.format();
  }

  /** The file, as Beam's {@code FileSystems} opens it. */
  public String path() {
    return file.path();
  }

  /** The file's size when it was found, checked again when it is read. */
  public long sizeBytes() {
    return file.sizeBytes();
  }

  /** How messages name it: the file, and the table and object where it holds several. */
  public String describe() {
    return path()
        + (table.isEmpty() ? "" : ", table " + table)
        + (object.isEmpty() ? "" : ", object " + object);
  }
}
