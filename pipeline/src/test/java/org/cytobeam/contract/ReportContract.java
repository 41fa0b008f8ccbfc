package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.pipeline.Conversion;
import org.cytobeam.pipeline.ConversionResult;
import org.cytobeam.pipeline.ConvertOptions;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broken inputs are left out, named and counted; the rest is as if they had not been there. */
public abstract class ReportContract extends RunnerContract {
  private Plate plate;
  private List<Path> sites;

  @BeforeEach
  void writePlate() throws Exception {
    plate = Plate.of(PlateSpec.small().withImages(4).withExtraNuclei(1));
    sites = CsvPlate.writeSites(plate, in("plate"), Numbering.RESTARTED);
  }

  @Test
  void aSourceWithoutImagesIsRejectedWhole() throws Exception {
    List<String> header = Files.readAllLines(sites.get(1).resolve("Image.csv")).subList(0, 1);
    Files.write(sites.get(1).resolve("Image.csv"), header);
    Files.delete(sites.get(2).resolve("Image.csv"));
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(run.out()).isEqualTo(out("joined.parquet") + "\n");
    assertThat(run.err()).contains("rejected source: ").contains("site_0002/");
    assertTable(expected(0, 3), ParquetRows.read(out("joined.parquet")));
    assertThat(report("joined.parquet").problems())
        .containsExactly(
            "rejected-source: site_0002/: its image table is empty, while other sources"
                + " have one; 16 object rows are left out",
            "rejected-source: site_0003/: its image table is missing or quarantined, while"
                + " other sources have one; 16 object rows are left out");
    assertThat(report("joined.parquet").table("cells")).isEqualTo(new TableRows(20, 10, 0, 10));
    assertThat(report("joined.parquet").table("nuclei")).isEqualTo(new TableRows(24, 10, 2, 12));
  }

  @Test
  void aBrokenObjectFileIsQuarantinedAlone() throws Exception {
    Files.writeString(sites.get(1).resolve("Cells.csv"), "ImageNumber,ObjectNumber\n1,1,1,1\n");
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(run.err()).contains("quarantined: ").contains("site_0002/Cells.csv");
    assertTable(expected(0, 2, 3), ParquetRows.read(out("joined.parquet")));
    assertThat(report("joined.parquet").problems())
        .anySatisfy(
            problem -> assertThat(problem).startsWith("quarantined: site_0002/Cells.csv: "));
    assertThat(report("joined.parquet").table("nuclei")).isEqualTo(new TableRows(24, 15, 9, 0));
  }

  @Test
  void headerOnlyAndEmptyObjectFilesAreEmptySites() throws Exception {
    for (String name : List.of("Cells.csv", "Nuclei.csv", "Cytoplasm.csv")) {
      Path file = sites.get(1).resolve(name);
      Files.write(file, Files.readAllLines(file).subList(0, 1));
      Files.writeString(sites.get(2).resolve(name), "");
    }
    convert(in("plate"), out("joined.parquet")).requireDone();
    assertTable(expected(0, 3), ParquetRows.read(out("joined.parquet")));
  }

  @Test
  void aTableThatSomeSourcesLackIsNoted() throws Exception {
    Files.delete(sites.get(1).resolve("Nuclei.csv"));
    CommandRun run =
        convert(in("plate"), out("joined.parquet"), "--join-policy=left").requireDone();
    assertThat(run.err())
        .contains(
            "fault: table nuclei: missing in 1 of 4 sources: site_0002/; without it, 5 rows of"
                + " cytoplasm (Parent_Nuclei) have no parent%n".formatted());
    assertThat(report("joined.parquet").rows()).isEqualTo(20);
  }

  @Test
  void damagedDatabasesAreQuarantinedAmongSoundOnes() throws Exception {
    Plate one = Plate.of(PlateSpec.small());
    org.cytobeam.testkit.SqlitePlate.writeCellProfiler(one, in("db/a.sqlite"));
    Files.writeString(in("db/b.sqlite"), "this is text");
    Files.createFile(in("db/c.sqlite"));
    convert(in("db"), out("joined.parquet")).requireExit(4);
    ExpectedNames names = ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER;
    assertTable(
        ExpectedJoin.of(names).add("a.sqlite", one), ParquetRows.read(out("joined.parquet")));
    assertThat(report("joined.parquet").problems())
        .hasSize(2)
        .allMatch(problem -> problem.matches("quarantined: [bc]\\.sqlite: .*"));
  }

  @Test
  void sixtySiteFoldersAreOnePlate() throws Exception {
    plate = Plate.of(PlateSpec.irregular().withImages(60).withImagesWithoutRow(0));
    sites = CsvPlate.writeSites(plate, in("sixty"), Numbering.RESTARTED);
    ParquetRows got = rows(in("sixty"), "joined.parquet");
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV);
    for (int i = 0; i < sites.size(); i++) {
      add(expected, i);
    }
    TableDiff.assertSame(expected.rows(), got.rows());
    assertThat(report("joined.parquet").table("cells").read())
        .isEqualTo(expected.counts().get("Cells").read());
    assertThat(report("joined.parquet").problems())
        .singleElement()
        .asString()
        .startsWith(
            "fault: : 58 rows of 58 sources have a Parent_Nuclei that is not the number of any object of"
                + " nuclei, so no parent, e.g. 1000000 in image 1 (TableNumber ")
        .endsWith(") of site_0001/");
  }

  @Test
  void theReportOfAFolderIsBesideIt() throws Exception {
    convert(in("plate"), out("folder"), "--no-concat").requireDone();
    assertThat(names(out(""))).containsExactly("folder", "folder.report.json");
    assertThat(names(out("folder"))).allMatch(name -> name.endsWith(".parquet"));
  }

  @Test
  void theRunIsToldApartFromTheResult() throws Exception {
    convert(in("plate"), out("joined.parquet"), "--threads=1").requireDone();
    JsonNode run = report("joined.parquet").run();
    assertThat(run.get("runner").asText()).isEqualTo(runner());
    assertThat(run.get("threads").asText()).isEqualTo("1");
    assertThat(run.get("source").asText()).isEqualTo(in("plate").toString());
    String result = report("joined.parquet").result().toString();
    assertThat(result).doesNotContain(in("").toString()).doesNotContain(out("").toString());
  }

  @Test
  void javaIsToldTheSame() throws Exception {
    Files.delete(sites.get(1).resolve("Image.csv"));
    ConversionResult result =
        Conversion.of(
                "" + in("plate"),
                "" + out("joined.parquet"),
                new ConvertOptions().joinPolicy("left"),
                pipelineOptions())
            .run();
    assertThat(result.output()).isEqualTo("" + out("joined.parquet"));
    assertThat(result.report()).isEqualTo("" + Report.pathOf(out("joined.parquet")));
    assertThat(result.rows()).isEqualTo(15);
    assertThat(result.quarantined()).isTrue();
    assertThat(result.problems()).singleElement().asString().startsWith("rejected source: ");
  }

  private ExpectedJoin expected(int... indexes) throws Exception {
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV);
    for (int index : indexes) {
      add(expected, index);
    }
    return expected;
  }

  private void add(ExpectedJoin expected, int index) throws Exception {
    Path site = sites.get(index);
    expected.add(
        site.getFileName() + "/",
        plate.site(index, Numbering.RESTARTED),
        CsvPlate.tableNumber(site));
  }
}
