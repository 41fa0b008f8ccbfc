package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/** Corrects declared types by the stored values: SQLite keeps 7.25 in a BIGINT column. */
final class ValueTypes {
  /** So many columns are looked at in one pass: it bounds the size of the statement. */
  private static final int COLUMNS_PER_PASS = 500;

  private ValueTypes() {}

  /**
   * The columns declared as integers of which some value has a fraction or needs more than 64 bits.
   *
   * @param except columns that need not be looked at
   */
  static Set<String> fractional(Connection connection, StoredTable table, List<String> except)
      throws SQLException {
    List<String> integers =
        table.columns().stream()
            .filter(c -> c.type() == ColumnType.INT64 && !except.contains(c.name()))
            .map(Column::name)
            .toList();
    Set<String> found = new HashSet<>();
    for (int start = 0; start < integers.size(); start += COLUMNS_PER_PASS) {
      int end = Math.min(integers.size(), start + COLUMNS_PER_PASS);
      look(connection, table, integers.subList(start, end), found);
    }
    return found;
  }

  private static void look(
      Connection connection, StoredTable table, List<String> columns, Set<String> found)
      throws SQLException {
    List<String> questions = new ArrayList<>(columns.size());
    for (String column : columns) {
      // The cast keeps within 64 bits, and SQLite compares integers with reals exactly, so a value
      // differs from its cast just when no 64-bit integer equals it.
      String name = StoredTable.quoted(column);
      questions.add(
          "max(typeof(%s) = 'real' AND %s <> CAST(%s AS INTEGER))".formatted(name, name, name));
    }
    String sql = "SELECT " + String.join(", ", questions) + " FROM " + table.quotedName();
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      rows.next();
      rows.read(
          row -> {
            for (int i = 0; i < columns.size(); i++) {
              if (row.integer(i) == 1) {
                found.add(columns.get(i));
              }
            }
          });
    }
  }
}
