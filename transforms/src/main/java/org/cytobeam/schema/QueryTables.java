package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cytobeam.duckdb.QueryTable;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/** The tables as a user's SQL sees them: renamed columns, TableNumber always among them. */
public final class QueryTables {
  private QueryTables() {}

  /**
   * The table with the type of TableNumber over all sources, and with a first column {@code
   * Metadata_TableNumber} where the sources have none. A column whose source name is empty stands
   * for the image key's number.
   */
  static TableSchema withKey(TableSchema table, Optional<ColumnType> tableNumber) {
    if (tableNumber.isEmpty()) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
    List<String> names = new ArrayList<>(table.names());
    int own = table.indexOf(table.keys().tableNumber());
    if (own >= 0) {
      columns.set(own, new Column(columns.get(own).name(), tableNumber.get()));
    } else {
      columns.add(0, new Column("", tableNumber.get()));
      names.add(0, ColumnNames.TABLE_NUMBER);
    }
    return new TableSchema(table.tag(), table.group(), columns, names, table.keys());
  }

  /** Whether a column's values come from the image key. */
  public static boolean isTableNumber(TableSchema table, int column) {
    String name = table.columns().get(column).name();
    return name.isEmpty() || name.equals(table.keys().tableNumber());
  }

  /** The tables under their names and those of the columns in the output. */
  static List<QueryTable> of(List<TableSchema> tables) {
    return tables.stream().map(t -> new QueryTable(t.group(), renamed(t))).toList();
  }

  private static List<Column> renamed(TableSchema table) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(new Column(table.names().get(i), table.columns().get(i).type()));
    }
    return columns;
  }

  /** The table with some of its columns only. */
  static TableSchema keep(TableSchema table, List<Integer> kept) {
    return new TableSchema(
        table.tag(),
        table.group(),
        kept.stream().map(table.columns()::get).toList(),
        kept.stream().map(table.names()::get).toList(),
        table.keys());
  }
}
