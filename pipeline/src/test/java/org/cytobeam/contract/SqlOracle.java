package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cytobeam.model.JoinScope;
import org.cytobeam.testkit.Compartment;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateColumn;
import org.cytobeam.testkit.PlateImage;
import org.cytobeam.testkit.PlateRow;
import org.cytobeam.testkit.PlateSpec.TableNumbers;

/**
 * A plate's values, taken from the plate itself and not from its files, in a DuckDB of its own; a
 * query is asked once for each unit.
 */
final class SqlOracle implements AutoCloseable {
  private static final List<Compartment> TABLES = List.of(Compartment.CELLS, Compartment.NUCLEI);
  private static final List<String> KEYS =
      List.of("Metadata_TableNumber", "Metadata_ImageNumber", "Metadata_ObjectNumber");

  /** An image's place in the order: source, TableNumber, ImageNumber. */
  private record Key(int source, Object table, long image) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySource = Integer.compare(source, other.source);
      int byTable = bySource != 0 ? bySource : byTable(other);
      return byTable != 0 ? byTable : Long.compare(image, other.image);
    }

    private int byTable(Key other) {
      return table instanceof Long number
          ? Long.compare(number, (Long) other.table)
          : ((String) table).compareTo((String) other.table);
    }
  }

  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");
  private final Map<Key, PlateImage> images = new TreeMap<>();
  private final ExpectedNames names;
  private List<PlateColumn> features = List.of();
  private int sources;
  private boolean numbered;

  SqlOracle(ExpectedNames names) throws SQLException {
    this.names = names;
  }

  /** Adds a source; {@code added} stands for a TableNumber that the plate does not have. */
  void add(Plate plate, Long added) {
    features = plate.features();
    for (PlateImage image : plate.images()) {
      Object table = added != null ? added : image.tableNumber();
      images.put(new Key(sources, table, image.imageNumber()), image);
    }
    sources++;
  }

  /**
   * Makes the tables.
   *
   * @param own the form of the TableNumbers
   * @param added whether sources without any were given one
   */
  void finish(TableNumbers own, boolean added) throws SQLException {
    numbered = added || own != TableNumbers.NONE;
    String number = own == TableNumbers.TEXT ? " VARCHAR" : " BIGINT";
    for (Compartment table : TABLES) {
      List<String> columns = new ArrayList<>(List.of("source INT", "place INT"));
      columns.add((numbered ? KEYS.get(0) : "unseen") + number);
      columns.add("Metadata_ImageNumber BIGINT");
      columns.add("Metadata_ObjectNumber BIGINT");
      for (PlateColumn column : table.columns(features)) {
        columns.add(name(table, column) + " " + type(column));
      }
      execute("CREATE TABLE all_" + view(table) + " (" + String.join(", ", columns) + ")");
      int place = 0;
      for (Map.Entry<Key, PlateImage> image : images.entrySet()) {
        insert(table, place++, image.getKey(), image.getValue());
      }
    }
  }

  private void insert(Compartment table, int place, Key key, PlateImage image) throws SQLException {
    for (PlateRow row : image.rows(table)) {
      List<Object> values = new ArrayList<>();
      values.add(key.source());
      values.add(place);
      values.add(key.table());
      values.add(key.image());
      values.add(row.number());
      values.addAll(table.values(row));
      execute(
          "INSERT INTO all_%s VALUES (%s)"
              .formatted(
                  view(table),
                  values.stream().map(SqlOracle::literal).collect(Collectors.joining(", "))));
    }
  }

  private static String literal(Object value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  private static String view(Compartment table) {
    return table == Compartment.CELLS ? "cells" : "nuclei";
  }

  private static String type(PlateColumn column) {
    return switch (column.kind()) {
      case INTEGER -> "BIGINT";
      case TEXT -> "VARCHAR";
      default -> "DOUBLE";
    };
  }

  private String name(Compartment table, PlateColumn column) {
    return names.object(table, column.name());
  }

  /** The results in the order of units, each ordered by keys, then by the columns of the output. */
  List<Map<String, Object>> ask(String sql, JoinScope scope, List<String> columns)
      throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<String> order = new ArrayList<>(KEYS);
    order.retainAll(columns);
    columns.stream().filter(c -> !order.contains(c)).forEach(order::add);
    for (String unit : units(scope)) {
      for (Compartment table : TABLES) {
        execute(
            "CREATE OR REPLACE VIEW %s AS SELECT * EXCLUDE (source, place%s) FROM all_%1$s WHERE %s"
                .formatted(view(table), numbered ? "" : ", unseen", unit));
      }
      String text = "SELECT * FROM (%s) ORDER BY %s".formatted(sql, quoted(order, " NULLS LAST"));
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(text)) {
        List<String> own = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          own.add(result.getMetaData().getColumnName(i));
        }
        assertThat(columns).containsExactlyInAnyOrderElementsOf(own);
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (String column : columns) {
            row.put(column, result.getObject(column));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private List<String> units(JoinScope scope) {
    List<String> units = new ArrayList<>();
    int count = scope == JoinScope.ALL ? 1 : scope == JoinScope.SOURCE ? sources : images.size();
    for (int i = 0; i < count; i++) {
      units.add(
          switch (scope) {
            case IMAGE -> "place = " + i;
            case SOURCE -> "source = " + i;
            case ALL -> "true";
          });
    }
    return units;
  }

  private static String quoted(List<String> columns, String end) {
    return columns.stream().map(c -> '"' + c + '"' + end).collect(Collectors.joining(", "));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
