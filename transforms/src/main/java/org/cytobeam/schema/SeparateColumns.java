package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cytobeam.model.ColumnType;

/**
 * The columns of a table that is written by itself: its own, in its own order. An added TableNumber
 * comes first.
 */
final class SeparateColumns {
  private SeparateColumns() {}

  static List<OutputColumn> of(TableSchema table, Optional<ColumnType> tableNumber) {
    List<OutputColumn> columns = new ArrayList<>();
    if (tableNumber.isPresent() && table.keys().tableNumber().isEmpty()) {
      columns.add(tableNumber(ColumnNames.TABLE_NUMBER, tableNumber.get()));
    }
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.names().get(i);
      boolean isTableNumber =
          tableNumber.isPresent()
              && table.columns().get(i).name().equals(table.keys().tableNumber());
      columns.add(
          isTableNumber
              ? tableNumber(name, tableNumber.get())
              : new OutputColumn(
                  name,
                  table.columns().get(i).type().settled(),
                  OutputColumn.Origin.TABLE,
                  table.tag(),
                  i));
    }
    return columns;
  }

  private static OutputColumn tableNumber(String name, ColumnType type) {
    return new OutputColumn(name, type, OutputColumn.Origin.TABLE_NUMBER, "", -1);
  }
}
