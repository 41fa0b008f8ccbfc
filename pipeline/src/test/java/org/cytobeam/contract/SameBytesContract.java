package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change the output's bytes does not; what may, does not change its rows. */
public abstract class SameBytesContract extends RunnerContract {
  private static final String SQL =
      "SELECT * FROM read_parquet('per_cells.parquet') AS c"
          + " JOIN read_parquet('per_nuclei.parquet') AS n"
          + " ON c.Metadata_ImageNumber = n.Metadata_ImageNumber"
          + " AND c.Metadata_Cells_Number_Object_Number % 3"
          + " = n.Metadata_Nuclei_Number_Object_Number % 3";

  /** Many partitions of a few images, so that there is something to be put in order. */
  private static final String PARTITIONS = "--chunk-size=12";

  @BeforeEach
  void writePlate() throws Exception {
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.irregular().withImages(24)), in("p.sqlite"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--threads=1",
        "--threads=2",
        "--threads=4",
        "--memory=512M",
        "--exchange=data",
        "--overwrite",
        "--quiet",
      })
  void howItRunsDoesNotChangeTheFile(String option) throws Exception {
    convert(in("p.sqlite"), out("usual.parquet"), PARTITIONS).requireDone();
    convert(in("p.sqlite"), out("other.parquet"), PARTITIONS, option).requireDone();
    assertSameBytes("usual.parquet", "other.parquet");
    assertThat(report("other.parquet").result()).isEqualTo(report("usual.parquet").result());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--threads=4", "--exchange=data"})
  void norUnderSql(String option) throws Exception {
    String joins = "--joins=" + SQL;
    convert(in("p.sqlite"), out("usual.parquet"), PARTITIONS, joins).requireDone();
    convert(in("p.sqlite"), out("other.parquet"), PARTITIONS, joins, option).requireDone();
    assertSameBytes("usual.parquet", "other.parquet");
    assertThat(report("other.parquet").result()).isEqualTo(report("usual.parquet").result());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--threads=4", "--exchange=data"})
  void norOfTablesByThemselves(String option) throws Exception {
    convert(in("p.sqlite"), out("usual"), PARTITIONS, "--no-join").requireDone();
    convert(in("p.sqlite"), out("other"), PARTITIONS, "--no-join", option).requireDone();
    for (String table : names(out("usual"))) {
      String file = "/" + table + "/" + table + ".parquet";
      assertSameBytes("usual" + file, "other" + file);
    }
  }

  @Test
  void exchangedCsvAndUnclusteredRowsAreTheSame() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("csv"));
    SqlitePlate.writeCytominerDatabase(
        Plate.of(PlateSpec.irregular().withTableNumbers(TableNumbers.TEXT, 5)),
        in("shuffled/plate.sqlite"),
        CytominerOptions.usual().withRowOrder(CytominerOptions.RowOrder.SHUFFLED));
    for (String source : List.of("csv", "shuffled")) {
      convert(in(source), out(source), PARTITIONS).requireDone();
      convert(in(source), out(source + "2"), PARTITIONS, "--exchange=data").requireDone();
      assertSameBytes(source, source + "2");
    }
  }

  @Test
  void overwritingTwiceGivesTheSameAndLeavesNothingElse() throws Exception {
    convert(in("p.sqlite"), out("joined.parquet")).requireDone();
    Files.copy(out("joined.parquet"), in("first.parquet"));
    for (int i = 0; i < 2; i++) {
      convert(in("p.sqlite"), out("joined.parquet"), "--overwrite").requireDone();
      assertThat(out("joined.parquet")).hasSameBinaryContentAs(in("first.parquet"));
    }
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  @Test
  void aFolderOverwritesAFileAndTheOtherWayRound() throws Exception {
    convert(in("p.sqlite"), out("joined.parquet")).requireDone();
    convert(in("p.sqlite"), out("joined.parquet"), "--overwrite", "--no-join").requireDone();
    assertThat(names(out("joined.parquet"))).contains("per_cells", "per_image");
    convert(in("p.sqlite"), out("joined.parquet"), "--overwrite").requireDone();
    assertThat(out("joined.parquet")).isRegularFile();
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  @Test
  void chunkSizeChangesNeitherRowsNorRowGroups() throws Exception {
    ParquetRows one = rows(in("p.sqlite"), "one.parquet");
    ParquetRows many = rows(in("p.sqlite"), "many.parquet", PARTITIONS);
    assertThat(many.columns()).isEqualTo(one.columns());
    TableDiff.assertSame(one.rows(), many.rows());
    for (String file : List.of("one.parquet", "many.parquet")) {
      assertThat(rowGroups(out(file)))
          .isEqualTo(report(file).result().at("/outputs/0/rowGroups").asLong())
          .isEqualTo(1);
    }
  }

  @Test
  void bothWritersGiveTheSameTable() throws Exception {
    for (String option : List.of("--join-policy=inner", "--no-join", "--no-concat")) {
      convert(in("p.sqlite"), out("columnar" + option), PARTITIONS, option).requireDone();
      convert(in("p.sqlite"), out("records" + option), PARTITIONS, option, "--sink=parquetio")
          .requireDone();
    }
    assertSameTable("--join-policy=inner");
    assertSameTable("--no-concat");
    List<String> tables = names(out("columnar--no-join"));
    assertThat(tables).hasSize(4);
    for (String table : tables) {
      assertSameTable("--no-join/" + table);
    }
  }

  private void assertSameTable(String path) throws Exception {
    ParquetRows columnar = ParquetRows.read(out("columnar" + path));
    ParquetRows records = ParquetRows.read(out("records" + path));
    assertThat(records.columns()).isEqualTo(columnar.columns());
    TableDiff.assertSame(columnar.rows(), records.rows());
  }

  private void assertSameBytes(String first, String second) throws Exception {
    assertThat(out(second)).hasSameBinaryContentAs(out(first));
  }

  private static long rowGroups(Path file) throws Exception {
    String sql = "SELECT count(DISTINCT row_group_id) AS n FROM parquet_metadata('" + file + "')";
    Map<String, Object> row = ParquetRows.query(sql).rows().get(0);
    return (Long) row.get("n");
  }
}
