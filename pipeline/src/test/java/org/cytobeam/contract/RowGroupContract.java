package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cytobeam.pipeline.FineCut;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many row groups of many partitions, which inputs of gigabytes have: the same bytes however they
 * are worked on, and the rows of one row group.
 */
public abstract class RowGroupContract extends RunnerContract {
  private static final int IMAGES = 40;
  private static final FineCut AN_IMAGE_EACH = new FineCut(1, 1);
  private static final FineCut SOME_IMAGES_EACH = new FineCut(12_000, 3_000);

  private static final Plate PLATE =
      Plate.of(
          PlateSpec.irregular()
              .withImages(IMAGES)
              .withFeatures(8)
              .withTableNumbers(TableNumbers.TEXT, 7));

  private static final String SQL =
      "--joins=SELECT Metadata_ImageNumber, Cells_AreaShape_Area, count(*) OVER () AS n"
          + " FROM cells";

  @Test
  void everyImageMayBeARowGroup() throws Exception {
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.JUMP).add("", PLATE);
    assertSameAtAnyNumberOfThreads(AN_IMAGE_EACH, writeDatabase(), expected);
    assertThat(rowGroups("usual")).isBetween(IMAGES - 4L, (long) IMAGES);
  }

  @Test
  void soMaySomeImages() throws Exception {
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.JUMP).add("", PLATE);
    assertSameAtAnyNumberOfThreads(SOME_IMAGES_EACH, writeDatabase(), expected);
    assertThat(rowGroups("usual")).isBetween(4L, IMAGES / 2L);
  }

  @Test
  void rowGroupsMayHoldSeveralSources() throws Exception {
    Plate plate =
        Plate.of(PlateSpec.irregular().withImages(IMAGES).withImagesWithoutRow(0).withFeatures(8));
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV);
    List<Path> sites = CsvPlate.writeSites(plate, in("sites"), Numbering.RESTARTED);
    for (int i = 0; i < sites.size(); i++) {
      Path site = sites.get(i);
      expected.add(
          site.getFileName() + "/", plate.site(i, Numbering.RESTARTED), CsvPlate.tableNumber(site));
    }
    assertSameAtAnyNumberOfThreads(SOME_IMAGES_EACH, in("sites"), expected);
    assertThat(rowGroups("usual")).isBetween(4L, IMAGES / 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {SQL, "--no-join", "--no-concat", "--sink=parquetio"})
  void howTheyAreCutDoesNotChangeTheRows(String option) throws Exception {
    Path source = writeDatabase();
    convert(source, out("whole"), option).requireDone();
    convertCut(AN_IMAGE_EACH, source, "fine", option, "--threads=3");
    convertCut(SOME_IMAGES_EACH, source, "coarse", option, "--threads=3", "--exchange=data");
    for (String table : option.equals("--no-join") ? names(out("whole")) : List.of("")) {
      ParquetRows whole = ParquetRows.read(out("whole").resolve(table));
      for (String cut : List.of("fine", "coarse")) {
        ParquetRows got = ParquetRows.read(out(cut).resolve(table));
        assertThat(got.columns()).isEqualTo(whole.columns());
        TableDiff.assertSame(whole.rows(), got.rows());
      }
    }
  }

  private Path writeDatabase() throws Exception {
    SqlitePlate.writeCytominerDatabase(PLATE, in("plate.sqlite"), CytominerOptions.usual());
    return in("plate.sqlite");
  }

  private void assertSameAtAnyNumberOfThreads(FineCut cut, Path source, ExpectedJoin expected)
      throws Exception {
    convertCut(cut, source, "usual", "--threads=1");
    ParquetRows got = ParquetRows.read(out("usual"));
    // The JUMP preset has the TableNumber a second time.
    got.rows().forEach(row -> row.remove("Image_TableNumber"));
    TableDiff.assertSame(expected.rows(), got.rows());
    for (List<String> how :
        List.of(
            List.of("--threads=2"),
            List.of("--threads=4", "--memory=512M"),
            List.of("--threads=3", "--exchange=data"))) {
      Files.deleteIfExists(out("other"));
      Files.deleteIfExists(Report.pathOf(out("other")));
      convertCut(cut, source, "other", how.toArray(String[]::new));
      assertThat(out("other")).as("" + how).hasSameBinaryContentAs(out("usual"));
      assertThat(report("other").result()).isEqualTo(report("usual").result());
    }
  }

  private void convertCut(FineCut cut, Path source, String name, String... options)
      throws Exception {
    cut.convert("" + source, "" + out(name), new ArrayList<>(List.of(options)), pipelineOptions());
  }

  private long rowGroups(String name) throws Exception {
    String sql = "SELECT count(DISTINCT row_group_id) AS n FROM parquet_metadata('%s')";
    Map<String, Object> row = ParquetRows.query(sql.formatted(out(name))).rows().get(0);
    assertThat(report(name).result().at("/outputs/0/rowGroups").asLong()).isEqualTo(row.get("n"));
    return (Long) row.get("n");
  }
}
