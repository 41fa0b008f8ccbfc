package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.schema.ColumnNames;
import org.cytobeam.schema.JoinAsSql;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.schema.TableSchema;

/** A preset's join as SQL, over tables that have the keys which its exporter writes. */
public final class PresetSql {
  private static final Map<String, List<String>> PARENTS =
      Map.of("cells", List.of("Nuclei"), "cytoplasm", List.of("Cells", "Nuclei"));

  private final Preset preset;

  private PresetSql(Preset preset) {
    this.preset = preset;
  }

  /** The SQL of a preset that joins. */
  public static String of(Preset preset) {
    return new PresetSql(preset).text();
  }

  private String text() {
    SchemaSettings settings =
        new SchemaSettings(
            preset.tableNames(),
            preset.identifyingColumns(),
            true,
            preset.join(),
            true,
            ColumnType.DOUBLE,
            ColumnType.INT64);
    List<TableSchema> tables = preset.tableNames().tags().stream().map(this::table).toList();
    return JoinAsSql.overKeys(settings, tables, hasTableNumber());
  }

  /** CellProfiler's ExportToDatabase puts the object's name before every column. */
  private boolean isExportToDatabase() {
    return preset.name().matches("cellprofiler_sqlite(_pycytominer)?");
  }

  private boolean hasTableNumber() {
    return !isExportToDatabase() && !preset.name().equals("cellprofiler_csv");
  }

  private TableSchema table(String tag) {
    String group = isExportToDatabase() ? "per_" + tag : tag;
    ColumnNames naming = preset.columnNames();
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String name : columns(tag)) {
      columns.add(new Column(name, ColumnType.INT64));
      names.add(naming.outputName(tag, group, name));
    }
    List<String> sourceNames = columns.stream().map(Column::name).toList();
    return new TableSchema(tag, group, columns, names, KeyColumns.find(sourceNames, tag));
  }

  private List<String> columns(String tag) {
    List<String> columns = new ArrayList<>();
    if (hasTableNumber()) {
      columns.add("TableNumber");
    }
    columns.add("ImageNumber");
    if (preset.tableNames().isImage(tag)) {
      return columns;
    }
    String stem = tag.substring(0, 1).toUpperCase(Locale.ROOT) + tag.substring(1) + "_";
    columns.add(isExportToDatabase() ? stem + "Number_Object_Number" : "ObjectNumber");
    String prefix = preset.name().equals("cellprofiler_csv") ? "" : stem;
    PARENTS
        .getOrDefault(tag, List.of())
        .forEach(parent -> columns.add(prefix + "Parent_" + parent));
    return columns;
  }
}
