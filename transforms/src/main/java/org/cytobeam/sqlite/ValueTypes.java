package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;

/**
 * Corrects declared types by the stored values: SQLite keeps 7.25 in a BIGINT column, and anything
 * in a column without a type, as {@code CREATE TABLE .. AS SELECT} makes them. Measures on the way
 * what texts and blobs need.
 */
final class ValueTypes {
  /** So many columns are looked at in one pass: it bounds the size of the statement. */
  private static final int COLUMNS_PER_PASS = 500;

  private static final int INTEGERS = 1;
  private static final int REALS = 2;
  private static final int TEXTS = 4;

  private final Connection connection;
  private final StoredTable table;
  private final KeyColumns keys;
  private final Map<String, ColumnType> types = new HashMap<>();
  private long variableBytes;

  private ValueTypes(Connection connection, StoredTable table, KeyColumns keys) {
    this.connection = connection;
    this.table = table;
    this.keys = keys;
  }

  /** Looks at the columns whose declaration does not settle their type, or their size. */
  static ValueTypes of(Connection connection, StoredTable table, KeyColumns keys)
      throws SQLException {
    ValueTypes values = new ValueTypes(connection, table, keys);
    List<Column> open = table.columns().stream().filter(values::isOpen).toList();
    for (int start = 0; start < open.size(); start += COLUMNS_PER_PASS) {
      values.look(open.subList(start, Math.min(open.size(), start + COLUMNS_PER_PASS)));
    }
    return values;
  }

  /** The type that holds the values of a column of the table. */
  ColumnType typeOf(Column column) {
    return types.getOrDefault(column.name(), column.type());
  }

  /** The bytes of all texts and blobs together. */
  long variableBytes() {
    return variableBytes;
  }

  /** A row whose image key has a fraction is rejected, so those keys' own types stand. */
  private boolean isOpen(Column column) {
    return switch (column.type()) {
      case INT64 -> !RowKey.columns(keys).contains(column.name());
      case BINARY, TEXT -> true;
      default -> false;
    };
  }

  private void look(List<Column> columns) throws SQLException {
    String sql =
        columns.stream()
            .map(column -> types(column) + ", " + bytes(column))
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + table.quotedName()));
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      rows.next();
      rows.read(
          row -> {
            for (int i = 0; i < columns.size(); i++) {
              take(columns.get(i), (int) row.integer(2 * i), row.integer(2 * i + 1));
            }
          });
    }
  }

  private void take(Column column, int answer, long bytes) {
    ColumnType type = type(column, answer);
    types.put(column.name(), type);
    if (type == ColumnType.TEXT || type == ColumnType.BINARY) {
      variableBytes += bytes;
    }
  }

  private static String types(Column column) {
    String name = StoredTable.quoted(column.name());
    if (column.type() == ColumnType.INT64) {
      // The cast keeps within 64 bits, and SQLite compares integers with reals exactly, so a value
      // differs from its cast just when no 64-bit integer equals it.
      return "max(typeof(%1$s) = 'real' AND %1$s <> CAST(%1$s AS INTEGER))".formatted(name);
    }
    if (column.type() == ColumnType.TEXT) {
      return "0";
    }
    return ("max(typeof(%1$s) = 'integer') + 2 * max(typeof(%1$s) = 'real')"
            + " + 4 * max(typeof(%1$s) = 'text') + 8 * max(typeof(%1$s) = 'blob')")
        .formatted(name);
  }

  /** The length is in the header of a row, so no text or blob is read for it. */
  private static String bytes(Column column) {
    return column.type() == ColumnType.INT64
        ? "0"
        : "sum(octet_length(%s))".formatted(StoredTable.quoted(column.name()));
  }

  private ColumnType type(Column column, int answer) {
    if (column.type() == ColumnType.TEXT) {
      return ColumnType.TEXT;
    }
    if (column.type() == ColumnType.INT64) {
      return answer == 1 ? ColumnType.DOUBLE : ColumnType.INT64;
    }
    return switch (answer) {
      case INTEGERS -> ColumnType.INT64;
      case REALS, REALS + INTEGERS -> ColumnType.DOUBLE;
      case TEXTS -> ColumnType.TEXT;
      // One bad value among numbers must not cost all rows their key, as bytes would.
      case TEXTS + INTEGERS, TEXTS + REALS, TEXTS + REALS + INTEGERS ->
          isKey(column.name()) ? ColumnType.TEXT : ColumnType.BINARY;
      default -> ColumnType.BINARY;
    };
  }

  private boolean isKey(String name) {
    return RowKey.columns(keys).contains(name)
        || name.equals(keys.objectNumber())
        || name.toLowerCase(Locale.ROOT).contains("parent_");
  }
}
