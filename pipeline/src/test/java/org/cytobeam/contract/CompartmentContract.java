package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.testkit.ExpectedObjects;
import org.cytobeam.testkit.ExpectedObjects.Counts;
import org.cytobeam.testkit.ExpectedObjects.Link;
import org.cytobeam.testkit.ExpectedObjects.Policy;
import org.cytobeam.testkit.ObjectPlate;
import org.cytobeam.testkit.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects of any names, in any number, without SQL: which are taken, and what they are joined to.
 */
public abstract class CompartmentContract extends RunnerContract {
  private static final Link CELLPOSE = new Link("Cells_Cellpose3", "Nuclei_Cellpose3");

  @ParameterizedTest
  @EnumSource(Policy.class)
  void chainedParentsOfAnyNamesAreFollowed(Policy policy) throws Exception {
    ObjectPlate plate =
        new ObjectPlate(12, new Random(11))
            .with("Speckles", "NucleiDAPI")
            .with("NucleiDAPI", "RBC_Outer")
            .with("RBC_Outer");
    List<Link> links =
        List.of(new Link("Speckles", "NucleiDAPI"), new Link("NucleiDAPI", "RBC_Outer"));
    ExpectedObjects expected = new ExpectedObjects(plate, "Speckles", links, policy);
    String option = "--join-policy=" + policy.name().toLowerCase(Locale.ROOT);
    plate.writeCsv(in("csv"), "MyExpt_");
    assertJoin(expected, "Speckles", links, joined("csv", "csv.parquet", option));
    assertCounts(expected, plate, "csv.parquet");
    plate.writeSqlite(in("db/DefaultDB.db"), "MyExpt_");
    assertJoin(expected, "Speckles", links, joined("db", "db.parquet", option));
    assertCounts(expected, plate, "db.parquet");
  }

  @Test
  void otherObjectsInFilesOfSeveralAreFoundInEverySite() throws Exception {
    for (int site = 1; site <= 6; site++) {
      Files.createDirectories(in("sites/" + site));
      Files.writeString(in("sites/" + site + "/Image.csv"), "ImageNumber\n" + site + "\n");
      Files.writeString(
          in("sites/" + site + "/DATA.csv"),
          "Image,Image,Foci,Foci\nImageNumber,ObjectNumber,Number_Object_Number,Area\n"
              + "%1$d,1,1,10\n%1$d,2,2,20\n".formatted(site));
    }
    ParquetRows got = rows(in("sites"), "joined.parquet");
    assertThat(got.names()).contains("Foci_Area");
    assertThat(got.rows()).hasSize(12);
  }

  @Test
  void aFamilyOfOneSuffixIsTakenByItself() throws Exception {
    ObjectPlate plate = segmentations("Cellpose3");
    plate.writeCsv(in("plate"), "MyExpt_");
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(run.err())
        .startsWith(
            "Preset inferred: Found CellProfiler CSV files: cells_cellpose3,"
                + " nuclei_cellpose3 are taken, with the identifying columns of cellprofiler_csv.\n");
    ExpectedObjects expected =
        new ExpectedObjects(plate, "Cells_Cellpose3", List.of(CELLPOSE), Policy.INNER);
    ParquetRows got = ParquetRows.read(out("joined.parquet"));
    assertJoin(expected, "Cells_Cellpose3", List.of(CELLPOSE), got);
    assertThat(got.names())
        .contains("Metadata_ImageNumber", "Metadata_ObjectNumber", "Image_FileName_DNA")
        .filteredOn(name -> name.contains("Parent_"))
        .allMatch(name -> name.startsWith("Metadata_"));
  }

  @Test
  void severalFamiliesAreListedToChooseFrom() throws Exception {
    String[] names = {"A", "B", "C", "D", "E", "F", "G", "H"};
    ObjectPlate plate = segmentations(names);
    plate.writeCsv(in("plate"), "");
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(3);
    List<String> lines = new ArrayList<>();
    lines.add(
        "cytobeam: the source has no cells, nuclei or cytoplasm, and 8 sets of other objects whose"
            + " Parent_ columns do not lead to one another; choose one:");
    for (String name : names) {
      lines.add("  --compartments cells_%1$s,nuclei_%1$s".formatted(name.toLowerCase(Locale.ROOT)));
    }
    lines.add("or write every table by itself: --no-join --compartments '*'");
    assertThat(run.err().lines()).containsExactlyElementsOf(lines);

    Link link = new Link("Cells_F", "Nuclei_F");
    ExpectedObjects expected = new ExpectedObjects(plate, "Cells_F", List.of(link), Policy.INNER);
    for (String chosen : List.of("cells_f,nuclei_f", "*_F")) {
      String output = "joined" + chosen.length() + ".parquet";
      convert(in("plate"), out(output), "--compartments", chosen);
      assertJoin(expected, "Cells_F", List.of(link), ParquetRows.read(out(output)));
    }
    convert(in("plate"), out("tables"), "--no-join", "--compartments=*").requireDone();
    assertThat(names(out("tables"))).hasSize(17).contains("image", "cells_a", "nuclei_h");
  }

