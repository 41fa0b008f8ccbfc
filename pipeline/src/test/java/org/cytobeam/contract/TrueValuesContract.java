package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cytobeam.testkit.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns and values come out as they were measured, in whatever file and line they stand. */
public abstract class TrueValuesContract extends RunnerContract {
  private static final String FEATURE = "Nuclei_AreaShape_Area";

  /** CytoTable drops the column for every row. */
  @ParameterizedTest
  @CsvSource({"a, b", "b, a"})
  void aColumnThatOneFolderLacksIsNullThere(String with, String without) throws Exception {
    nuclei(with, "AreaShape_Area,Texture", "1.5,7", "2.5,8");
    nuclei(without, "Texture", "9");
    ParquetRows got = rows(in(""), "joined.parquet");
    assertThat(got.names()).contains(FEATURE, "Nuclei_Texture");
    assertThat(values(got, FEATURE))
        .isEqualTo(
            with.equals("a") ? Arrays.asList(1.5, 2.5, null) : Arrays.asList(null, 1.5, 2.5));
    assertThat(report("joined.parquet").problems())
        .contains(
            "note: : 1 column is not in every source: AreaShape_Area (1 rows);"
                + " NULL where missing; see drift in the report");
  }

  /** CytoTable looks at 20,480 lines, and rounds 7.5 to 8. */
  @Test
  void aFractionFarDownMakesTheColumnDouble() throws Exception {
    String[] values = Collections.nCopies(20_600, "7").toArray(String[]::new);
    values[20_590] = "7.5";
    nuclei("a", "AreaShape_Area", values);
    ParquetRows got = rows(in(""), "joined.parquet");
    assertThat(got.type(FEATURE)).isEqualTo("DOUBLE");
    assertThat(values(got, FEATURE)).hasSize(20_600).containsOnly(7.0, 7.5);
    assertThat(values(got, FEATURE).get(20_590)).isEqualTo(7.5);
  }

  /** CytoTable ends there. */
  @ParameterizedTest
  @CsvSource({"nan, DOUBLE", "inf, DOUBLE", "-inf, DOUBLE", "unknown, VARCHAR"})
  void nanAndTextFarDownDecideTheTypeToo(String value, String type) throws Exception {
    String[] values = Collections.nCopies(20_600, "7").toArray(String[]::new);
    values[20_590] = value;
    nuclei("a", "AreaShape_Area", values);
    assertThat(rows(in(""), "joined.parquet").type(FEATURE)).isEqualTo(type);
  }

  /** CytoTable makes text of it all. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "z"})
  void aColumnEmptyInOneFolderIsNumericAllTheSame(String folder) throws Exception {
    nuclei(folder, "AreaShape_Area", "", "");
    nuclei("m", "AreaShape_Area", "1.5", "2");
    ParquetRows got = rows(in(""), "joined.parquet");
    assertThat(got.type(FEATURE)).isEqualTo("DOUBLE");
    assertThat(values(got, FEATURE)).containsExactlyInAnyOrder(1.5, 2.0, null, null);
  }

  /** CytoTable makes NULL of 7.25. */
  @Test
  void aFractionInADatabasesIntegerColumnIsKept() throws Exception {
    database("BIGINT", "2", "7.25", "3");
    ParquetRows got = rows(in("plate.sqlite"), "joined.parquet");
    assertThat(got.type(FEATURE)).isEqualTo("DOUBLE");
    assertThat(values(got, FEATURE)).containsExactly(2.0, 7.25, 3.0);
    assertThat(report("joined.parquet").problems()).isEmpty();
  }

  @Test
  void anInfinityInADatabaseIsKept() throws Exception {
    database("FLOAT", "9e999", "1", "-9e999");
    assertThat(values(rows(in("plate.sqlite"), "joined.parquet"), FEATURE))
        .containsExactly(Double.POSITIVE_INFINITY, 1.0, Double.NEGATIVE_INFINITY);
  }

  @Test
  void anUnreadableValueInADatabaseIsNullAndCounted() throws Exception {
    database("FLOAT", "'n/a'", "1", "'?'");
    assertThat(values(rows(in("plate.sqlite"), "joined.parquet"), FEATURE))
        .containsExactly(null, 1.0, null);
    assertThat(report("joined.parquet").problems())
        .singleElement()
        .asString()
        .startsWith("unreadable-values: ")
        .contains("2 values", "Nuclei_AreaShape_Area");
    CommandRun fail =
        convert(in("plate.sqlite"), out("other.parquet"), "--quiet", "--on-bad-input=fail")
            .requireExit(3);
    assertThat(fail.err())
        .isEqualTo(
            "cytobeam: 1 problem with the input; nothing is written under --on-bad-input fail%n"
                    .formatted()
                + "  unreadable values: plate.sqlite, table nuclei: 2 values of column"
                + " Nuclei_AreaShape_Area could not be read and are NULL\n");
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  /** CytoTable makes text of the first, and a date of the others. */
  @ParameterizedTest
  @ValueSource(strings = {"inf 1.5 2", "inf", "-inf inf", "inf nan"})
  void infinitiesAreNumbersWhereverTheyStand(String values) throws Exception {
    nuclei("a", "AreaShape_Area", values.split(" "));
    ParquetRows got = rows(in(""), "joined.parquet");
    assertThat(got.type(FEATURE)).isEqualTo("DOUBLE");
    assertThat(values(got, FEATURE))
        .isEqualTo(
            Arrays.stream(values.split(" "))
                .map(value -> value.replace("inf", "Infinity").replace("nan", "NaN"))
                .map(Double::valueOf)
                .toList());
  }

  private static List<Object> values(ParquetRows rows, String column) {
    return rows.rows().stream().map(row -> row.get(column)).collect(Collectors.toList());
  }

  /** A folder of one image and its nuclei, numbered from 1. */
  private void nuclei(String folder, String features, String... values) throws IOException {
    Path files = Files.createDirectories(in(folder));
    Files.writeString(files.resolve("Image.csv"), "ImageNumber,FileName_DNA\n1,a.tif\n");
    String rows =
        IntStream.range(0, values.length)
            .mapToObj(i -> "1," + (i + 1) + "," + values[i] + "\n")
            .collect(Collectors.joining());
    Files.writeString(
        files.resolve("Nuclei.csv"), "ImageNumber,ObjectNumber," + features + "\n" + rows);
  }

  /** A database of one image and its nuclei, whose feature is declared so. */
  private void database(String type, String... values) throws IOException, SQLException {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + in("plate.sqlite"));
        Statement statement = sqlite.createStatement()) {
      statement.execute("CREATE TABLE Per_Image (ImageNumber INTEGER, Image_FileName_DNA TEXT)");
      statement.execute("INSERT INTO Per_Image VALUES (1, 'a.tif')");
      statement.execute(
          "CREATE TABLE Per_Nuclei (ImageNumber INTEGER, Nuclei_Number_Object_Number INTEGER, "
              + FEATURE
              + " "
              + type
              + ")");
      for (int i = 0; i < values.length; i++) {
        statement.execute("INSERT INTO Per_Nuclei VALUES (1, " + (i + 1) + ", " + values[i] + ")");
      }
    }
  }
}
