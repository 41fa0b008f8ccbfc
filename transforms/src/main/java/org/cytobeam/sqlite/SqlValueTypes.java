package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;

/**
 * Finds {@link ValueTypes} by SQL: first which storage classes there are, then, of columns of
 * numbers that hold texts, what these say, until no type can change any more.
 */
final class SqlValueTypes {
  /** So many columns are looked at in one pass: it bounds the size of the statement. */
  private static final int COLUMNS_PER_PASS = 500;

  private final Connection connection;
  private final StoredTable table;
  private final ValueTypes types;

  private SqlValueTypes(Connection connection, StoredTable table, ValueTypes types) {
    this.connection = connection;
    this.table = table;
    this.types = types;
  }

  static ValueTypes of(Connection connection, StoredTable table, KeyColumns keys)
      throws SQLException, IOException {
    ValueTypes types = new ValueTypes(table, keys);
    SqlValueTypes values = new SqlValueTypes(connection, table, types);
    int columns = types.open().size();
    for (List<Integer> places : parts(IntStream.range(0, columns).boxed().toList())) {
      values.look(places);
    }
    List<Integer> withTexts =
        IntStream.range(0, columns).filter(types::dependsOnTexts).boxed().toList();
    for (List<Integer> places : parts(withTexts)) {
      values.readTexts(places);
    }
    return types;
  }

  private static List<List<Integer>> parts(List<Integer> places) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int start = 0; start < places.size(); start += COLUMNS_PER_PASS) {
      parts.add(places.subList(start, Math.min(places.size(), start + COLUMNS_PER_PASS)));
    }
    return parts;
  }

  private void look(List<Integer> places) throws SQLException, IOException {
    String sql =
        places.stream()
            .map(types.open()::get)
            .map(column -> classes(column) + ", " + bytes(column))
            .collect(Collectors.joining(", ", "SELECT ", table.from()));
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      rows.next();
      rows.read(
          row -> {
            for (int i = 0; i < places.size(); i++) {
              types.add(places.get(i), (int) row.integer(2 * i), row.integer(2 * i + 1));
            }
          });
    }
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
        : "sum(octet_length(%1$s)) FILTER (WHERE typeof(%1$s) IN ('text', 'blob'))"
            .formatted(StoredTable.quoted(column.name()));
  }

  /** Reads only rows that have such texts. */
  private void readTexts(List<Integer> places) throws SQLException, IOException {
    List<String> names = places.stream().map(p -> types.open().get(p).name()).toList();
    String hasText =
        names.stream()
            .map(name -> "typeof(" + StoredTable.quoted(name) + ") = 'text'")
            .collect(Collectors.joining(" OR "));
    String sql = "SELECT %s%s".formatted(StoredTable.quoted(names), table.from(hasText));
    Set<Integer> left = new HashSet<>(places);
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      while (!left.isEmpty() && rows.next()) {
        rows.read(row -> take(row, places, left));
      }
    }
  }

  private void take(StoredRow row, List<Integer> places, Set<Integer> left)
      throws SQLException, IOException {
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      if (left.contains(place) && row.storageClass(i) == StoredRow.TEXT) {
        types.addText(place, row.utf8(i));
        if (!types.dependsOnTexts(place)) {
          left.remove(place);
        }
      }
    }
  }
}
