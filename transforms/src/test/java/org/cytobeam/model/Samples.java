package org.cytobeam.model;

import java.util.Arrays;
import java.util.List;
import org.cytobeam.format.TableNames;

/** Small records of the model, for tests that read no file. */
public final class Samples {
  public static final TableNames WANTED =
      new TableNames(List.of("image"), List.of("cells", "nuclei", "cytoplasm"));

  private Samples() {}

  /** A CSV table of a source named like its folder and prefix. */
  public static SourceTable table(String source, String tag) {
    return new SourceTable(source, source, tag, tag, "csv", "/in/" + source + tag + ".csv", "", 9);
  }

  /** One image of a table, 10 bytes a row, at a place of its own. */
  public static ImageRun run(TableNumber tableNumber, long imageNumber, long rows) {
    return new ImageRun(
        tableNumber,
        imageNumber,
        List.of(new Range(imageNumber, imageNumber + 1)),
        rows,
        10 * rows);
  }

  /** A sound table with these runs and integer columns. */
  public static TableIndex index(SourceTable table, List<ImageRun> runs, String... columns) {
    List<String> names = Arrays.asList(columns);
    return new TableIndex(
        table,
        names.stream().map(name -> new Column(name, ColumnType.INT64)).toList(),
        KeyColumns.find(names, table.tag()),
        runs,
        runs.stream().mapToLong(ImageRun::rows).sum(),
        0,
        -1,
        List.of());
  }

  /** The same index with other columns. */
  public static TableIndex withColumns(TableIndex index, Column... columns) {
    return new TableIndex(
        index.table(),
        List.of(columns),
        KeyColumns.find(Arrays.stream(columns).map(Column::name).toList(), index.table().tag()),
        index.runs(),
        index.rows(),
        index.rejectedRows(),
        index.checksum(),
        index.problems());
  }

  /** The same index with the checksum that serves as TableNumber. */
  public static TableIndex withChecksum(TableIndex index, long checksum) {
    return new TableIndex(
        index.table(),
        index.columns(),
        index.keys(),
        index.runs(),
        index.rows(),
        index.rejectedRows(),
        checksum,
        index.problems());
  }

  /** The same index with rows that have no usable image key, counted beside those of the runs. */
  public static TableIndex withRejected(TableIndex index, long rejected, Problem... problems) {
    return new TableIndex(
        index.table(),
        index.columns(),
        index.keys(),
        index.runs(),
        index.rows() + rejected,
        rejected,
        index.checksum(),
        List.of(problems));
  }
}
