package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.cytobeam.testkit.property.OracleSurvey.KeptTable;

/** One table over all sources that are kept: its columns, their types, and its rows as text. */
final class OracleTable {
  /** A row that has an image. */
  record Row(ImageId image, List<String> values) {}

  private final String name;
  private final Map<String, TextType> columns = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<String> names;

  OracleTable(String name, List<KeptTable> sources, OracleOptions options) {
    this.name = name;
    for (KeptTable source : sources) {
      source.table().columns().forEach(column -> columns.putIfAbsent(column, TextType.NONE));
    }
    if (!options.union()) {
      columns
          .keySet()
          .removeIf(
              column ->
                  sources.stream()
                      .map(KeptTable::table)
                      .anyMatch(t -> !t.rows().isEmpty() && !t.columns().contains(column)));
    }
    for (KeptTable source : sources) {
      for (int i = 0; i < source.images().size(); i++) {
        if (source.images().get(i) != null) {
          add(source.images().get(i), source.table(), source.table().rows().get(i));
        }
      }
    }
    OracleNames oracle = new OracleNames(options);
    names = OracleNames.distinct(columns().stream().map(c -> oracle.of(name, c)).toList());
  }

  private void add(ImageId image, TextTable table, List<String> row) {
    List<String> values = new ArrayList<>();
    columns.replaceAll(
        (column, type) -> {
          String value = table.value(row, column);
          values.add(value);
          return type.and(TextType.of(value));
        });
    rows.add(new Row(image, values));
  }

  String name() {
    return name;
  }

  /** As the sources call them. */
  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** As the output calls them, parallel to {@link #columns}. */
  List<String> names() {
    return names;
  }

  TextType type(int column) {
    return List.copyOf(columns.values()).get(column);
  }

  List<Row> rows() {
    return rows;
  }

  /** The column of its objects' numbers. */
  String objectColumn() {
    return columns.containsKey("ObjectNumber") ? "ObjectNumber" : name + "_Number_Object_Number";
  }

  /** The column of the number of an object's parent; null if there is none. */
  String parentColumn(String parent) {
    return columns.keySet().stream()
        .filter(c -> c.equals("Parent_" + parent) || c.equals(name + "_Parent_" + parent))
        .findFirst()
        .orElse(null);
  }

  /** The object that a row's column names; null for none. */
  Long key(Row row, String column) {
    int position = columns().indexOf(column);
    OptionalLong key = type(position).key(row.values().get(position));
    return key.isPresent() ? Long.valueOf(key.getAsLong()) : null;
  }
}
