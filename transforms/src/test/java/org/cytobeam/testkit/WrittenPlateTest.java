package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cytobeam.testkit.CytominerOptions.ImageNames;
import org.cytobeam.testkit.CytominerOptions.Nan;
import org.cytobeam.testkit.CytominerOptions.RowOrder;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The written files hold exactly the plate's values, read by other means. */
class WrittenPlateTest {
  @TempDir Path folder;
  private final Plate plate = Plate.of(PlateSpec.irregular());

  @Test
  void csvHoldsTheValues() throws Exception {
    CsvPlate.write(plate, folder);
    for (Compartment compartment : Compartment.values()) {
      ParquetRows csv = csv(folder.resolve(compartment.stem() + ".csv"));
      List<String> ids = List.of("ImageNumber", "ObjectNumber");
      TableDiff.assertSame(objects(plate, compartment, "", ids, value -> value), csv.rows());
      assertThat(csv.type("AreaShape_Area")).isEqualTo("DOUBLE");
      assertThat(csv.type("AreaShape_EulerNumber")).isEqualTo("BIGINT");
    }
    ParquetRows image = csv(folder.resolve("Image.csv"));
    assertThat(image.names()).isSorted().contains("ImageNumber", "Metadata_Well");
    assertThat(image.rows()).hasSize(10);
    int row = 0;
    for (PlateImage plateImage : plate.images()) {
      for (int i = 0; plateImage.hasRow() && i < plate.imageColumns().size(); i++) {
        Object got = image.rows().get(row).get(plate.imageColumns().get(i).name());
        assertThat(got).isEqualTo(plateImage.values().get(i));
      }
      row += plateImage.hasRow() ? 1 : 0;
    }
    assertThat(folder.resolve("Experiment.csv")).exists();
  }

  @Test
  void sitesTogetherHoldTheLinesOfTheWholePlate() throws Exception {
    CsvPlate.write(plate, folder.resolve("whole"));
    List<Path> sites = CsvPlate.writeSites(plate, folder.resolve("sites"), Numbering.KEPT);
    assertThat(sites).hasSize(12);
    for (String table : List.of("Image", "Cells", "Nuclei", "Cytoplasm")) {
      List<String> lines = new ArrayList<>();
      for (Path site : sites) {
        List<String> siteLines = Files.readAllLines(site.resolve(table + ".csv"));
        lines.addAll(siteLines.subList(lines.isEmpty() ? 0 : 1, siteLines.size()));
      }
      assertThat(lines)
          .isEqualTo(Files.readAllLines(folder.resolve("whole").resolve(table + ".csv")));
    }
    assertThat(CsvPlate.tableNumber(sites.get(0))).isNotEqualTo(CsvPlate.tableNumber(sites.get(1)));
  }

