package org.cytobeam.schema;

import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.KeyColumns;

/**
 * The columns that are read of one table, over all sources.
 *
 * @param tag the table
 * @param group its group name: {@code cells}, {@code per_cells}
 * @param columns as the sources name them, with the type that holds all sources' values
 * @param names the output's name for each
 * @param keys which of the columns hold keys
 */
public record TableSchema(
    String tag, String group, List<Column> columns, List<String> names, KeyColumns keys) {
  /** The position of the column that a source calls so; -1 if it is not read. */
  public int indexOf(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(columnName)) {
        return i;
      }
    }
    return -1;
  }
}
