package org.cytobeam.csv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableNumber;

/** The rows of each image; rows whose ImageNumber is no whole number are rejected. */
final class ImageRuns implements RowRuns {
  private final int columns;
  private final int imageColumn;
  private final int tableColumn;
  private final Map<Key, RunBuilder> runs = new LinkedHashMap<>();
  private Key currentKey;
  private RunBuilder current;
  private boolean textTableNumbers;
  private long rejectedRows;
  private long firstRejectedLine;
  private String firstRejectedValue = "";

  private record Key(TableNumber tableNumber, long imageNumber) {}

  ImageRuns(CsvTable table, KeyColumns keys) {
    this.columns = table.names().size();
    this.imageColumn = table.place(keys.imageNumber());
    this.tableColumn = table.place(keys.tableNumber());
  }

  @Override
  public boolean row(CsvRecords record) {
    OptionalLong imageNumber = wholeNumber(record, imageColumn);
    if (imageNumber.isEmpty()) {
      reject(1, record.line(), record.text(imageColumn));
      return false;
    }
    Key key = new Key(tableNumber(record), imageNumber.getAsLong());
    if (!key.equals(currentKey)) {
      currentKey = key;
      current = open(key, record.startOffset());
    }
    current.extend(record.endOffset(), 1);
    return true;
  }

  /** The key in a column of the record, if it is a whole number: {@code 7} or {@code 7.0}. */
  static OptionalLong wholeNumber(CsvRecords record, int column) {
    byte[] bytes = record.bytes();
    int start = record.start(column);
    int length = record.length(column);
    ColumnType type = TextValue.typeOf(bytes, start, length);
    if (type == ColumnType.INT64) {
      return OptionalLong.of(TextValue.parseLong(bytes, start, length));
    }
    if (type == ColumnType.DOUBLE) {
      double value = TextValue.parseDouble(bytes, start, length);
      // Above 2^53 a double no longer tells neighbouring integers apart.
      if (value == Math.rint(value) && Math.abs(value) <= 0x1p53) {
        return OptionalLong.of((long) value);
      }
    }
    return OptionalLong.empty();
  }

  private TableNumber tableNumber(CsvRecords record) {
    if (tableColumn < 0 || record.length(tableColumn) == 0) {
      return TableNumber.ABSENT;
    }
    OptionalLong number = wholeNumber(record, tableColumn);
    if (number.isPresent()) {
      return TableNumber.of(number.getAsLong());
    }
    textTableNumbers = true;
    return TableNumber.of(record.text(tableColumn));
  }

  private RunBuilder open(Key key, long start) {
    RunBuilder known = runs.get(key);
    if (known == null) {
      known = new RunBuilder(key.tableNumber(), key.imageNumber(), start);
      runs.put(key, known);
    } else {
      known.startRange(start);
    }
    return known;
  }

  @Override
  public void blanks(long count, long firstLine, long startOffset) {
    reject(count, firstLine, "");
  }

  private void reject(long count, long line, String value) {
    if (rejectedRows == 0) {
      firstRejectedLine = line;
      firstRejectedValue = value;
    }
    rejectedRows += count;
    currentKey = null;
  }

  @Override
  public List<ImageRun> runs() {
    return runs.values().stream().map(r -> r.build(settled(r.tableNumber()), columns)).toList();
  }

  /** One text among the numbers makes all of them text, as it does the column. */
  private TableNumber settled(TableNumber number) {
    return textTableNumbers ? number.asText() : number;
  }

  @Override
  public long rejectedRows() {
    return rejectedRows;
  }

  @Override
  public List<Problem> problems(SourceTable table) {
    if (rejectedRows == 0) {
      return List.of();
    }
    String value =
        firstRejectedValue.isEmpty() ? "empty" : "'" + Excerpt.of(firstRejectedValue) + "'";
    String message =
        "ImageNumber is no whole number in "
            + (rejectedRows == 1 ? "1 row" : rejectedRows + " rows")
            + ", first in line "
            + firstRejectedLine
            + ", where it is "
            + value;
    return List.of(Problem.of(Problem.Kind.REJECTED_ROWS, table, message, rejectedRows));
  }
}