  /** Infected_Cells are objects of their own, not the cells of an experiment 'Infected'. */
  @ParameterizedTest
  @CsvSource({
    "csv, 'CellProfiler CSV files', cellprofiler_csv",
    "db, 'tables of CellProfiler''s ExportToDatabase (''Per_...'')',"
        + " cellprofiler_sqlite_pycytominer",
  })
  void standardCompartmentsAreTakenAndOthersNamed(String format, String kind, String preset)
      throws Exception {
    ObjectPlate plate =
        segmentations("Cellpose3").with("Cells", "Nuclei").with("Nuclei").with("Infected_Cells");
    if (format.equals("csv")) {
      plate.writeCsv(in("plate"), "MyExpt_");
    } else {
      plate.writeSqlite(in("plate/DefaultDB.db"), "MyExpt_");
    }
    CommandRun run = convert(in("plate"), out("joined.parquet"));
    assertThat(run.err())
        .startsWith(
            "Preset inferred: Found "
                + kind
                + ": cells, nuclei are taken, with the identifying columns of "
                + preset
                + ". Also there, not taken: cells_cellpose3, infected_cells, nuclei_cellpose3; name"
                + " them with --compartments.\n");
    Link link = new Link("Cells", "Nuclei");
    ExpectedObjects expected = new ExpectedObjects(plate, "Cells", List.of(link), Policy.INNER);
    assertJoin(expected, "Cells", List.of(link), ParquetRows.read(out("joined.parquet")));
    assertThat(report("joined.parquet").table("cells").read())
        .isEqualTo(plate.table("Cells").items().size());
    assertThat(report("joined.parquet").problems())
        .noneMatch(problem -> problem.startsWith("rejected-source"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void oneTableAloneNeedsNoImageTable(boolean image) throws Exception {
    ObjectPlate plate = new ObjectPlate(3, new Random(5)).with("RBC");
    plate.writeCsv(in("plate"), "");
    Files.delete(in("plate/Experiment.csv"));
    if (!image) {
      Files.delete(in("plate/Image.csv"));
    }
    ExpectedObjects expected = new ExpectedObjects(plate, "RBC", List.of(), Policy.INNER);
    assertJoin(expected, "RBC", List.of(), rows(in("plate"), "joined.parquet"));
    assertJoin(expected, "RBC", List.of(), rows(in("plate/RBC.csv"), "file.parquet"));
  }

  /** Two of equal number are not the same, and no column says what belongs together. */
  @Test
  void objectNumbersOfTwoTablesAreNeverMatched() throws Exception {
    new ObjectPlate(3, new Random(5)).with("Cells").with("Nuclei").writeCsv(in("plate"), "");
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(3);
    assertThat(run.err())
        .contains("cannot tell which table's objects are the rows: no table's parents lead to all");
  }

  @Test
  void namesThatAreNotThereAreToldWithTheNearest() throws Exception {
    segmentations("Cellpose3").writeSqlite(in("plate.db"), "MyExpt_");
    assertThat(
            convert(in("plate.db"), out("a.parquet"), "--compartments=cells_celpose3")
                .requireExit(3)
                .err())
        .isEqualTo(
            "cytobeam: there is no table 'cells_celpose3' in "
                + in("plate.db")
                + "; did you mean 'cells_cellpose3'? There are cells_cellpose3,"
                + " nuclei_cellpose3\n");
    assertThat(
            convert(in("plate.db"), out("a.parquet"), "--compartments=*_stardist")
                .requireExit(3)
                .err())
        .isEqualTo(
            "cytobeam: no object table of "
                + in("plate.db")
                + " matches '*_stardist'; there are cells_cellpose3, nuclei_cellpose3\n");
  }

  /** Rows that repeat a number are left out, which the exit code tells. */
  private ParquetRows joined(String source, String name, String option) throws Exception {
    convert(in(source), out(name), option).requireExit(4);
    return ParquetRows.read(out(name));
  }

  private static ObjectPlate segmentations(String... names) {
    ObjectPlate plate = new ObjectPlate(4, new Random(3));
    for (String name : names) {
      plate.with("Cells_" + name, "Nuclei_" + name).with("Nuclei_" + name);
    }
    return plate;
  }

  private static void assertJoin(
      ExpectedObjects expected, String anchor, List<Link> links, ParquetRows got) {
    List<String> columns = new ArrayList<>(List.of(position(anchor, got)));
    links.forEach(link -> columns.add(position(link.parent(), got)));
    List<List<Long>> rows = new ArrayList<>();
    for (Map<String, Object> row : got.rows()) {
      List<Long> positions = new ArrayList<>();
      columns.forEach(column -> positions.add((Long) row.get(column)));
      rows.add(positions);
    }
    assertThat(expected.rows()).isNotEmpty();
    assertThat(rows).isEqualTo(expected.rows());
  }

  private static String position(String table, ParquetRows got) {
    return got.names().stream()
        .filter((table + "_Position")::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no position of " + table + " in " + got.names()));
  }

  private void assertCounts(ExpectedObjects expected, ObjectPlate plate, String output)
      throws IOException {
    Report report = report(output);
    for (String name : plate.tables().keySet()) {
      Counts counts = expected.counts(name);
      assertThat(report.table(name.toLowerCase(Locale.ROOT)))
          .as(name)
          .isEqualTo(
              new TableRows(
                  counts.read(), counts.matched(), counts.unmatched(), counts.rejected()));
    }
    assertThat(report.result().get("reconciled").asBoolean()).isTrue();
    assertThat(report.rows()).isEqualTo(expected.rows().size());
    assertThat(expected.astray().values()).anyMatch(a -> a.unknown() > 0 && a.notWhole() > 0);
    expected
        .astray()
        .forEach(
            (link, astray) -> {
              assertFault(report, astray.notWhole(), link, "is no whole number");
              assertFault(
                  report,
                  astray.unknown(),
                  link,
                  "is not the number of any object of " + link.parent().toLowerCase(Locale.ROOT));
            });
  }

  private static void assertFault(Report report, long rows, Link link, String what) {
    if (rows == 0) {
      return;
    }
    String message =
        "fault: : %d rows? (has|have) a (%s_)?Parent_%s that %s, so no parent, e\\.g\\. .* in image .*"
            .formatted(rows, link.child(), link.parent(), what);
    assertThat(report.problems()).anyMatch(problem -> problem.matches(message));
  }
}
