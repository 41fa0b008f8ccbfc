package org.cytobeam.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.TableDrift;

/** The report's words for the differences between sources. */
final class DriftReport {
  /** Thousands of sources can each lack other columns, of which there are thousands. */
  static final int NAMES_LISTED = 10_000;

  private DriftReport() {}

  static Map<String, Object> of(TableDrift drift) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", drift.table());
    table.put("sources", drift.sources());
    List<TableDrift.Missing> listed = listed(drift.missing());
    table.put("missing", listed.stream().map(DriftReport::missing).toList());
    if (listed.size() < drift.missing().size()) {
      table.put(
          "missingMore", more(drift.missing().subList(listed.size(), drift.missing().size())));
    }
    table.put("types", drift.types().stream().map(DriftReport::differing).toList());
    return table;
  }

  /** The first, until there are too many names of columns; each is listed whole. */
  private static List<TableDrift.Missing> listed(List<TableDrift.Missing> all) {
    int entries = 0;
    for (long names = 0; entries < all.size() && names < NAMES_LISTED; entries++) {
      names += all.get(entries).columns().size();
    }
    return all.subList(0, entries);
  }

  private static Map<String, Object> more(List<TableDrift.Missing> others) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("entries", others.size());
    more.put("sources", others.stream().mapToLong(m -> m.sources().size()).sum());
    more.put("rows", others.stream().mapToLong(TableDrift.Missing::rows).sum());
    more.put("note", "more than a report lists; to see them, convert fewer sources at a time");
    return more;
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
