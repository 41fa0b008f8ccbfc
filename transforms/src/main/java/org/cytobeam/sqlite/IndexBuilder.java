package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * Makes the index of one table from its rows, told in the order of their rowids where they have
 * any. Memory grows with the images, not with the rows.
 */
final class IndexBuilder {
  /** What stands for a table whose greatest rowid leaves no room for the end of a range. */
  static final String NO_ROOM = "its rowid " + Long.MAX_VALUE + " leaves no room after it";

  private static final int COLUMNS_IN_MESSAGE = 5;

  private final SourceTable source;
  private final StoredTable table;
  private final KeyColumns keys;
  private ImageRuns images = new ImageRuns();
  private long lastRowid;
  private long rejected;
  private String firstRejected = "";

  IndexBuilder(SourceTable source, StoredTable table) {
    this.source = source;
    this.table = table;
    this.keys = KeyColumns.find(table.columnNames(), source.tag());
  }

  KeyColumns keys() {
    return keys;
  }

  /** Why the table cannot be read by image; empty if it can. */
  String obstacle() {
    if (!keys.imageNumber().isEmpty()) {
      return "";
    }
    List<String> names = table.columnNames();
    return "it has no column ImageNumber; its columns are "
        + String.join(", ", names.subList(0, Math.min(COLUMNS_IN_MESSAGE, names.size())))
        + (names.size() > COLUMNS_IN_MESSAGE ? " .. (" + names.size() + ")" : "");
  }

  /** Takes all rows at once. */
  void take(ImageRuns all) {
    images = all;
  }

  /** Takes a row that has a number. */
  void take(long rowid, StoredRow row, RowKey key) throws SQLException, IOException {
    // A damaged tree can come to the same page twice; ranges need ascending numbers.
    if (images.rows() + rejected > 0 && rowid <= lastRowid) {
      throw SqliteErrors.malformed("row " + rowid + " comes after row " + lastRowid);
    }
    lastRowid = rowid;
    if (key.read(row)) {
      images.add(rowid, key.tableNumber(), key.imageNumber());
    } else {
      reject("rowid " + rowid + ", with " + key.describe(row));
    }
  }

  /** Takes a row that has none. */
  void take(StoredRow row, RowKey key) throws SQLException, IOException {
    if (key.read(row)) {
      images.add(key.tableNumber(), key.imageNumber());
    } else {
      reject("one with " + key.describe(row));
    }
  }

  private void reject(String row) {
    images.skip();
    if (rejected++ == 0) {
      firstRejected = row;
    }
  }

  /**
   * The index of the rows taken.
   *
   * @param checksum of an image table; -1 for any other
   */
  TableIndex build(ValueTypes values, long checksum) {
    return new TableIndex(
        source,
        columns(values),
        keys,
        runs(bytesPerRow(values)),
        images.rows() + rejected,
        rejected,
        checksum,
        problems());
  }

  /** In the order of rowids; where there are none, in that of keys, in which they are read. */
  private List<ImageRun> runs(long bytesPerRow) {
    List<ImageRun> runs = images.runs(bytesPerRow);
    if (!table.hasRowids()) {
      runs.sort(Comparator.comparing(ImageRun::tableNumber).thenComparing(ImageRun::imageNumber));
    }
    return runs;
  }

  /** An average over the table, rounded up: images differ little in what their texts need. */
  private long bytesPerRow(ValueTypes values) {
    long rows = Math.max(1, images.rows() + rejected);
    return 8L * table.columns().size() + (values.variableBytes() + rows - 1) / rows;
  }

  private List<Column> columns(ValueTypes values) {
    List<Column> columns = new ArrayList<>(table.columns().size());
    for (Column column : table.columns()) {
      if (column.name().equals(keys.tableNumber()) && images.hasTextTableNumber()) {
        columns.add(new Column(column.name(), ColumnType.TEXT));
      } else {
        columns.add(new Column(column.name(), values.typeOf(column)));
      }
    }
    return columns;
  }

  private List<Problem> problems() {
    if (rejected == 0) {
      return List.of();
    }
    String message =
        "%d of %d rows have no usable image key and are left out; the first is %s"
            .formatted(rejected, images.rows() + rejected, firstRejected);
    return List.of(Problem.of(Problem.Kind.REJECTED_ROWS, source, message, rejected));
  }
}
