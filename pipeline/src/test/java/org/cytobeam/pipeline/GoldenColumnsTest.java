package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.schema.ColumnNames;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.JoinedColumns;
import org.cytobeam.schema.JoinedColumns.Table;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.testkit.SharedFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and order of columns against files that CytoTable wrote; skipped where they are absent. */
class GoldenColumnsTest {
  private static final List<String> TAGS = List.of("image", "cells", "nuclei", "cytoplasm");

  private static Path shared;

  @BeforeAll
  static void goldenFilesAreThere() {
    shared = SharedFolder.orSkip();
  }

  @ParameterizedTest
  @CsvSource({
    "cellprofiler_csv,                 ExampleHuman,                ExampleHuman.cellprofiler_csv",
    "cellprofiler_sqlite,              nf1/all_cellprofiler.sqlite, nf1.cellprofiler_sqlite",
    "cellprofiler_sqlite_pycytominer,  nf1/all_cellprofiler.sqlite,"
        + " nf1.cellprofiler_sqlite_pycytominer",
    "cellprofiler_sqlite_pycytominer,  nf1/all_cellprofiler.sqlite,"
        + " nf1.cellprofiler_sqlite_pycytominer.float32_int32",
    "cell-health-cellprofiler-to-cytominer-database, cell-health/test-SQ00014613.sqlite,"
        + " cell-health",
  })
  void joinedTablesHaveTheColumnsOfTheGoldenFileInItsOrder(
      String preset, String source, String golden) throws Exception {
    assertThat(joined(Presets.named(preset), Presets.named(preset).join(), source, List.of()))
        .isEqualTo(golden(golden + ".parquet"));
  }

  /** The golden file's SQL selects no image columns, and several folders add TableNumber. */
  @Test
  void aJoinOverSeveralFoldersHasTableNumberToo() throws Exception {
    Preset preset = Presets.named("cell-health-cellprofiler-to-cytominer-database");
    JoinSpec join = preset.join().withImageColumns(List.of(), List.of());
    assertThat(joined(preset, join, "cytominer_data_b/A01-1", List.of("TableNumber")))
        .isEqualTo(golden("cytominer_data_b.custom_joins.parquet"));
  }

  @ParameterizedTest
  @CsvSource({
    "cellprofiler_csv,    ExampleHuman,                '',  ExampleHuman,     ''",
    "cellprofiler_sqlite, nf1/all_cellprofiler.sqlite, '',  nf1,              per_",
    "cellprofiler_sqlite_cpg0016_jump, cytominer_data_b/A01-1, TableNumber, cytominer_data_b, ''",
  })
  void singleTablesHaveTheColumnsOfTheGoldenFileInTheSourcesOrder(
      String preset, String source, String added, String golden, String per) throws Exception {
    for (String tag : TAGS) {
      List<String> expected =
          golden(golden + ".tables.parquet/" + per + tag + "/" + per + tag + ".parquet").stream()
              // CytoTable counts it among the features; CytoBeam does not.
              .map(name -> name.endsWith("_TableNumber") ? "Metadata_TableNumber" : name)
              .toList();
      assertThat(
              table(
                      Presets.named(preset),
                      source,
                      added.isEmpty() ? List.of() : List.of(added),
                      tag)
                  .names())
          .as(tag)
          .isEqualTo(expected);
    }
  }

  @Test
  void inCartaKeepsItsNames() throws Exception {
    ColumnNames names = Presets.named("in-carta").columnNames();
    List<String> header =
        csvHeader(
            shared.resolve("data/in-carta/Test 0 Day0 Test Test_2024_Jan-01-12-12-12_Test.csv"));
    assertThat(header.stream().map(column -> names.outputName("", "test 0 day", column)).toList())
        .isEqualTo(golden("in-carta.parquet/test 0 day/test 0 day.parquet"));
  }

  private static List<String> joined(
      Preset preset, JoinSpec join, String source, List<String> added) throws Exception {
    List<Table> tables = new ArrayList<>();
    for (String tag : TAGS) {
      tables.add(table(preset, source, added, tag));
    }
    boolean hasTableNumber = tables.stream().anyMatch(t -> !t.keys().tableNumber().isEmpty());
    return JoinedColumns.of(
            join, tables, hasTableNumber ? Optional.of(ColumnType.INT64) : Optional.empty())
        .stream()
        .map(OutputColumn::name)
        .toList();
  }

  private static Table table(Preset preset, String source, List<String> added, String tag)
      throws Exception {
    ColumnNames names = preset.columnNames();
    List<String> columns = new ArrayList<>(added);
    columns.addAll(header(shared.resolve("data").resolve(source), tag));
    return new Table(
        tag,
        tag.equals("image"),
        columns.stream().map(name -> new Column(name, ColumnType.DOUBLE)).toList(),
        columns.stream().map(name -> names.outputName(tag, tag, name)).toList(),
        KeyColumns.find(columns, tag));
  }

  private static List<String> header(Path source, String tag) throws Exception {
    String name = tag.substring(0, 1).toUpperCase() + tag.substring(1);
    if (Files.isDirectory(source)) {
      return csvHeader(source.resolve(name + ".csv"));
    }
    List<String> plain = sqliteHeader(source, name);
    return plain.isEmpty() ? sqliteHeader(source, "Per_" + name) : plain;
  }

  private static List<String> csvHeader(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return List.of(reader.readLine().replace("\"", "").split(","));
    }
  }

  private static List<String> sqliteHeader(Path file, String table) throws SQLException {
    return firstColumn(
        "jdbc:sqlite:file:" + file + "?mode=ro&immutable=1",
        "SELECT name FROM pragma_table_info('" + table + "')");
  }

  private static List<String> golden(String file) throws SQLException {
    return firstColumn(
        "jdbc:duckdb:", "DESCRIBE SELECT * FROM '" + shared.resolve("golden").resolve(file) + "'");
  }

  private static List<String> firstColumn(String url, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }
}