  @Test
  void restartedSitesAreAllNumberedOne() throws Exception {
    for (Path site : CsvPlate.writeSites(plate, folder, Numbering.RESTARTED)) {
      List<String> lines = Files.readAllLines(site.resolve("Cells.csv"));
      assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("1,"));
    }
  }

  @Test
  void cellProfilerDatabaseHoldsTheValuesAndItsKeys() throws Exception {
    Path file = folder.resolve("plate.sqlite");
    SqlitePlate.writeCellProfiler(plate, file, "MyExpt_");
    for (Compartment compartment : Compartment.values()) {
      String table = "MyExpt_Per_" + compartment.stem();
      List<String> ids = List.of("ImageNumber");
      TableDiff.assertSame(
          objects(plate, compartment, compartment.stem() + "_", ids, WrittenPlateTest::nullForNan),
          sqlite(file, "SELECT * FROM " + table));
      assertThat(
              sqlite(
                  file,
                  "SELECT group_concat(name) AS n FROM pragma_table_info('"
                      + table
                      + "') WHERE pk > 0"))
          .containsExactly(
              Map.of("n", "ImageNumber," + compartment.stem() + "_Number_Object_Number"));
    }
    assertThat(sqlite(file, "SELECT * FROM MyExpt_Per_Image")).hasSize(10);
    assertThatThrownBy(() -> SqlitePlate.writeCellProfiler(plate, file))
        .hasMessageContaining("exists already");
  }

  @Test
  void cytominerDatabaseHoldsTheValues() throws Exception {
    Plate wells = Plate.of(PlateSpec.irregular().withTableNumbers(TableNumbers.INTEGERS, 3));
    Path file = folder.resolve("plate.sqlite");
    SqlitePlate.writeCytominerDatabase(wells, file, CytominerOptions.usual());
    List<String> ids = List.of("TableNumber", "ImageNumber", "ObjectNumber");
    for (Compartment compartment : Compartment.values()) {
      TableDiff.assertSame(
          objects(wells, compartment, compartment.stem() + "_", ids, WrittenPlateTest::nullForNan),
          sqlite(file, "SELECT * FROM " + compartment.stem()));
    }
    assertThat(sqlite(file, "SELECT * FROM Image").get(0))
        .containsKeys("TableNumber", "ImageNumber", "Metadata_Plate");
    assertThat(sqlite(file, "SELECT name FROM sqlite_master WHERE type = 'index'")).hasSize(4);
  }

  @Test
  void cytominerDatabaseCanBeShuffledWithTextNanAndPrefixedNames() throws Exception {
    Plate wells = Plate.of(PlateSpec.irregular().withTableNumbers(TableNumbers.TEXT, 3));
    Path file = folder.resolve("plate.sqlite");
    SqlitePlate.writeCytominerDatabase(
        wells,
        file,
        CytominerOptions.usual()
            .withRowOrder(RowOrder.SHUFFLED)
            .withNanAs(Nan.TEXT)
            .withImageNames(ImageNames.PREFIXED));
    List<Map<String, Object>> expected =
        objects(
            wells,
            Compartment.CELLS,
            "Cells_",
            List.of("TableNumber", "ImageNumber", "ObjectNumber"),
            value -> value instanceof Double d && d.isNaN() ? "nan" : value);
    List<Map<String, Object>> got = sqlite(file, "SELECT * FROM Cells");
    assertThat(got).isNotEqualTo(expected).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sqlite(file, "SELECT * FROM Image").get(0)).containsKey("Image_Metadata_Plate");
  }

  @Test
  void oracleAgreesWithOneSqlStatementOverTheFile() throws Exception {
    Path file = folder.resolve("plate.sqlite");
    SqlitePlate.writeCellProfiler(plate, file);
    List<Map<String, Object>> got =
        sqlite(
            file,
            "SELECT y.ImageNumber AS i, y.Cytoplasm_Number_Object_Number AS o,"
                + " c.Cells_Location_Center_X AS c, n.Nuclei_Location_Center_X AS n,"
                + " i.Image_Metadata_Well AS w FROM Per_Cytoplasm y"
                + " JOIN Per_Cells c ON c.ImageNumber = y.ImageNumber"
                + " AND c.Cells_Number_Object_Number = y.Cytoplasm_Parent_Cells"
                + " JOIN Per_Nuclei n ON n.ImageNumber = y.ImageNumber"
                + " AND n.Nuclei_Number_Object_Number = y.Cytoplasm_Parent_Nuclei"
                + " LEFT JOIN Per_Image i ON i.ImageNumber = y.ImageNumber ORDER BY 1, 2");
    List<Map<String, Object>> expected = new ArrayList<>();
    for (Map<String, Object> row :
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE).add("p", plate).rows()) {
      Map<String, Object> picked = new LinkedHashMap<>();
      picked.put("i", row.get("Metadata_ImageNumber"));
      picked.put("o", row.get("Cytoplasm_Number_Object_Number"));
      picked.put("c", row.get("Cells_Location_Center_X"));
      picked.put("n", row.get("Nuclei_Location_Center_X"));
      picked.put("w", row.get("Image_Metadata_Well"));
      expected.add(picked);
    }
    assertThat(expected).hasSizeGreaterThan(40);
    TableDiff.assertSame(expected, got);
  }

  @Test
  void parquetIsReadInFileOrder() throws Exception {
    Path file = folder.resolve("rows.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 3000 - i AS a, i / 7.0::DOUBLE AS b, 'x' AS c FROM range(3000) t(i)) TO '"
              + file
              + "' (FORMAT parquet, ROW_GROUP_SIZE 1000)");
    }
    ParquetRows rows = ParquetRows.read(file);
    assertThat(rows.columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("a BIGINT", "b DOUBLE", "c VARCHAR");
    assertThat(rows.rows()).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(rows.rows().get(i))
          .containsExactlyEntriesOf(row("a", 3000L - i, "b", i / 7.0, "c", "x"));
    }
    assertThat(ParquetRows.read(folder).rows()).isEqualTo(rows.rows());
  }

  @Test
  void bigPlateWritesTheAskedSizeAndRefusesWhatItDoesNotKnow() throws Exception {
    Path file = folder.resolve("big.sqlite");
    BigPlate.run("--output=" + file, "--images=3", "--cells=10", "--features=2100");
    assertThat(sqlite(file, "SELECT count(*) AS n FROM Per_Image"))
        .containsExactly(Map.of("n", 3L));
    assertThat(sqlite(file, "SELECT count(*) AS n FROM pragma_table_info('Per_Cells')"))
        .containsExactly(Map.of("n", 2103L));
    BigPlate.run("--output=" + folder.resolve("csv"), "--format=csv", "--images=2");
    assertThat(csv(folder.resolve("csv/Image.csv")).rows()).hasSize(2);
    assertThatThrownBy(() -> BigPlate.run("--size=1")).hasMessage("unknown argument: --size=1");
    assertThatThrownBy(() -> BigPlate.run("--output=x", "--format=tsv"))
        .hasMessage("--format must be sqlite or csv, not tsv");
    assertThatThrownBy(() -> BigPlate.run("--output=x", "--images=many"))
        .hasMessage("--images must be a number, not many");
  }

  private static Object nullForNan(Object value) {
    return value instanceof Double number && number.isNaN() ? null : value;
  }

  private static List<Map<String, Object>> objects(
      Plate plate,
      Compartment compartment,
      String prefix,
      List<String> ids,
      UnaryOperator<Object> stored) {
    List<String> names = new ArrayList<>(ids);
    compartment.columns(plate.features()).forEach(column -> names.add(prefix + column.name()));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PlateImage image : plate.images()) {
      for (PlateRow row : image.rows(compartment)) {
        List<Object> all = Arrays.asList(image.tableNumber(), image.imageNumber(), row.number());
        int from = ids.get(0).equals("TableNumber") ? 0 : 1;
        List<Object> values = new ArrayList<>(all.subList(from, from + ids.size()));
        compartment.values(row).forEach(value -> values.add(stored.apply(value)));
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          map.put(names.get(i), values.get(i));
        }
        rows.add(map);
      }
    }
    return rows;
  }

  private static ParquetRows csv(Path file) throws Exception {
    return ParquetRows.query("SELECT * FROM read_csv('" + file + "', sample_size = -1)");
  }

  private static List<Map<String, Object>> sqlite(Path file, String sql) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file + "?limit_column=32767");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          Object wide = value instanceof Integer number ? Long.valueOf(number) : value;
          row.put(result.getMetaData().getColumnName(i), wide);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> row(Object... entries) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      row.put((String) entries[i], entries[i + 1]);
    }
    return row;
  }
}
