package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.CytominerOptions.ImageNames;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateColumn;
import org.cytobeam.testkit.PlateImage;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code --naming pycytominer} changes, and that it changes nothing else. */
public abstract class NamingContract extends RunnerContract {
  private static final String NAMING = "--naming=pycytominer";
  private static final List<String> FIELDS =
      List.of("Metadata_Plate", "Metadata_Well", "Metadata_Site");

  private static final String OUTSIDE_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  /** The anchor's number under CytoTable's names. */
  private static final List<String> OBJECT_NUMBERS =
      List.of("Metadata_ObjectNumber", "Cytoplasm_ObjectNumber", "Cytoplasm_Number_Object_Number");

  @ParameterizedTest
  @EnumSource(ExpectedNames.class)
  void everyPresetHasPlateWellSiteAndObjectNumber(ExpectedNames preset) throws Exception {
    boolean numbered = preset == ExpectedNames.JUMP || preset == ExpectedNames.CELL_HEALTH;
    PlateSpec spec = PlateSpec.irregular();
    Plate plate = Plate.of(numbered ? spec.withTableNumbers(TableNumbers.TEXT, 3) : spec);
    Path source = write(plate, preset);
    ExpectedJoin expected = ExpectedJoin.of(preset).add("", plate);
    String option = "--preset=" + preset(preset);
    ParquetRows got = rows(source, "named.parquet", NAMING, option);

    assertThat(got.names()).doesNotHaveDuplicates();
    FIELDS.forEach(field -> assertThat(got.type(field)).isEqualTo("VARCHAR"));
    assertThat(got.type("Metadata_ObjectNumber")).isEqualTo("BIGINT");
    assertSameFeatures(expected, got);
    Map<Object, PlateImage> images = new LinkedHashMap<>();
    plate.images().forEach(i -> images.put(key(i.tableNumber(), i.imageNumber()), i));
    for (int i = 0; i < got.rows().size(); i++) {
      Map<String, Object> row = got.rows().get(i);
      PlateImage image =
          images.get(key(row.get("Metadata_TableNumber"), row.get("Metadata_ImageNumber")));
      for (String field : FIELDS) {
        assertThat(row.get(field)).as(field).isEqualTo(text(plate, image, field));
      }
      assertThat(row.get("Metadata_ObjectNumber"))
          .isEqualTo(objectNumber(expected.rows().get(i)))
          .isNotNull();
    }
    // Irregular plates have parents and images that lead nowhere; of names there is nothing to
    // tell.
    assertThat(report("named.parquet").problems())
        .noneMatch(problem -> problem.contains("Metadata_"));
  }

  /** The features and their values are those of the other naming, ids are not among them. */
  private static void assertSameFeatures(ExpectedJoin expected, ParquetRows got) {
    List<String> features =
        expected.columns().stream()
            .filter(name -> !name.startsWith("Metadata_") && !name.startsWith("Image_"))
            .filter(name -> !name.matches(".*(ObjectNumber|Object_Number|_Parent_).*"))
            .toList();
    assertThat(features).hasSizeGreaterThan(60);
    assertThat(got.names())
        .filteredOn(name -> name.matches("(Cells|Nuclei|Cytoplasm).*"))
        .isEqualTo(features);
    TableDiff.assertSame(only(features, expected.rows()), only(features, got.rows()));
    List<String> numbers =
        got.columns().stream()
            .filter(c -> c.name().startsWith("Image") && !c.type().equals("VARCHAR"))
            .map(ParquetRows.Column::name)
            .toList();
    assertThat(numbers).noneMatch(name -> name.contains("Metadata") || name.contains("Number"));
  }

  @Test
  void imageColumnsComeUnderTheirNamesAndNoIdPassesForAFeature() throws Exception {
    Plate plate = Plate.of(PlateSpec.small());
    SqlitePlate.writeCellProfiler(plate, in("plate.sqlite"));
    List<String> plain =
        new ArrayList<>(rows(in("plate.sqlite"), "a.parquet", "--image-columns=all").names());
    ParquetRows named = rows(in("plate.sqlite"), "b.parquet", "--image-columns=all", NAMING);
    plain.removeIf(name -> !name.startsWith("Image") || name.startsWith("Image_Metadata_"));
    assertThat(plain).contains("Image_FileName_DNA", "Image_Count_Cells");
    assertThat(named.names()).filteredOn(n -> n.startsWith("Image")).isEqualTo(plain);
    assertThat(named.names()).contains("Metadata_Row").doesNotContain("Image_Metadata_Row");
    assertThat(named.type("Metadata_Row")).isEqualTo("BIGINT");
  }

