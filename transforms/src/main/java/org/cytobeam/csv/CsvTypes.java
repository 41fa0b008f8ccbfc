package org.cytobeam.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/** The least type of each column that holds every value seen so far; empty values have none. */
final class CsvTypes {
  private final ColumnType[] types;
  private int decimalCommas;
  private int firstColumn;
  private long firstLine;
  private String firstValue = "";

  CsvTypes(int columns) {
    types = new ColumnType[columns];
    Arrays.fill(types, ColumnType.NULL);
  }

  /** Takes a record whose fields are the columns. */
  void see(CsvRecords record) {
    byte[] bytes = record.bytes();
    for (int i = 0; i < types.length; i++) {
      int length = record.length(i);
      if (length > 0 && types[i] != ColumnType.TEXT) {
        ColumnType met = meet(types[i], bytes, record.start(i), length);
        types[i] = met;
        if (met == ColumnType.TEXT) {
          becameText(i, record, record.start(i), length);
        }
      }
    }
  }

  /**
   * Takes some fields of a record.
   *
   * @param places where the columns stand
   */
  void see(CsvRecords record, int[] places) {
    byte[] bytes = record.bytes();
    for (int i = 0; i < types.length; i++) {
      int length = record.length(places[i]);
      if (length > 0 && types[i] != ColumnType.TEXT) {
        ColumnType met = meet(types[i], bytes, record.start(places[i]), length);
        types[i] = met;
        if (met == ColumnType.TEXT) {
          becameText(i, record, record.start(places[i]), length);
        }
      }
    }
  }

  private static ColumnType meet(ColumnType known, byte[] bytes, int start, int length) {
    if (known == ColumnType.DOUBLE && TextValue.isNumber(bytes, start, length)) {
      return known;
    }
    return known.meet(TextValue.typeOf(bytes, start, length));
  }

  /** Happens once a column, so that looking for decimal commas costs nothing. */
  private void becameText(int column, CsvRecords record, int start, int length) {
    byte[] bytes = record.bytes();
    if (isDecimalComma(bytes, start, start + length) && decimalCommas++ == 0) {
      firstColumn = column;
      firstLine = record.line();
      firstValue = new String(bytes, start, length, StandardCharsets.US_ASCII);
    }
  }

  /** Whether the text is digits, a comma and digits, perhaps with a minus before. */
  private static boolean isDecimalComma(byte[] bytes, int start, int end) {
    int at = digits(bytes, bytes[start] == '-' ? start + 1 : start, end);
    return at > start
        && at + 1 < end
        && bytes[at] == ','
        && isDigit(bytes[at - 1])
        && isDigit(bytes[at + 1])
        && digits(bytes, at + 1, end) == end;
  }

  private static int digits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  List<Column> columns(List<String> names) {
    List<Column> columns = new ArrayList<>(types.length);
    for (int i = 0; i < types.length; i++) {
      columns.add(new Column(names.get(i), types[i]));
    }
    return columns;
  }

  /** What a person should know where columns became text because of their first {@code 0,5}. */
  Optional<String> decimalCommaNote(List<String> names) {
    if (decimalCommas == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%s a decimal comma, first '%s' in column %s, line %d: read as text, not as numbers; export with decimal points"
            .formatted(
                decimalCommas == 1 ? "1 column has" : decimalCommas + " columns have",
                Excerpt.of(firstValue),
                Excerpt.of(names.get(firstColumn)),
                firstLine));
  }
}
