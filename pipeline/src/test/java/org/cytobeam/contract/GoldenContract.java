package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.ParquetRows.Column;
import org.cytobeam.testkit.SharedFolder;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Outputs are equal to CytoTable's: names in order, types, rows in any order, values bit for bit.
 */
public abstract class GoldenContract extends RunnerContract {
  private static final String TEXT_NAN = "Nuclei_Correlation_Costes_AGP_DNA";

  private static Path shared;

  @BeforeAll
  static void goldenFilesAreThere() {
    shared = SharedFolder.orSkip();
  }

  @ParameterizedTest
  @CsvSource({
    "ExampleHuman, ExampleHuman.cellprofiler_csv, ''",
    "nf1,          nf1.cellprofiler_sqlite,       --preset=cellprofiler_sqlite",
    "nf1,          nf1.cellprofiler_sqlite_pycytominer, ''",
    "nf1,          nf1.cellprofiler_sqlite_pycytominer.float32_int32,"
        + " '--data-type-cast-map=float=float32,integer=int32'",
  })
  void joinedTablesAreCytoTables(String source, String golden, String option) throws Exception {
    String[] options = option.isEmpty() ? new String[0] : new String[] {option};
    assertGolden(golden + ".parquet", rows(data(source), "joined.parquet", options));
  }

  /** Agreed: the text 'nan' in a FLOAT column is NaN, where CytoTable has NULL (ADR 0008). */
  @Test
  void cellHealthIsCytoTablesButForOneNan() throws Exception {
    ParquetRows golden = golden("cell-health.parquet");
    List<Map<String, Object>> missing =
        golden.rows().stream().filter(row -> row.get(TEXT_NAN) == null).toList();
    assertThat(missing).hasSize(1);
    missing.get(0).put(TEXT_NAN, Double.NaN);
    assertSame(golden, rows(data("cell-health"), "joined.parquet"));
  }

  @ParameterizedTest
  @CsvSource({"ExampleHuman, cellprofiler_csv, ''", "nf1, cellprofiler_sqlite, per_"})
  void tablesByThemselvesAreCytoTables(String source, String preset, String per) throws Exception {
    convert(data(source), out("tables"), "--no-join", "--preset=" + preset).requireDone();
    List<String> tables = tables(per);
    assertThat(names(out("tables"))).isEqualTo(tables);
    for (String table : tables) {
      String file = table + "/" + table + ".parquet";
      assertGolden(source + ".tables.parquet/" + file, ParquetRows.read(out("tables/" + file)));
    }
  }

  @Test
  void inCartaIsCytoTables() throws Exception {
    convert(data("in-carta"), out("tables")).requireDone();
    String file = "test 0 day/test 0 day.parquet";
    assertGolden("in-carta.parquet/" + file, ParquetRows.read(out("tables/" + file)));
  }

  /** Two of its seven folders are broken on purpose. */
  @Test
  void tablesOfSeveralFoldersAreCytoTables() throws Exception {
    convert(data("cytominer_data_b"), out("tables"), "--no-join", "--schema=intersection")
        .requireExit(4);
    for (String table : tables("")) {
      String file = table + "/" + table + ".parquet";
      String stem = table.substring(0, 1).toUpperCase() + table.substring(1);
      ParquetRows golden =
          renamed(
              golden("cytominer_data_b.tables.parquet/" + file),
              stem + "_TableNumber",
              "Metadata_TableNumber");
      assertSame(golden, ParquetRows.read(out("tables/" + file)));
    }
    assertBrokenFoldersAreReported("tables");
  }

  @Test
  void customJoinOfSeveralFoldersIsCytoTables() throws Exception {
    convert(
            data("cytominer_data_b"),
            out("joined.parquet"),
            "--schema=intersection",
            "--preset=cell-health-cellprofiler-to-cytominer-database",
            "--joins=" + shared.resolve("golden/cytominer_data_b.custom_joins.sql"))
        .requireExit(4);
    assertGolden("cytominer_data_b.custom_joins.parquet", ParquetRows.read(out("joined.parquet")));
    assertBrokenFoldersAreReported("joined.parquet");
  }

  private void assertBrokenFoldersAreReported(String output) throws Exception {
    List<String> problems = report(output).problems();
    assertThat(problems)
        .filteredOn(problem -> problem.startsWith("rejected-source"))
        .singleElement()
        .asString()
        .startsWith("rejected-source: N23-5/");
    assertThat(problems)
        .filteredOn(problem -> problem.startsWith("quarantined"))
        .singleElement()
        .asString()
        .startsWith("quarantined: J21-2/");
  }

  private static List<String> tables(String per) {
    return List.of(per + "cells", per + "cytoplasm", per + "image", per + "nuclei");
  }

  private static Path data(String name) {
    return shared.resolve("data").resolve(name);
  }

  private static ParquetRows golden(String file) throws Exception {
    return ParquetRows.read(shared.resolve("golden").resolve(file));
  }

  private static void assertGolden(String file, ParquetRows got) throws Exception {
    assertSame(golden(file), got);
  }

  private static void assertSame(ParquetRows golden, ParquetRows got) {
    assertThat(got.columns()).isEqualTo(golden.columns());
    TableDiff.assertSameInAnyOrder(golden.rows(), got.rows());
  }

  private static ParquetRows renamed(ParquetRows rows, String from, String to) {
    return new ParquetRows(
        rows.columns().stream()
            .map(
                column ->
                    new Column(column.name().equals(from) ? to : column.name(), column.type()))
            .toList(),
        rows.rows().stream().map(row -> renamed(row, from, to)).toList());
  }

  private static Map<String, Object> renamed(Map<String, Object> row, String from, String to) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    row.forEach((name, value) -> renamed.put(name.equals(from) ? to : name, value));
    return renamed;
  }
}
