package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/**
 * What the texts in columns of numbers do to the columns' types. Reads only rows that have such
 * texts, and only until no type can change any more.
 */
final class TextsAmongNumbers {
  private final List<Column> columns;
  private final Map<String, ColumnType> types;
  private final Set<Integer> open = new HashSet<>();

  private TextsAmongNumbers(List<Column> columns, Map<String, ColumnType> types) {
    this.columns = columns;
    this.types = types;
    for (int i = 0; i < columns.size(); i++) {
      settle(i, typeOf(i));
    }
  }

  /**
   * Meets the types of columns with those of the texts in them.
   *
   * @param types by name, those of the numbers to begin with; changed in place
   */
  static void meet(
      Connection connection, StoredTable table, List<Column> columns, Map<String, ColumnType> types)
      throws SQLException {
    TextsAmongNumbers texts = new TextsAmongNumbers(columns, types);
    try (StoredRows rows = new StoredRows(connection, texts.sql(table)).query()) {
      while (!texts.open.isEmpty() && rows.next()) {
        rows.read(texts::take);
      }
    }
  }

  private String sql(StoredTable table) {
    List<String> names = columns.stream().map(Column::name).toList();
    String hasText =
        names.stream()
            .map(name -> "typeof(" + StoredTable.quoted(name) + ") = 'text'")
            .collect(Collectors.joining(" OR "));
    return "SELECT %s%s".formatted(StoredTable.quoted(names), table.from(hasText));
  }

  private void take(StoredRow row) throws SQLException {
    for (int i : List.copyOf(open)) {
      if (row.storageClass(i) == StoredRow.TEXT) {
        byte[] utf8 = row.utf8(i);
        settle(i, met(i, TextValue.typeOf(utf8, 0, utf8.length)));
      }
    }
  }

  /** Text that is no number makes text of a column without a type, and NULL in one of numbers. */
  private ColumnType met(int column, ColumnType text) {
    boolean number = text == ColumnType.INT64 || text == ColumnType.DOUBLE;
    return number || !isDeclared(column) ? typeOf(column).meet(text) : typeOf(column);
  }

  private void settle(int column, ColumnType type) {
    types.put(columns.get(column).name(), type);
    boolean last = type == ColumnType.TEXT || type == ColumnType.DOUBLE && isDeclared(column);
    if (last) {
      open.remove(column);
    } else {
      open.add(column);
    }
  }

  private boolean isDeclared(int column) {
    return columns.get(column).type() == ColumnType.INT64;
  }

  private ColumnType typeOf(int column) {
    return types.get(columns.get(column).name());
  }
}
