package org.cytobeam.sqlite;

import java.util.Locale;
import org.cytobeam.model.ColumnType;

/**
 * The type of a column by its declared type, which is what CytoTable gives it: the order of the
 * questions is that of DuckDB's SQLite scanner. A plain {@code TIME} stays text, so that nothing of
 * it is lost.
 */
final class DeclaredType {
  private DeclaredType() {}

  static ColumnType of(String declared) {
    String type = declared.toUpperCase(Locale.ROOT).strip();
    if (contains(type, "INT", "BOOL")) {
      return ColumnType.INT64;
    } else if (contains(type, "CHAR", "CLOB", "TEXT")) {
      return ColumnType.TEXT;
    } else if (type.isEmpty() || contains(type, "BLOB")) {
      return ColumnType.BINARY;
    } else if (contains(type, "REAL", "FLOA", "DOUB")) {
      return ColumnType.DOUBLE;
    } else if (type.equals("DATE")) {
      return ColumnType.DATE;
    } else if (contains(type, "DATETIME", "TIMESTAMP")) {
      return ColumnType.TIMESTAMP;
    }
    return contains(type, "NUM", "DEC") ? ColumnType.DOUBLE : ColumnType.TEXT;
  }

  private static boolean contains(String type, String... parts) {
    for (String part : parts) {
      if (type.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
