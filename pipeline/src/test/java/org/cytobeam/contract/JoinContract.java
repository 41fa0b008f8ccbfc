package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedJoin.Counts;
import org.cytobeam.testkit.ExpectedJoin.Kind;
import org.cytobeam.testkit.ExpectedJoin.Nan;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateImage;
import org.cytobeam.testkit.PlateRow;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is joined with what, and what becomes of objects without a partner. */
public abstract class JoinContract extends RunnerContract {
  private Plate plate;

  @BeforeEach
  void writePlate() throws Exception {
    plate = Plate.of(PlateSpec.irregular());
    CsvPlate.write(plate, in("plate"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void partnersAreOneOrEveryRowAndCounted(Kind kind) throws Exception {
    ExpectedJoin expected = expected(kind);
    String policy = kind == Kind.INNER ? "inner" : "left";
    assertTable(expected, rows(in("plate"), "joined.parquet", "--join-policy", policy));
    assertCounts(expected, "joined.parquet");
    assertThat(report("joined.parquet").rows()).isEqualTo(expected.rows().size());
  }

  @Test
  void fullKeepsEveryObject() throws Exception {
    ExpectedJoin left = expected(Kind.LEFT);
    ParquetRows got = rows(in("plate"), "joined.parquet", "--join-policy=full");
    assertCounts(left, "joined.parquet");
    assertThat(got.names())
        .containsAll(left.columns())
        .contains("Metadata_ObjectNumber_1", "Metadata_ObjectNumber_2")
        .hasSize(left.columns().size() + 2);
    List<Map<String, Object>> anchored =
        got.rows().stream()
            .filter(row -> row.get("Cytoplasm_Number_Object_Number") != null)
            .toList();
    TableDiff.assertSame(
        left.rows(), only(left.columns(), new ParquetRows(got.columns(), anchored)));
    long alone = left.counts().get("Cells").unmatched() + left.counts().get("Nuclei").unmatched();
    assertThat(alone).isPositive();
    assertThat(got.rows()).hasSize(anchored.size() + (int) alone);
    assertThat(got.rows()).allMatch(row -> row.get("Metadata_ImageNumber") != null);
  }

  @Test
  void sqliteHasTheCountsOfItsOracle() throws Exception {
    SqlitePlate.writeCellProfiler(plate, in("plate.sqlite"));
    ExpectedJoin expected =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER).add("", plate);
    assertTable(expected, rows(in("plate.sqlite"), "joined.parquet"));
    assertCounts(expected, "joined.parquet");
  }

  @Test
  void defaultNamesOfCellProfilerAreRead() throws Exception {
    SqlitePlate.writeCellProfiler(plate, in("db/DefaultDB.db"), "MyExpt_");
    assertTable(
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER).add("", plate),
        rows(in("db"), "database.parquet"));
    for (String name : names(in("plate"))) {
      Files.move(in("plate/" + name), in("plate/MyExpt_" + name));
    }
    assertTable(expected(Kind.INNER), rows(in("plate"), "csv.parquet"));
  }

  @Test
  void cellsAndNucleiAloneAreJoinedByTheCellsParents() throws Exception {
    Files.delete(in("plate/Cytoplasm.csv"));
    ParquetRows got = rows(in("plate"), "joined.parquet");
    List<Map<String, Object>> expected = cellsWithNucleus();
    assertThat(expected).isNotEmpty();
    assertThat(got.names()).startsWith("Metadata_ImageNumber").contains("Image_FileName_DNA");
    TableDiff.assertSame(expected, only(expected.get(0).keySet(), got));
    assertThat(report("joined.parquet").result().get("reconciled").asBoolean()).isTrue();
    assertThat(report("joined.parquet").table("cells").matched()).isEqualTo(expected.size());
  }

  @Test
  void theAnchorMayBeNamed() throws Exception {
    ParquetRows got =
        rows(in("plate"), "joined.parquet", "--compartments=cells,nuclei", "--anchor=cells");
    assertThat(got.rows()).hasSameSizeAs(cellsWithNucleus());
    convert(in("plate"), out("other.parquet"), "--anchor=nuclei").requireExit(3);
  }

  @Test
  void sqlSeesOneImageAtATimeAndItsResultIsOrdered() throws Exception {
    String sql =
        "SELECT y.Metadata_ImageNumber, count(*) AS Cytoplasm_Pairs"
            + " FROM read_parquet('cytoplasm.parquet') AS y"
            + " JOIN read_parquet('nuclei.parquet') AS n USING (Metadata_ImageNumber)"
            + " GROUP BY 1";
    List<Map<String, Object>> expected = new ArrayList<>();
    for (PlateImage image : plate.images()) {
      if (!image.cytoplasm().isEmpty()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Metadata_ImageNumber", image.imageNumber());
        row.put("Cytoplasm_Pairs", (long) image.cytoplasm().size() * image.nuclei().size());
        expected.add(row);
      }
    }
    TableDiff.assertSame(expected, rows(in("plate"), "text.parquet", "--joins", sql).rows());
    Files.writeString(in("join.sql"), sql + ";\n");
    TableDiff.assertSame(
        expected, rows(in("plate"), "file.parquet", "--joins", "" + in("join.sql")).rows());
    assertThat(report("file.parquet").result().get("reconciled").asBoolean()).isFalse();
  }

  /** Both sites' images are number 1, and the SQL joins on ImageNumber alone. */
  @Test
  void sqlOnImageNumberAloneDoesNotMixSources() throws Exception {
    Plate sites = Plate.of(PlateSpec.small().withImages(2));
    CsvPlate.writeSites(sites, in("sites"), Numbering.RESTARTED);
    String sql =
        "SELECT c.Metadata_TableNumber, c.Metadata_ImageNumber, count(*) AS Cells_Pairs"
            + " FROM read_parquet('cells.parquet') AS c"
            + " JOIN read_parquet('nuclei.parquet') AS n"
            + " ON c.Metadata_ImageNumber = n.Metadata_ImageNumber GROUP BY 1, 2";
    ParquetRows got = rows(in("sites"), "joined.parquet", "--joins", sql);
    assertThat(got.rows()).hasSize(2).allMatch(row -> row.get("Cells_Pairs").equals(25L));
  }

  @Test
  void columnsOfSomeSourcesAreKeptOrDropped() throws Exception {
    Plate sites = Plate.of(PlateSpec.small().withImages(2));
    List<Path> folders = CsvPlate.writeSites(sites, in("sites"), Numbering.KEPT);
    String dropped = "Location_Center_X";
    dropColumn(folders.get(1).resolve("Cells.csv"), dropped);

    ParquetRows union = rows(in("sites"), "union.parquet");
    assertThat(union.rows().subList(0, 5)).allMatch(row -> row.get("Cells_" + dropped) != null);
    assertThat(union.rows().subList(5, 10)).allMatch(row -> row.get("Cells_" + dropped) == null);
    assertThat(report("union.parquet").problems()).singleElement().asString().contains(dropped);
    assertThat(report("union.parquet").result().get("drift"))
        .hasToString(
            "[{\"table\":\"cells\",\"sources\":2,\"missing\":[{\"columns\":[\"Location_Center_X\"],"
                + "\"sources\":[\"site_0002/\"],\"rows\":5}],\"types\":[]}]");

    ParquetRows intersection = rows(in("sites"), "intersection.parquet", "--schema=intersection");
    List<String> names = new ArrayList<>(union.names());
    names.remove("Cells_" + dropped);
    assertThat(intersection.names()).isEqualTo(names);
    assertThat(report("intersection.parquet").result().get("drift"))
        .isEqualTo(report("union.parquet").result().get("drift"));
    assertThat(report("intersection.parquet").problems())
        .containsExactly(
            "note: : 1 column is not in every source: "
                + dropped
                + " (5 rows); left out of the output; see drift in the report");
    TableDiff.assertSame(
        intersection.rows(), rows(in("sites"), "alias.parquet", "--infer-common-schema").rows());
  }

  private ExpectedJoin expected(Kind kind) {
    return ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV, kind, Nan.KEPT).add("", plate);
  }

