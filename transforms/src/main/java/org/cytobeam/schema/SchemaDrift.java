package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.PackedColumns;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

/**
 * Finds what is different between the sources of a table: the same whatever the order in which they
 * are given. Thousands of sources have few different lists of names, so each list is looked at
 * once; memory is that of the lists, and one counter a column and type.
 */
public final class SchemaDrift {
  private static final ColumnType[] TYPES = ColumnType.values();

  private final String tag;
  private final List<TableIndex> indexes;
  private final List<String> columns;

  /** For each list of names, where its columns stand among all. */
  private final Map<String, int[]> positions = new HashMap<>();

  private SchemaDrift(String tag, List<TableIndex> indexes) {
    this.tag = tag;
    this.indexes =
        indexes.stream()
            .sorted(
                Comparator.comparing((TableIndex i) -> i.table().source(), TableNumber::compareUtf8)
                    .thenComparing(i -> i.table().describe()))
            .toList();
    Map<String, List<String>> distinct = new LinkedHashMap<>();
    for (TableIndex index : this.indexes) {
      PackedColumns packed = index.packedColumns();
      distinct.computeIfAbsent(packed.names(), names -> packed.nameList());
    }
    Set<String> all = new TreeSet<>(TableNumber::compareUtf8);
    distinct.values().forEach(all::addAll);
    this.columns = List.copyOf(all);
    Map<String, Integer> places = new HashMap<>();
    columns.forEach(name -> places.put(name, places.size()));
    distinct.forEach(
        (packed, names) -> positions.put(packed, names.stream().mapToInt(places::get).toArray()));
  }

  /**
   * The drift of one table.
   *
   * @param indexes the table in all its sources
   */
  public static TableDrift of(String tag, List<TableIndex> indexes) {
    SchemaDrift drift = new SchemaDrift(tag, indexes);
    return new TableDrift(drift.tag, drift.indexes.size(), drift.missing(), drift.types());
  }

  /** A source without rows lacks nothing. */
  private List<TableDrift.Missing> missing() {
    Map<String, List<String>> missingByNames = new HashMap<>();
    Map<List<String>, List<TableIndex>> groups = new LinkedHashMap<>();
    for (TableIndex index : indexes) {
      List<String> missing =
          missingByNames.computeIfAbsent(index.packedColumns().names(), n -> missingIn(index));
      if (!missing.isEmpty() && index.rows() > 0) {
        groups.computeIfAbsent(missing, m -> new ArrayList<>()).add(index);
      }
    }
    List<TableDrift.Missing> entries = new ArrayList<>();
    groups.forEach(
        (missing, sources) ->
            entries.add(
                new TableDrift.Missing(
                    missing,
                    sources.stream().map(i -> i.table().source()).toList(),
                    sources.stream().mapToLong(TableIndex::rows).sum())));
    return entries;
  }

  private List<String> missingIn(TableIndex index) {
    Set<String> own = new HashSet<>(index.packedColumns().nameList());
    return columns.stream().filter(name -> !own.contains(name)).toList();
  }

  private List<TableDrift.Differing> types() {
    int[][] sources = new int[columns.size()][TYPES.length];
    String[][] examples = new String[columns.size()][TYPES.length];
    for (TableIndex index : indexes) {
      PackedColumns packed = index.packedColumns();
      int[] places = positions.get(packed.names());
      for (int i = 0; i < places.length; i++) {
        int type = packed.typeOf(i).ordinal();
        if (sources[places[i]][type]++ == 0) {
          examples[places[i]][type] = index.table().source();
        }
      }
    }
    List<TableDrift.Differing> differing = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<TableDrift.Found> found = found(sources[column], examples[column]);
      if (found.size() > 1) {
        ColumnType type =
            found.stream().map(TableDrift.Found::type).reduce(ColumnType::meet).orElseThrow();
        differing.add(new TableDrift.Differing(columns.get(column), type, found));
      }
    }
    return differing;
  }

  /** An empty column has whatever type the others have. */
  private static List<TableDrift.Found> found(int[] sources, String[] examples) {
    List<TableDrift.Found> found = new ArrayList<>();
    for (ColumnType type : TYPES) {
      int count = sources[type.ordinal()];
      if (type != ColumnType.NULL && count > 0) {
        found.add(new TableDrift.Found(type, count, examples[type.ordinal()]));
      }
    }
    return found;
  }
}
