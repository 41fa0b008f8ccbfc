package org.cytobeam.pipeline;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.PresetChoice.SeenTable;
import org.cytobeam.schema.StandardTables;

/** The kinds of input that can be told apart by tables and headers, each with its preset. */
enum TableFamily {
  IN_CARTA("in-carta", "IN Carta CSV files (their header has 'OBJECT ID')"),
  CSV("cellprofiler_csv", "CellProfiler CSV files"),
  PER_TABLES(
      "cellprofiler_sqlite_pycytominer", "tables of CellProfiler's ExportToDatabase ('Per_...')"),
  CYTOMINER(
      "cellprofiler_sqlite_cpg0016_jump", "tables of cytominer-database (they have TableNumber)"),
  CYTOMINER_PREFIXED(
      "cell-health-cellprofiler-to-cytominer-database",
      "tables of an older cytominer-database (image columns begin with 'Image_Metadata_')"),
  /** CellProfiler's tables, but by no exporter that a preset knows. */
  UNNUMBERED(
      "cellprofiler_sqlite_cpg0016_jump", "database tables without TableNumber or 'Per_' names");

  private final String preset;
  private final String description;

  TableFamily(String preset, String description) {
    this.preset = preset;
    this.description = description;
  }

  Preset preset() {
    return Presets.named(preset);
  }

  /** A noun phrase in the plural. */
  String description() {
    return description;
  }

  /**
   * The one family of all these tables.
   *
   * @throws UserError if there are none, or several
   */
  static TableFamily of(List<SeenTable> tables) {
    // A table that cannot be read says little of what lies beside it.
    List<SeenTable> read = tables.stream().filter(t -> !t.columns().isEmpty()).toList();
    Set<TableFamily> families = new TreeSet<>();
    for (SeenTable table : read.isEmpty() ? tables : read) {
      families.add(table.isInCarta() ? IN_CARTA : ofCellProfiler(table, tables));
    }
    if (families.isEmpty()) {
      throw new UserError(
          "No table is named image, cells, nuclei or cytoplasm, so no preset can be chosen; name"
              + " one with --preset, or the tables with --compartments");
    }
    if (families.size() > 1) {
      throw new UserError(
          "The source holds inputs of several kinds: "
              + String.join("; ", families.stream().map(TableFamily::description).toList())
              + ". Name the one wanted with --preset or --source-datatype");
    }
    return families.iterator().next();
  }

  private static TableFamily ofCellProfiler(SeenTable table, List<SeenTable> all) {
    if (table.isPer()) {
      return PER_TABLES;
    }
    if (table.format().equals("csv")) {
      return CSV;
    }
    if (all.stream().noneMatch(t -> isUnprefixedDatabase(t) && hasTableNumber(t))) {
      return UNNUMBERED;
    }
    return all.stream().anyMatch(t -> isUnprefixedDatabase(t) && hasPrefixedMetadata(t))
        ? CYTOMINER_PREFIXED
        : CYTOMINER;
  }

  private static boolean isUnprefixedDatabase(SeenTable table) {
    return !table.format().equals("csv") && !table.isPer();
  }

  private static boolean hasTableNumber(SeenTable table) {
    return table.columns().stream().anyMatch("TableNumber"::equalsIgnoreCase);
  }

  private static boolean hasPrefixedMetadata(SeenTable table) {
    return table.tag().equals(StandardTables.IMAGE)
        && table.columns().stream().anyMatch(name -> name.startsWith("Image_Metadata_"));
  }
}
