package org.cytobeam.testkit.property;

import java.util.List;

/**
 * A table as text, before anybody gives it types; an empty text is a missing value.
 *
 * @param columns none for a file without a byte
 * @param rows parallel to the columns
 */
public record TextTable(List<String> columns, List<List<String>> rows) {
  /** A file without a byte. */
  public static final TextTable NO_BYTES = new TextTable(List.of(), List.of());

  public TextTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The value of a column in a row; empty where there is no such column. */
  String value(List<String> row, String column) {
    int position = columns.indexOf(column);
    return position < 0 ? "" : row.get(position);
  }

  /** The text of a file. */
  String csv(String delimiter, String newline) {
    StringBuilder csv = new StringBuilder();
    if (!columns.isEmpty()) {
      line(csv, columns, delimiter, newline);
      rows.forEach(row -> line(csv, row, delimiter, newline));
    }
    return csv.toString();
  }

  private static void line(
      StringBuilder csv, List<String> values, String delimiter, String newline) {
    String separator = "";
    for (String value : values) {
      csv.append(separator).append(field(value, delimiter));
      separator = delimiter;
    }
    csv.append(newline);
  }

  private static String field(String value, String delimiter) {
    boolean plain =
        !value.contains(delimiter)
            && value.indexOf('"') < 0
            && value.indexOf('\n') < 0
            && value.indexOf('\r') < 0;
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return csv(",", "\n");
  }
}
