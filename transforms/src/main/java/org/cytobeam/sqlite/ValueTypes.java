package org.cytobeam.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;

/**
 * Corrects declared types by the stored values: SQLite keeps 7.25 and {@code 'nan'} in a BIGINT
 * column, and anything in a column without a type, as {@code CREATE TABLE .. AS SELECT} makes them.
 * Measures on the way what texts and blobs need.
 *
 * <p>A declared number stays a number: whole, or with fractions where some value needs them. A
 * column without a type has that in which its values meet, where text among numbers counts as what
 * it says; text alone stays text, and a blob makes all of it binary.
 */
final class ValueTypes {
  /** So many columns are looked at in one pass: it bounds the size of the statement. */
  private static final int COLUMNS_PER_PASS = 500;

  private static final int INTEGERS = 1;
  private static final int REALS = 2;
  private static final int TEXTS = 4;
  private static final int BLOBS = 8;

  private final Connection connection;
  private final StoredTable table;
  private final KeyColumns keys;
  private final Map<String, ColumnType> types = new HashMap<>();
  private final List<Column> withText = new ArrayList<>();
  private final Map<String, Long> bytes = new HashMap<>();

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
    for (List<Column> some : parts(open)) {
      values.look(some);
    }
    for (List<Column> some : parts(values.withText)) {
      TextsAmongNumbers.meet(connection, table, some, values.types);
    }
    return values;
  }

  private static List<List<Column>> parts(List<Column> columns) {
    List<List<Column>> parts = new ArrayList<>();
    for (int start = 0; start < columns.size(); start += COLUMNS_PER_PASS) {
      parts.add(columns.subList(start, Math.min(columns.size(), start + COLUMNS_PER_PASS)));
    }
    return parts;
  }

  /** The type that holds the values of a column of the table; usable image keys are integers. */
  ColumnType typeOf(Column column) {
    boolean key = isKey(column) && column.type() == ColumnType.BINARY;
    return key ? ColumnType.INT64 : types.getOrDefault(column.name(), column.type());
  }

  /** The bytes of all texts and blobs together. */
  long variableBytes() {
    return bytes.keySet().stream().filter(this::isVariable).mapToLong(bytes::get).sum();
  }

  /** A row whose image key is no whole number is rejected, so those columns stay as they are. */
  private boolean isOpen(Column column) {
    return switch (column.type()) {
      case INT64 -> !isKey(column);
      case BINARY, TEXT -> true;
      default -> false;
    };
  }

  private boolean isKey(Column column) {
    return RowKey.columns(keys).contains(column.name());
  }

  private void look(List<Column> columns) throws SQLException {
    String sql =
        columns.stream()
            .map(column -> classes(column) + ", " + bytes(column))
            .collect(Collectors.joining(", ", "SELECT ", table.from()));
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

  private void take(Column column, int classes, long columnBytes) {
    types.put(column.name(), type(column.type(), classes));
    bytes.put(column.name(), columnBytes);
    if (!isVariable(column.name()) && (classes & TEXTS) != 0) {
      withText.add(column);
    }
  }

  private boolean isVariable(String name) {
    ColumnType type = types.get(name);
    return type == ColumnType.TEXT || type == ColumnType.BINARY;
  }

  /** The storage classes there are, as bits; of whole numbers only what could change their type. */
  private static String classes(Column column) {
    String name = StoredTable.quoted(column.name());
    return switch (column.type()) {
      case TEXT -> "0";
      // The cast keeps within 64 bits, and SQLite compares integers with reals exactly, so a
      // value differs from its cast just when no 64-bit integer equals it.
      case INT64 ->
          ("2 * max(typeof(%1$s) = 'real' AND %1$s <> CAST(%1$s AS INTEGER))"
                  + " + 4 * max(typeof(%1$s) = 'text')")
              .formatted(name);
      default ->
          ("max(typeof(%1$s) = 'integer') + 2 * max(typeof(%1$s) = 'real')"
                  + " + 4 * max(typeof(%1$s) = 'text') + 8 * max(typeof(%1$s) = 'blob')")
              .formatted(name);
    };
  }

  /** The length is in the header of a row, so no text or blob is read for it. */
  private static String bytes(Column column) {
    return column.type() == ColumnType.INT64
        ? "0"
        : "sum(octet_length(%s))".formatted(StoredTable.quoted(column.name()));
  }

  /** Before the texts among numbers are looked at. */
  private static ColumnType type(ColumnType declared, int classes) {
    if (declared == ColumnType.INT64) {
      return (classes & REALS) != 0 ? ColumnType.DOUBLE : ColumnType.INT64;
    }
    if (declared == ColumnType.TEXT || classes == TEXTS) {
      return ColumnType.TEXT;
    }
    if (classes == 0 || (classes & BLOBS) != 0) {
      return ColumnType.BINARY;
    }
    return (classes & REALS) != 0 ? ColumnType.DOUBLE : ColumnType.INT64;
  }
}
