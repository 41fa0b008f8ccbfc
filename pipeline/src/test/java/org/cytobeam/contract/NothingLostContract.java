package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.testkit.CountedPlate;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateColumn;
import org.cytobeam.testkit.PlateImage;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is there is found and joined, and what is left out is counted. */
public abstract class NothingLostContract extends RunnerContract {
  private static final Plate PLATE = CountedPlate.of(10, 242, 433, 1);

  /** CytoTable finds no MyExpt_Cells.csv and no DefaultDB.db. */
  @Test
  void theNamesThatCellProfilerGivesAreFound() throws Exception {
    CsvPlate.write(PLATE, in("csv"));
    for (String name : names(in("csv"))) {
      Files.move(in("csv/" + name), in("csv/MyExpt_" + name));
    }
    ExpectedJoin csv = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("", PLATE);
    assertTable(csv, rows(in("csv"), "csv.parquet"));

    SqlitePlate.writeCellProfiler(PLATE, in("db/DefaultDB.db"), "MyExpt_");
    ExpectedJoin database =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER).add("", PLATE);
    assertTable(database, rows(in("db"), "folder.parquet"));
    assertTable(database, rows(in("db/DefaultDB.db"), "file.parquet"));
  }

  /** CytoTable fails on a join over these tables. */
  @Test
  void sqlMayNameTablesAsTheDatabaseDoes() throws Exception {
    SqlitePlate.writeCellProfiler(PLATE, in("DefaultDB.db"), "MyExpt_");
    String sql =
        "SELECT c.*, n.* EXCLUDE (Metadata_ImageNumber)"
            + " FROM read_parquet('per_cells.parquet') AS c"
            + " JOIN read_parquet('per_nuclei.parquet') AS n"
            + " ON n.Metadata_ImageNumber = c.Metadata_ImageNumber"
            + " AND n.Metadata_Nuclei_Number_Object_Number = c.Metadata_Cells_Parent_Nuclei";
    ParquetRows got =
        rows(
            in("DefaultDB.db"),
            "joined.parquet",
            "--joins",
            sql,
            "--identifying-columns=ImageNumber,Nuclei_Number_Object_Number,Cells_Parent_Nuclei");
    assertThat(got.rows()).hasSize(242);
    // A cell's value is a quarter above that of its nucleus.
    assertThat(got.rows()).allMatch(row -> feature(row, "Cells") - feature(row, "Nuclei") == 0.25);
  }

  private static double feature(Map<String, Object> row, String compartment) {
    return (Double) row.get(compartment + "_AreaShape_Area");
  }

  /** CytoTable, and SQLite as it usually comes, say "too many columns". */
  @Test
  void aTableOfThousandsOfColumnsIsRead() throws Exception {
    List<PlateColumn> columns =
        IntStream.range(0, 2_345)
            .mapToObj(i -> PlateColumn.integer(String.format(Locale.ROOT, "Count_%04d", i)))
            .toList();
    List<PlateImage> images =
        PLATE.images().stream()
            .map(
                image ->
                    new PlateImage(
                        null,
                        image.imageNumber(),
                        Collections.nCopies(columns.size(), image.imageNumber() * 7),
                        image.cells(),
                        image.nuclei(),
                        image.cytoplasm()))
            .toList();
    Plate wide = Plate.of(PLATE.features(), columns, images);
    SqlitePlate.writeCellProfiler(wide, in("plate.sqlite"));
    ParquetRows got = rows(in("plate.sqlite"), "joined.parquet", "--image-columns=all");
    assertThat(got.rows()).hasSize(242);
    assertThat(got.names().stream().filter(name -> name.startsWith("Image_Count_"))).hasSize(2_345);
    assertThat(got.rows())
        .allMatch(
            row -> row.get("Image_Count_2344").equals((Long) row.get("Metadata_ImageNumber") * 7));
  }

  /** CytoTable ends with an error. */
  @Test
  void cellsAndNucleiAreJoinedWithoutCytoplasmAndWithoutSql() throws Exception {
    CsvPlate.write(PLATE, in("plate"));
    Files.delete(in("plate/Cytoplasm.csv"));
    ParquetRows got = rows(in("plate"), "joined.parquet");
    assertThat(got.rows()).hasSize(242);
    assertThat(got.rows()).allMatch(row -> feature(row, "Cells") - feature(row, "Nuclei") == 0.25);
    assertThat(report("joined.parquet").result().get("join").asText())
        .isEqualTo("cells inner join cells.Parent_Nuclei = nuclei.ObjectNumber, in the same image");
  }

  /** CytoTable drops 191 nuclei and does not say so. */
  @ParameterizedTest
  @CsvSource({"inner, 242", "left, 242", "full, 433"})
  void of433NucleiThose191WithoutCellAreCounted(String policy, int expected) throws Exception {
    CsvPlate.write(PLATE, in("plate"));
    ParquetRows got = rows(in("plate"), "joined.parquet", "--join-policy=" + policy);
    assertThat(got.rows()).hasSize(expected);
    Report report = report("joined.parquet");
    assertThat(report.table("nuclei")).isEqualTo(new TableRows(433, 242, 191, 0));
    assertThat(report.table("cells")).isEqualTo(new TableRows(242, 242, 0, 0));
    assertThat(report.result().get("join").asText()).startsWith("cytoplasm " + policy + " join ");
  }

  /** CytoTable ends, or skips the file with a line in its log. */
  @Test
  void oneBrokenFileAmongManyIsNamedAndTheOthersAreConverted() throws Exception {
    Plate plate = Plate.of(PlateSpec.small().withImages(120).withCells(2, 0).withFeatures(4));
    CsvPlate.writeSites(plate, in("plate"), Numbering.KEPT);
    Files.write(in("plate/site_0077/Cells.csv"), new byte[] {'I', 'm', 0, (byte) 0xFF, '\n'});
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(run.err()).contains("site_0077/Cells.csv");
    assertThat(ParquetRows.read(out("joined.parquet")).rows())
        .hasSize(238)
        .noneMatch(row -> row.get("Metadata_ImageNumber").equals(77L));
    assertThat(report("joined.parquet").problems())
        .containsExactly(
            "quarantined: site_0077/Cells.csv: line 1 holds a NUL byte: this is no text file;"
                + " without it, 2 rows of cytoplasm (Parent_Cells) have no parent");
    assertThat(report("joined.parquet").table("cytoplasm"))
        .isEqualTo(new TableRows(240, 238, 2, 0));
  }
}
