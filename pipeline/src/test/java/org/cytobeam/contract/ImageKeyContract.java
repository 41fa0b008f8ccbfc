package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.CytominerOptions.ImageNames;
import org.cytobeam.testkit.CytominerOptions.Indexes;
import org.cytobeam.testkit.CytominerOptions.RowOrder;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An image is (source, TableNumber, ImageNumber); neither number alone is ever a key. */
public abstract class ImageKeyContract extends RunnerContract {
  private static final CytominerOptions USUAL = CytominerOptions.usual();

  /** JUMP's source_3 in small: CytoTable gives 2,560 rows here. */
  @Test
  void wellsThatRepeatImageNumbersDoNotMeet() throws Exception {
    Plate plate = Plate.of(numbered(TableNumbers.INTEGERS, 8, 2).withCells(5, 0));
    SqlitePlate.writeCytominerDatabase(plate, in("plate.sqlite"), USUAL);
    ParquetRows got = rows(in("plate.sqlite"), "joined.parquet", "--preset=" + JUMP);
    assertThat(got.rows()).hasSize(40);
    assertJump(plate, got);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGERS, CLUSTERED_BY_IMAGE, NONE",
    "INTEGERS, SHUFFLED, NONE",
    "INTEGERS, SHUFFLED, TABLE_NUMBER",
    "INTEGERS, SHUFFLED, IMAGE_KEY",
    "TEXT, CLUSTERED_BY_IMAGE, IMAGE_KEY",
    "TEXT, SHUFFLED, TABLE_NUMBER",
  })
  void rowsMayLieInAnyOrderUnderNumbersOfAnyForm(
      TableNumbers numbers, RowOrder order, Indexes indexes) throws Exception {
    Plate plate =
        Plate.of(
            PlateSpec.irregular().withFeatures(5).withMissing(0, 0).withTableNumbers(numbers, 3));
    SqlitePlate.writeCytominerDatabase(
        plate, in("plate.sqlite"), USUAL.withRowOrder(order).withIndexes(indexes));
    assertJump(plate, rows(in("plate.sqlite"), "joined.parquet", "--preset=" + JUMP));
  }

  @Test
  void hundredsOfTableNumbersHaveNineImagesEach() throws Exception {
    PlateSpec spec = numbered(TableNumbers.INTEGERS, 384 * 9, 9);
    Plate plate = Plate.of(spec.withCells(1, 1).withFeatures(4));
    SqlitePlate.writeCytominerDatabase(
        plate, in("plate.sqlite"), USUAL.withRowOrder(RowOrder.SHUFFLED));
    assertJump(plate, rows(in("plate.sqlite"), "joined.parquet", "--chunk-size=500"));
  }

  @ParameterizedTest
  @EnumSource(ImageNames.class)
  void sourcesWithNumbersAndWithTextMayBeMixed(ImageNames names) throws Exception {
    Plate integers = Plate.of(numbered(TableNumbers.INTEGERS, 4, 2));
    Plate text = Plate.of(numbered(TableNumbers.TEXT, 4, 2).withSeed(2));
    SqlitePlate.writeCytominerDatabase(integers, in("a.sqlite"), USUAL.withImageNames(names));
    SqlitePlate.writeCytominerDatabase(text, in("b.sqlite"), USUAL.withImageNames(names));
    boolean jump = names == ImageNames.PLAIN;
    ExpectedJoin expected =
        ExpectedJoin.of(jump ? ExpectedNames.JUMP : ExpectedNames.CELL_HEALTH)
            .add("a.sqlite", integers)
            .add("b.sqlite", text);
    ParquetRows got = rows(in(""), "joined.parquet");
    List<Map<String, Object>> rows = jump ? without("Image_TableNumber", got) : got.rows();
    assertThat(got.type("Metadata_TableNumber")).isEqualTo("VARCHAR");
    TableDiff.assertSame(withTextNumbers(expected), rows);
  }

  /** CytoTable gives 3,872 rows where there are 484. */
  @ParameterizedTest
  @CsvSource({"a.sqlite, b.sqlite", "a/plate.sqlite, b/plate.sqlite"})
  void twoPlatesInSqliteAreToldApart(String first, String second) throws Exception {
    Plate one = Plate.of(PlateSpec.irregular().withSeed(1));
    Plate two = Plate.of(PlateSpec.irregular().withSeed(2));
    SqlitePlate.writeCellProfiler(one, in(first));
    SqlitePlate.writeCellProfiler(two, in(second));
    ExpectedNames names = ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER;

    ParquetRows numbered = rows(in(""), "numbered.parquet");
    Long firstNumber = report("numbered.parquet").addedTableNumber(first);
    Long secondNumber = report("numbered.parquet").addedTableNumber(second);
    assertThat(firstNumber).isNotNull().isNotEqualTo(secondNumber);
    assertTable(
        ExpectedJoin.of(names).add(first, one, firstNumber).add(second, two, secondNumber),
        numbered);

    assertTable(
        ExpectedJoin.of(names).add(first, one).add(second, two),
        rows(in(""), "plain.parquet", "--no-add-tablenumber"));
  }

  /** CytoTable gives 4,624 rows where there are 578. */
  @Test
  void siteFoldersThatAllStartAtImageOneAreToldApart() throws Exception {
    Plate plate = Plate.of(PlateSpec.small().withImages(3).withExtraNuclei(2));
    List<Path> sites = CsvPlate.writeSites(plate, in(""), Numbering.RESTARTED);
    assertTable(sites(plate, sites, true), rows(in(""), "numbered.parquet"));
    assertTable(sites(plate, sites, false), rows(in(""), "plain.parquet", "--no-add-tablenumber"));
  }

  @Test
  void oneSourceIsNumberedOnRequest() throws Exception {
    Plate plate = Plate.of(PlateSpec.small());
    CsvPlate.write(plate, in("plate"));
    ExpectedJoin plain = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("", plate);
    assertTable(plain, rows(in("plate"), "plain.parquet"));
    ExpectedJoin numbered =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV)
            .add("", plate, CsvPlate.tableNumber(in("plate")));
    assertTable(numbered, rows(in("plate"), "numbered.parquet", "--add-tablenumber"));
  }

  /** A copy of a plate has the same number, and its rows are still its own. */
  @Test
  void identicalSourcesShareANumberAndNoRow() throws Exception {
    Plate plate = Plate.of(PlateSpec.small());
    CsvPlate.write(plate, in("a"));
    CsvPlate.write(plate, in("b"));
    long number = CsvPlate.tableNumber(in("a"));
    ExpectedJoin expected =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV)
            .add("a/", plate, number)
            .add("b/", plate, number);
    TableDiff.assertSameInAnyOrder(expected.rows(), rows(in(""), "joined.parquet").rows());
    assertThat(report("joined.parquet").problems())
        .containsExactly(
            "note: b/: the image tables of 'a/' and 'b/' are identical, so they have the same"
                + " TableNumber "
                + number
                + ": in the output their images have the same key");
  }

  private static final String JUMP = "cellprofiler_sqlite_cpg0016_jump";

  private static PlateSpec numbered(TableNumbers numbers, int images, int each) {
    return PlateSpec.small().withImages(images).withTableNumbers(numbers, each);
  }

  /** JUMP's preset has the TableNumber twice. */
  private static void assertJump(Plate plate, ParquetRows got) {
    assertThat(got.rows())
        .allMatch(row -> row.get("Image_TableNumber").equals(row.get("Metadata_TableNumber")));
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.JUMP).add("plate.sqlite", plate);
    TableDiff.assertSame(expected.rows(), without("Image_TableNumber", got));
  }

  private static ExpectedJoin sites(Plate plate, List<Path> sites, boolean numbered)
      throws Exception {
    ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV);
    for (int i = 0; i < sites.size(); i++) {
      assertThat(Files.isDirectory(sites.get(i))).isTrue();
      Long number = numbered ? CsvPlate.tableNumber(sites.get(i)) : null;
      expected.add(sites.get(i).getFileName() + "/", plate.site(i, Numbering.RESTARTED), number);
    }
    return expected;
  }

  private static List<Map<String, Object>> withTextNumbers(ExpectedJoin expected) {
    return expected.rows().stream()
        .map(
            row -> {
              Map<String, Object> copy = new java.util.LinkedHashMap<>(row);
              copy.computeIfPresent("Metadata_TableNumber", (name, number) -> number.toString());
              return copy;
            })
        .toList();
  }
}
