package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.PackedColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;

/**
 * The columns of one table over all its sources: those of the first source in its order, then what
 * later sources add. Types meet by {@link ColumnType#meet}, so they do not depend on that order.
 *
 * <p>Most of thousands of sources have the same names, many the same types too, so equal columns
 * are looked at once.
 */
final class TableUnion {
  private static final int NAMES_SHOWN = 5;

  private final String tag;
  private final List<TableIndex> indexes;
  private final Map<String, ColumnType> types = new LinkedHashMap<>();
  private final Map<String, Long> rowsWithout = new TreeMap<>();
  private final Set<String> clashing = new TreeSet<>();

  /**
   * @param indexes the table in all sources, in source order
   */
  TableUnion(String tag, List<TableIndex> indexes) {
    this.tag = tag;
    this.indexes = indexes;
    Set<PackedColumns> distinct = new LinkedHashSet<>();
    Map<String, Long> rows = new LinkedHashMap<>();
    for (TableIndex index : indexes) {
      distinct.add(index.packedColumns());
      rows.merge(index.packedColumns().names(), index.rows(), Long::sum);
    }
    distinct.forEach(this::meet);
    for (PackedColumns columns : distinct) {
      // Columns of the same names and other types find no rows any more.
      Long own = rows.remove(columns.names());
      if (own != null && own > 0) {
        addRowsWithout(columns, own);
      }
    }
  }

  private void meet(PackedColumns columns) {
    for (Column column : columns.unpack()) {
      ColumnType before = types.getOrDefault(column.name(), ColumnType.NULL);
      ColumnType type = before.meet(column.type());
      types.put(column.name(), type);
      boolean differ = before != column.type() && type == ColumnType.TEXT;
      if (differ && before != ColumnType.NULL && column.type() != ColumnType.NULL) {
        clashing.add(column.name());
      }
    }
  }

  private void addRowsWithout(PackedColumns columns, long rows) {
    Set<String> own = new HashSet<>(columns.nameList());
    types.keySet().stream()
        .filter(name -> !own.contains(name))
        .forEach(name -> rowsWithout.merge(name, rows, Long::sum));
  }

  /** Columns that some source with rows lacks are left out unless {@code union}. */
  List<Column> columns(boolean union) {
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          if (union || !rowsWithout.containsKey(name)) {
            columns.add(new Column(name, type.settled()));
          }
        });
    return columns;
  }

  /** The columns in which no source has a value. */
  Set<String> empty() {
    return types.entrySet().stream()
        .filter(type -> type.getValue() == ColumnType.NULL)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  KeyColumns keys(boolean union) {
    return KeyColumns.find(columns(union).stream().map(Column::name).toList(), tag);
  }

  /** One note if the sources differ in their columns; the report has more of it. */
  List<Problem> drift(boolean union) {
    List<String> parts = new ArrayList<>();
    if (!rowsWithout.isEmpty()) {
      List<String> names =
          rowsWithout.entrySet().stream()
              .map(e -> "%s (%d rows)".formatted(e.getKey(), e.getValue()))
              .toList();
      parts.add(
          "%s not in every source: %s; %s"
              .formatted(
                  columns(names.size()),
                  some(names),
                  union ? "NULL where missing" : "left out of the output"));
    }
    if (!clashing.isEmpty()) {
      parts.add(
          "%s text, since sources differ in type: %s"
              .formatted(columns(clashing.size()), some(List.copyOf(clashing))));
    }
    if (parts.isEmpty()) {
      return List.of();
    }
    parts.add("see drift in the report");
    String table = indexes.get(0).table().group();
    return List.of(new Problem(Problem.Kind.NOTE, "", "", table, String.join("; ", parts), 0));
  }

  private static String columns(int number) {
    return number == 1 ? "1 column is" : number + " columns are";
  }

  private static String some(List<String> names) {
    String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return names.size() > NAMES_SHOWN ? shown + ", ..." : shown;
  }
}
