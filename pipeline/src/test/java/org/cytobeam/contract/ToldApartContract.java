package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.testkit.CountedPlate;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of rows that come out where images of several places have the same numbers. */
public abstract class ToldApartContract extends RunnerContract {
  /** CytoTable gives 2,560 rows, of which 40 are right. */
  @Test
  void fourWellsThatEachHaveImagesOneAndTwoGiveFortyRows() throws Exception {
    Plate plate =
        Plate.of(
            PlateSpec.small()
                .withImages(8)
                .withCells(5, 0)
                .withTableNumbers(TableNumbers.INTEGERS, 2));
    SqlitePlate.writeCytominerDatabase(plate, in("plate.sqlite"), CytominerOptions.usual());
    ParquetRows got =
        rows(in("plate.sqlite"), "joined.parquet", "--preset=cellprofiler_sqlite_cpg0016_jump");
    assertThat(got.rows()).hasSize(40);
    String key = "Metadata_TableNumber";
    assertThat(got.rows().stream().map(row -> row.get(key)).distinct()).hasSize(4);
    assertThat(without("Image_TableNumber", got))
        .isEqualTo(ExpectedJoin.of(ExpectedNames.JUMP).add("plate.sqlite", plate).rows());
  }

  /** CytoTable gives 3,872 rows, with TableNumbers or without. */
  @ParameterizedTest
  @CsvSource({"a.sqlite, b.sqlite", "a/plate.sqlite, b/plate.sqlite"})
  void twoDatabasesOf242CellsGive484Rows(String first, String second) throws Exception {
    Plate one = CountedPlate.of(11, 242, 433, 1);
    Plate two = CountedPlate.of(11, 242, 433, 2);
    SqlitePlate.writeCellProfiler(one, in(first));
    SqlitePlate.writeCellProfiler(two, in(second));
    for (String option : List.of("--add-tablenumber", "--no-add-tablenumber")) {
      ParquetRows got = rows(in(""), option + ".parquet", option);
      assertThat(got.rows()).hasSize(484);
      Report report = report(option + ".parquet");
      assertTable(
          ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER)
              .add(first, one, report.addedTableNumber(first))
              .add(second, two, report.addedTableNumber(second)),
          got);
      assertThat(report.table("nuclei")).isEqualTo(new TableRows(866, 484, 382, 0));
    }
  }

  /** CytoTable gives 4,624 rows. */
  @Test
  void twoFoldersOf289CellsThatStartAtImageOneGive578Rows() throws Exception {
    Plate one = CountedPlate.of(17, 289, 289, 1);
    Plate two = CountedPlate.of(17, 289, 289, 2);
    CsvPlate.write(one, in("site1"));
    CsvPlate.write(two, in("site2"));
    ParquetRows got = rows(in(""), "joined.parquet");
    assertThat(got.rows()).hasSize(578);
    assertTable(
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV)
            .add("site1/", one, CsvPlate.tableNumber(in("site1")))
            .add("site2/", two, CsvPlate.tableNumber(in("site2"))),
        got);
  }

  /** CytoTable has Cells_TableNumber and Nuclei_TableNumber among the features. */
  @ParameterizedTest
  @CsvSource({
    "cellprofiler_sqlite_cpg0016_jump, PLAIN, Image_TableNumber",
    "cell-health-cellprofiler-to-cytominer-database, PREFIXED, ''",
    "cellprofiler_csv, PLAIN, ''",
  })
  void theTableNumberIsNoFeature(String preset, CytominerOptions.ImageNames names, String besides)
      throws Exception {
    Plate plate = Plate.of(PlateSpec.small().withTableNumbers(TableNumbers.INTEGERS, 2));
    SqlitePlate.writeCytominerDatabase(
        plate, in("plate.sqlite"), CytominerOptions.usual().withImageNames(names));
    ParquetRows got = rows(in("plate.sqlite"), "joined.parquet", "--preset=" + preset);
    assertThat(got.names().stream().filter(name -> name.contains("TableNumber")))
        .containsExactlyElementsOf(
            besides.isEmpty()
                ? List.of("Metadata_TableNumber")
                : List.of("Metadata_TableNumber", besides));
    assertThat(got.names().get(0)).isEqualTo("Metadata_TableNumber");
  }
}
