package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.TableNumber;

/**
 * Reads the TableNumber and ImageNumber of rows; one object serves all rows of a query.
 *
 * <p>An ImageNumber is a whole number of 64 bits, however it is stored: as an integer, as a real
 * without fraction, or as the text of an integer. A TableNumber stored as text stays text.
 */
final class RowKey {
  private final int imageColumn;
  private final int tableColumn;
  private long imageNumber;
  private TableNumber tableNumber = TableNumber.ABSENT;

  /**
   * @param first the position in the query of the first of {@link #columns}
   */
  RowKey(KeyColumns keys, int first) {
    this.imageColumn = first;
    this.tableColumn = keys.tableNumber().isEmpty() ? -1 : first + 1;
  }

  /** The columns that a query must select, next to each other. */
  static List<String> columns(KeyColumns keys) {
    List<String> columns = new ArrayList<>();
    columns.add(keys.imageNumber());
    if (!keys.tableNumber().isEmpty()) {
      columns.add(keys.tableNumber());
    }
    return columns;
  }

  /** Takes the key of a row; false if the row has none that can be used. */
  boolean read(StoredRow row) throws SQLException, IOException {
    return readImageNumber(row) && readTableNumber(row);
  }

  long imageNumber() {
    return imageNumber;
  }

  TableNumber tableNumber() {
    return tableNumber;
  }

  /** Whether the row read last belongs to an image, whose TableNumber may be told as text. */
  boolean is(TableNumber wantedTable, long wantedImage) {
    boolean sameTable =
        tableColumn < 0
            || tableNumber.equals(wantedTable)
            || tableNumber.asText().equals(wantedTable);
    return imageNumber == wantedImage && sameTable;
  }

  /** What stands in the place of a key that cannot be used. */
  String describe(StoredRow row) throws SQLException, IOException {
    return readImageNumber(row)
        ? "TableNumber " + row.describe(tableColumn)
        : "ImageNumber " + row.describe(imageColumn);
  }

  private boolean readImageNumber(StoredRow row) throws SQLException, IOException {
    switch (row.storageClass(imageColumn)) {
      case StoredRow.INTEGER -> imageNumber = row.integer(imageColumn);
      case StoredRow.REAL -> {
        double value = row.real(imageColumn);
        if (!isWhole(value)) {
          return false;
        }
        imageNumber = (long) value;
      }
      case StoredRow.TEXT -> {
        return readText(row.text(imageColumn));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readText(String text) {
    OptionalLong number = wholeNumber(text);
    imageNumber = number.orElse(0);
    return number.isPresent();
  }

  /** The number of which this is the text, as SQLite writes it. */
  static OptionalLong wholeNumber(String text) {
    try {
      long number = Long.parseLong(text);
      return Long.toString(number).equals(text) ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private boolean readTableNumber(StoredRow row) throws SQLException, IOException {
    if (tableColumn < 0) {
      return true;
    }
    switch (row.storageClass(tableColumn)) {
      case StoredRow.INTEGER -> keep(row.integer(tableColumn));
      case StoredRow.TEXT -> tableNumber = TableNumber.of(row.text(tableColumn));
      case StoredRow.NULL -> tableNumber = TableNumber.ABSENT;
      case StoredRow.REAL -> {
        double value = row.real(tableColumn);
        if (!isWhole(value)) {
          return false;
        }
        keep((long) value);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Most rows have the TableNumber of the row before. */
  private void keep(long number) {
    if (tableNumber.kind() != TableNumber.Kind.INTEGER || tableNumber.number() != number) {
      tableNumber = TableNumber.of(number);
    }
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && value >= -0x1p63 && value < 0x1p63;
  }
}