  /** One site has no plate but a barcode, another writes its site as 2.0, a third has no site. */
  @Test
  void sourcesMayNameThingsDifferently() throws Exception {
    Plate plate = Plate.of(PlateSpec.small().withImages(3));
    List<Path> sites = CsvPlate.writeSites(plate, in("sites"), Numbering.RESTARTED);
    replace(sites.get(0), "Metadata_Plate", "Metadata_Barcode", "12E5");
    replace(sites.get(1), "Metadata_Site", "Metadata_Site", "2.0");
    replace(sites.get(2), "Metadata_Site", "Metadata_FieldID", "3");
    ParquetRows got = rows(in("sites"), "named.parquet", NAMING);
    assertThat(got.rows()).extracting(row -> row.get("Metadata_Site")).doesNotContainNull();
    assertThat(distinct(got, "Metadata_Plate", "Metadata_Site"))
        .containsExactly(
            List.of("12E5", text(plate, plate.image(0), "Metadata_Site")),
            List.of(text(plate, plate.image(1), "Metadata_Plate"), "2"),
            List.of(text(plate, plate.image(2), "Metadata_Plate"), "3"));
  }

  @Test
  void whatNoTableHasIsNullAndTold() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
    replace(in("plate"), "Metadata_Plate", "Metadata_Batch", "1");
    CommandRun run = convert(in("plate"), out("named.parquet"), NAMING).requireDone();
    ParquetRows got = ParquetRows.read(out("named.parquet"));
    assertThat(got.type("Metadata_Plate")).isEqualTo("VARCHAR");
    assertThat(got.rows()).extracting(row -> row.get("Metadata_Plate")).containsOnlyNulls();
    assertThat(got.rows()).extracting(row -> row.get("Metadata_Well")).doesNotContainNull();
    String told = "Metadata_Plate is NULL: no table has one of Metadata_Plate, Metadata_PlateName,";
    assertThat(report("named.parquet").problems())
        .singleElement()
        .asString()
        .startsWith("note: : " + told);
    assertThat(run.err()).contains(told);
  }

  @Test
  void tablesByThemselvesHaveTheirOwnNumbers() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
    convert(in("plate"), out("tables"), "--no-join", NAMING).requireDone();
    assertThat(ParquetRows.read(out("tables/image/image.parquet")).names())
        .startsWith("Metadata_Plate", "Metadata_Well", "Metadata_Site")
        .contains("Metadata_ImageNumber", "Metadata_Row")
        .doesNotContain("Metadata_ObjectNumber");
    for (String table : List.of("cells", "nuclei", "cytoplasm")) {
      ParquetRows rows = ParquetRows.read(out("tables/" + table + "/" + table + ".parquet"));
      assertThat(rows.names())
          .startsWith("Metadata_ObjectNumber", "Metadata_ImageNumber")
          .doesNotContainAnyElementsOf(FIELDS);
      assertThat(rows.rows())
          .extracting(row -> row.get("Metadata_ObjectNumber"))
          .containsOnly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void rowsOfPartnersAloneHaveNoObjectNumberOfTheAnchor() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("plate"));
    ParquetRows got = rows(in("plate"), "full.parquet", NAMING, "--join-policy=full");
    assertThat(got.names()).contains("Metadata_ObjectNumber_1", "Metadata_ObjectNumber_2");
    List<Map<String, Object>> alone =
        got.rows().stream().filter(row -> row.get("Metadata_ObjectNumber") == null).toList();
    assertThat(alone)
        .isNotEmpty()
        .allMatch(row -> row.get("Metadata_Cytoplasm_Parent_Cells") == null)
        .anyMatch(row -> row.get("Metadata_Well") != null);
  }

  @Test
  void theOtherWriterAndTheOtherExchangeGiveTheSame() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("plate"));
    ParquetRows plain = rows(in("plate"), "plain.parquet", NAMING);
    ParquetRows other =
        rows(in("plate"), "other.parquet", NAMING, "--sink=parquetio", "--exchange=data");
    assertThat(other.columns()).isEqualTo(plain.columns());
    TableDiff.assertSame(plain.rows(), other.rows());
  }

  @Test
  void theNamingIsInTheFileAndInTheReport() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
    convert(in("plate"), out("named.parquet"), NAMING).requireDone();
    assertThat(report("named.parquet").result().at("/options/naming").asText())
        .isEqualTo("pycytominer");
    String sql =
        "SELECT decode(value) AS v FROM parquet_kv_metadata('%s') WHERE decode(key) = '%s'";
    assertThat(ParquetRows.query(sql.formatted(out("named.parquet"), "cytobeam-options")).rows())
        .singleElement()
        .asString()
        .contains("\"naming\":\"pycytominer\"");
  }

  @Test
  void itIsRefusedTogetherWithSql() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
    CommandRun run =
        convert(in("plate"), out("named.parquet"), NAMING, "--joins=FROM cells").requireExit(2);
    assertThat(run.err()).contains("--naming pycytominer does not go with --joins");
    assertThat(convert(in("plate"), out("x.parquet"), "--naming=mine").requireExit(2).err())
        .contains("--naming is 'mine'; it may be cytotable, pycytominer");
    assertThat(names(out(""))).isEmpty();
  }

  private Path write(Plate plate, ExpectedNames preset) throws Exception {
    CytominerOptions usual = CytominerOptions.usual();
    switch (preset) {
      case CELLPROFILER_CSV -> CsvPlate.write(plate, in("plate"));
      case CELLPROFILER_SQLITE, CELLPROFILER_SQLITE_PYCYTOMINER ->
          SqlitePlate.writeCellProfiler(plate, in("plate"));
      case JUMP -> SqlitePlate.writeCytominerDatabase(plate, in("plate"), usual);
      case CELL_HEALTH ->
          SqlitePlate.writeCytominerDatabase(
              plate, in("plate"), usual.withImageNames(ImageNames.PREFIXED));
    }
    return in("plate");
  }

  private static String preset(ExpectedNames names) {
    return switch (names) {
      case JUMP -> "cellprofiler_sqlite_cpg0016_jump";
      case CELL_HEALTH -> "cell-health-cellprofiler-to-cytominer-database";
      default -> names.name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static List<Object> key(Object tableNumber, Object imageNumber) {
    return List.of(Objects.requireNonNullElse(tableNumber, ""), imageNumber);
  }

  /** What an image's row says; null where it has none. */
  private static String text(Plate plate, PlateImage image, String field) {
    if (!image.hasRow()) {
      return null;
    }
    List<String> names = plate.imageColumns().stream().map(PlateColumn::name).toList();
    return image.values().get(names.indexOf(field)).toString();
  }

  private static Object objectNumber(Map<String, Object> row) {
    return OBJECT_NUMBERS.stream().filter(row::containsKey).findFirst().map(row::get).orElseThrow();
  }

  private static List<List<Object>> distinct(ParquetRows rows, String first, String second) {
    return rows.rows().stream()
        .map(row -> List.of(row.get(first), row.get(second)))
        .distinct()
        .toList();
  }

  private static List<Map<String, Object>> only(
      List<String> columns, List<Map<String, Object>> rows) {
    List<Map<String, Object>> some = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> part = new LinkedHashMap<>();
      columns.forEach(column -> part.put(column, row.get(column)));
      some.add(part);
    }
    return some;
  }

  /** Gives a column of a folder's image table another name, and one value in all rows. */
  private static void replace(Path folder, String column, String name, String value)
      throws IOException {
    Path file = folder.resolve("Image.csv");
    List<String> lines = Files.readAllLines(file);
    List<String> header = new ArrayList<>(List.of(lines.get(0).split(",")));
    int index = header.indexOf(column);
    header.set(index, name);
    List<String> replaced = new ArrayList<>(List.of(String.join(",", header)));
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = new ArrayList<>(List.of(line.split(OUTSIDE_QUOTES, -1)));
      fields.set(index, value);
      replaced.add(String.join(",", fields));
    }
    Files.write(file, replaced);
  }
}
