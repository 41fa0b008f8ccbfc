package org.cytobeam.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.schema.OutputColumn;

/** Opens the part writer that the settings ask for. */
public final class PartWriters {
  private PartWriters() {}

  /**
   * A writer of a new file that keeps its compressed pages on the heap until it finishes.
   *
   * @param path the file, on any Beam {@code FileSystem}
   */
  public static PartWriter open(String path, List<OutputColumn> columns, WriteSettings settings)
      throws IOException {
    return switch (settings.sink()) {
      case COLUMNAR -> new ColumnarPartWriter(path, columns, settings, PageSpool.onHeap());
      case PARQUETIO -> new ParquetIoPartWriter(path, columns, settings);
    };
  }

  /**
   * A writer of a new file that keeps its compressed pages in a temporary file of a local folder
   * until it finishes; memory is then one unfinished page a column. {@code ParquetIO} has no such
   * spool: with that sink the folder is not used.
   */
  public static PartWriter open(
      String path, List<OutputColumn> columns, WriteSettings settings, Path spoolFolder)
      throws IOException {
    return switch (settings.sink()) {
      case COLUMNAR ->
          new ColumnarPartWriter(path, columns, settings, PageSpool.inFolder(spoolFolder));
      case PARQUETIO -> new ParquetIoPartWriter(path, columns, settings);
    };
  }
}
