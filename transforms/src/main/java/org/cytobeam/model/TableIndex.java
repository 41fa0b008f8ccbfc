package org.cytobeam.model;

import java.util.List;

/**
 * What one pass over a table found, before any value is kept.
 *
 * @param packedColumns in the order of the source, with the types that all rows allow
 * @param keys which of them are keys
 * @param runs the images, each once, in order of first appearance; for a table without image key,
 *     consecutive blocks of rows numbered from 0
 * @param rows all rows of the table, rejected ones included
 * @param rejectedRows rows without a usable image key; each is named in a problem
 * @param checksum for image tables the CRC-32 that serves as TableNumber (see {@code
 *     TableFormat#index}); -1 otherwise
 * @param problems what is wrong; a QUARANTINED one means that the table must not be read
 * @param reading what the pass has read
 */
public record TableIndex(
    SourceTable table,
    PackedColumns packedColumns,
    KeyColumns keys,
    List<ImageRun> runs,
    long rows,
    long rejectedRows,
    long checksum,
    List<Problem> problems,
    Reading reading) {
  /** Of which nothing was read. */
  public TableIndex(
      SourceTable table,
      List<Column> columns,
      KeyColumns keys,
      List<ImageRun> runs,
      long rows,
      long rejectedRows,
      long checksum,
      List<Problem> problems) {
    this(
        table,
        PackedColumns.of(columns),
        keys,
        runs,
        rows,
        rejectedRows,
        checksum,
        problems,
        Reading.NONE);
  }

  /** The columns in the order of the source, with the types that all rows allow. */
  public List<Column> columns() {
    return packedColumns.unpack();
  }

  /** The index of a table that cannot be read. */
  public static TableIndex quarantined(SourceTable table, String message) {
    return new TableIndex(
        table,
        List.of(),
        new KeyColumns("", "", ""),
        List.of(),
        0,
        0,
        -1,
        List.of(Problem.of(Problem.Kind.QUARANTINED, table, message, 0)));
  }

  /** Stands for a file that holds nothing wanted, to tell of it. */
  public static TableIndex nothingWanted(SourceFile file, String message) {
    SourceTable none = SourceTable.alone(file, "", "", true);
    return new TableIndex(
        none,
        List.of(),
        new KeyColumns("", "", ""),
        List.of(),
        0,
        0,
        -1,
        List.of(Problem.of(Problem.Kind.NOTE, none, message, 0)));
  }

  /** The same, with what was read for it. */
  public TableIndex with(Reading read) {
    return new TableIndex(
        table, packedColumns, keys, runs, rows, rejectedRows, checksum, problems, read);
  }

  /** Whether it holds a wanted table, that can be read or not. */
  public boolean isWanted() {
    return !table.tag().isEmpty();
  }

  public boolean isQuarantined() {
    return problems.stream().anyMatch(p -> p.kind() == Problem.Kind.QUARANTINED);
  }
}
