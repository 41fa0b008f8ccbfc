package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;

/** The least type of each column that holds every value seen so far; empty values have none. */
final class CsvTypes {
  private final ColumnType[] types;

  CsvTypes(int columns) {
    types = new ColumnType[columns];
    Arrays.fill(types, ColumnType.NULL);
  }

  void see(CsvRecords record) {
    byte[] bytes = record.bytes();
    for (int i = 0; i < types.length; i++) {
      int length = record.length(i);
      if (length > 0 && types[i] != ColumnType.TEXT) {
        types[i] = meet(types[i], bytes, record.start(i), length);
      }
    }
  }

  private static ColumnType meet(ColumnType known, byte[] bytes, int start, int length) {
    if (known == ColumnType.DOUBLE && TextValue.isNumber(bytes, start, length)) {
      return known;
    }
    return known.meet(TextValue.typeOf(bytes, start, length));
  }

  List<Column> columns(List<String> names) {
    List<Column> columns = new ArrayList<>(types.length);
    for (int i = 0; i < types.length; i++) {
      columns.add(new Column(names.get(i), types[i]));
    }
    return columns;
  }
}