  private void assertCounts(ExpectedJoin expected, String output) throws Exception {
    Report report = report(output);
    for (Map.Entry<String, Counts> table : expected.counts().entrySet()) {
      Counts counts = table.getValue();
      assertThat(report.table(table.getKey().toLowerCase()))
          .as(table.getKey())
          .isEqualTo(new TableRows(counts.read(), counts.matched(), counts.unmatched(), 0));
    }
    assertThat(report.result().get("reconciled").asBoolean()).isTrue();
  }

  private List<Map<String, Object>> cellsWithNucleus() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PlateImage image : plate.images()) {
      for (PlateRow cell : image.cells()) {
        for (PlateRow nucleus : image.nuclei()) {
          if (nucleus.number() == cell.parentNuclei()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Metadata_ImageNumber", image.imageNumber());
            row.put("Metadata_ObjectNumber", cell.number());
            row.put("Cells_AreaShape_Area", cell.features().get(0));
            row.put("Nuclei_AreaShape_Area", nucleus.features().get(0));
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  private static List<Map<String, Object>> only(Iterable<String> columns, ParquetRows rows) {
    List<Map<String, Object>> some = new ArrayList<>();
    for (Map<String, Object> row : rows.rows()) {
      Map<String, Object> part = new LinkedHashMap<>();
      columns.forEach(column -> part.put(column, row.get(column)));
      some.add(part);
    }
    return some;
  }

  private static void dropColumn(Path file, String column) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int index = List.of(lines.get(0).split(",")).indexOf(column);
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
      fields.remove(index);
      kept.add(String.join(",", fields));
    }
    Files.write(file, kept);
  }
}
