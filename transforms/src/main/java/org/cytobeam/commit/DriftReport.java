package org.cytobeam.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.TableDrift;

/** The report's words for the differences between sources. */
final class DriftReport {
  private DriftReport() {}

  static Map<String, Object> of(TableDrift drift) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", drift.table());
    table.put("sources", drift.sources());
    table.put("missing", drift.missing().stream().map(DriftReport::missing).toList());
    table.put("types", drift.types().stream().map(DriftReport::differing).toList());
    return table;
  }

  private static Map<String, Object> missing(TableDrift.Missing missing) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("columns", missing.columns());
    entry.put("sources", missing.sources());
    entry.put("rows", missing.rows());
    return entry;
  }

  private static Map<String, Object> differing(TableDrift.Differing column) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", column.column());
    entry.put("type", name(column.type()));
    List<Map<String, Object>> found =
        column.found().stream()
            .map(
                f -> {
                  Map<String, Object> type = new LinkedHashMap<>();
                  type.put("type", name(f.type()));
                  type.put("sources", f.sources());
                  type.put("example", f.example());
                  return type;
                })
            .toList();
    entry.put("found", found);
    return entry;
  }

  private static String name(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
