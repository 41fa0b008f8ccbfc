package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of the output: one file, folders, types, codecs, metadata, statistics. */
public abstract class OutputContract extends RunnerContract {
  private Plate plate;

  @BeforeEach
  void writePlate() throws Exception {
    plate = Plate.of(PlateSpec.irregular());
    CsvPlate.write(plate, in("plate"));
  }

  @Test
  void onlyThePathOfTheResultIsOnTheStandardOutput() throws Exception {
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireDone();
    assertThat(run.out()).isEqualTo(out("joined.parquet") + "\n");
    long rows = expected().rows().size();
    assertThat(run.err())
        .startsWith("Preset cellprofiler_csv: Found CellProfiler CSV files")
        .endsWith(rows + " rows; report: " + out("joined.parquet.report.json") + "\n");
    CommandRun quiet = convert(in("plate"), out("quiet.parquet"), "--quiet").requireDone();
    assertThat(quiet.out()).isEqualTo(out("quiet.parquet") + "\n");
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void aFolderOfPartsHoldsTheRowsOfTheFile() throws Exception {
    assertTable(expected(), rows(in("plate"), "parts", "--no-concat", "--chunk-size=20"));
    assertThat(names(out("parts"))).containsExactly("part-00000.parquet");
    assertThat(names(out(""))).containsExactly("parts", "parts.report.json");
  }

  @Test
  void tablesByThemselvesHaveAFolderEach() throws Exception {
    convert(in("plate"), out("tables/"), "--no-join").requireDone();
    List<String> tables = List.of("cells", "cytoplasm", "image", "nuclei");
    assertThat(names(out("tables"))).isEqualTo(tables);
    for (String table : tables) {
      assertThat(names(out("tables/" + table))).containsExactly(table + ".parquet");
      assertThat((long) ParquetRows.read(out("tables/" + table)).rows().size())
          .isEqualTo(report("tables").table(table).read());
    }
    assertThat(names(out(""))).containsExactly("tables", "tables.report.json");
  }

  @Test
  void tablesByThemselvesMayBeFoldersOfParts() throws Exception {
    convert(in("plate"), out("one"), "--no-join").requireDone();
    convert(in("plate"), out("parts"), "--no-join", "--no-concat", "--chunk-size=20").requireDone();
    for (String table : names(out("one"))) {
      assertThat(names(out("parts/" + table))).containsExactly("part-00000.parquet");
      TableDiff.assertSame(
          ParquetRows.read(out("one/" + table)).rows(),
          ParquetRows.read(out("parts/" + table)).rows());
    }
  }

  @Test
  void castsNarrowEveryColumnButTableNumber() throws Exception {
    ParquetRows wide = rows(in("plate"), "wide.parquet", "--add-tablenumber");
    ParquetRows narrow =
        rows(
            in("plate"),
            "narrow.parquet",
            "--add-tablenumber",
            "--data-type-cast-map",
            "float=float32,integer=int32");
    assertThat(narrow.names()).isEqualTo(wide.names());
    for (String name : wide.names()) {
      String type = wide.type(name).equals("DOUBLE") ? "FLOAT" : "INTEGER";
      boolean kept = name.equals("Metadata_TableNumber") || wide.type(name).equals("VARCHAR");
      assertThat(narrow.type(name)).as(name).isEqualTo(kept ? wide.type(name) : type);
    }
    for (int i = 0; i < wide.rows().size(); i++) {
      Double value = (Double) wide.rows().get(i).get("Cells_Location_Center_X");
      assertThat(narrow.rows().get(i).get("Cells_Location_Center_X"))
          .isEqualTo(value == null ? null : value.floatValue());
    }
  }

  @Test
  void rowsWithNullAreDroppedAndCountedButNaNStays() throws Exception {
    plate = Plate.of(PlateSpec.small().withFeatures(4).withCells(40, 0).withMissing(0.01, 0.1));
    CsvPlate.write(plate, in("few"));
    List<Map<String, Object>> all = expected().rows();
    List<Map<String, Object>> whole = all.stream().filter(row -> !row.containsValue(null)).toList();
    assertThat(whole).hasSizeBetween(1, all.size() - 1);
    assertThat(whole).anyMatch(row -> row.containsValue(Double.NaN));
    TableDiff.assertSame(whole, rows(in("few"), "joined.parquet", "--drop-null").rows());
    assertThat(report("joined.parquet").result().get("rowsDroppedForNull").asInt())
        .isEqualTo(all.size() - whole.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "filenames ; Image_FileName_DNA",
        "none ; ''",
        "Plate$ ; Image_Metadata_Plate",
        "^Image_(Count|FileName) ; Image_Count_Cells Image_FileName_DNA",
        "all ; Image_Metadata_Plate Image_Metadata_Row Image_Metadata_Site Image_Metadata_Well"
            + " ImageQuality_FocusScore_0 ImageQuality_FocusScore_1 Image_Count_Cells"
            + " Image_FileName_DNA Image_PathName_DNA",
      })
  void imageColumnsAreChosen(String choice, String columns) throws Exception {
    ParquetRows got =
        rows(
            in("plate"),
            "joined.parquet",
            "--image-columns",
            choice,
            "--identifying-columns",
            "ImageNumber,ObjectNumber,Parent_Cells,Parent_Nuclei");
    assertThat(got.names().stream().filter(name -> name.startsWith("Image")))
        .containsExactlyElementsOf(columns.isEmpty() ? List.of() : List.of(columns.split(" ")));
    assertThat(got.rows()).hasSameSizeAs(expected().rows());
  }

  @ParameterizedTest
  @CsvSource({"zstd, ZSTD", "snappy, SNAPPY", "none, UNCOMPRESSED"})
  void theCodecIsChosen(String option, String codec) throws Exception {
    assertTable(expected(), rows(in("plate"), "joined.parquet", "--compression", option));
    for (ColumnChunkMetaData chunk : chunks(out("joined.parquet"))) {
      assertThat(chunk.getCodec()).hasToString(codec);
    }
  }

  @Test
  void theFileTellsWhatDecidedTheTableAndNothingElse() throws Exception {
    convert(in("plate"), out("joined.parquet"), "--join-policy=left", "--threads=1").requireDone();
    Map<String, String> metadata =
        footer(out("joined.parquet")).getFileMetaData().getKeyValueMetaData();
    assertThat(metadata)
        .containsOnlyKeys("data-producer", "data-producer-version", "cytobeam-options")
        .containsEntry("data-producer-version", "0.1.0");
    Map<?, ?> options = new ObjectMapper().readValue(metadata.get("cytobeam-options"), Map.class);
    assertThat(options.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "preset",
            "tables",
            "identifyingColumns",
            "naming",
            "schema",
            "floatType",
            "integerType",
            "tableNumbers",
            "dropNull",
            "joinPolicy",
            "anchor",
            "imageColumns",
            "imagePatterns");
    assertThat(options.get("joinPolicy")).isEqualTo("left");
  }

  /** A bound that is NaN makes readers skip rows, so a chunk that has NaN has no bounds. */
  @Test
  void boundsAreThoseOfTheNumbers() throws Exception {
    plate = Plate.of(PlateSpec.irregular().withMissing(0.1, 0.005));
    CsvPlate.write(plate, in("few"));
    ParquetRows rows = rows(in("few"), "joined.parquet");
    FileMetaData file = footer(out("joined.parquet")).getFileMetaData();
    int checked = 0;
    for (ColumnChunkMetaData chunk : chunks(out("joined.parquet"))) {
      Statistics<?> statistics = chunk.getStatistics();
      String name = chunk.getPath().toDotString();
      assertThat(statistics.getNumNulls())
          .as(name)
          .isEqualTo(rows.rows().stream().filter(row -> row.get(name) == null).count());
      if (rows.type(name).equals("DOUBLE") && statistics.hasNonNullValue()) {
        List<Double> numbers = numbers(rows, name);
        assertThat(numbers).as(name).doesNotContain(Double.NaN);
        assertThat((Double) statistics.genericGetMin()).as(name).isEqualTo(least(numbers));
        assertThat((Double) statistics.genericGetMax())
            .as(name)
            .isEqualTo(numbers.stream().mapToDouble(d -> d).max().orElseThrow());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
    assertThat(file.getSchema().getColumns()).hasSameSizeAs(rows.names());
  }

  private static double least(List<Double> numbers) {
    double least = numbers.stream().mapToDouble(d -> d).min().orElseThrow();
    return least == 0 ? -0.0 : least;
  }

  private static List<Double> numbers(ParquetRows rows, String name) {
    return rows.rows().stream()
        .map(row -> (Double) row.get(name))
        .filter(value -> value != null)
        .collect(Collectors.toList());
  }

  @Test
  void pathsMayHoldWhatIsAPatternElsewhere() throws Exception {
    CsvPlate.write(plate, in("pl[a]te {1} *?, ü"));
    CommandRun run = convert(in("pl[a]te {1} *?, ü"), out("jo[i]ned {1} *?, ü.parquet"));
    run.requireDone();
    assertThat(run.out()).isEqualTo(out("jo[i]ned {1} *?, ü.parquet") + "\n");
    convert(in("pl[a]te {1} *?, ü"), out("pa[r]ts {1} *?, ü"), "--no-concat").requireDone();
    assertThat(names(out("")))
        .containsExactly(
            "jo[i]ned {1} *?, ü.parquet",
            "jo[i]ned {1} *?, ü.parquet.report.json",
            "pa[r]ts {1} *?, ü",
            "pa[r]ts {1} *?, ü.report.json");
  }

  @Test
  void theOutputMayLieAmongTheSources() throws Exception {
    for (String destination : List.of("plate/joined.parquet", "plate/again.parquet")) {
      convert(in("plate"), in(destination)).requireDone();
      assertTable(expected(), ParquetRows.read(in(destination)));
    }
  }

  @Test
  void aGlobNamesSeveralSources() throws Exception {
    Plate other = Plate.of(PlateSpec.small().withSeed(7));
    for (String name : List.of("b1.sqlite", "b2.sqlite", "c.sqlite")) {
      SqlitePlate.writeCellProfiler(other, in("db/" + name));
    }
    ParquetRows got = rows(in("db/b*.sqlite"), "joined.parquet", "--no-add-tablenumber");
    assertTable(
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER)
            .add("b1.sqlite", other)
            .add("b2.sqlite", other),
        got);
  }

  @Test
  void aTableWithoutRowsIsAFileAllTheSame() throws Exception {
    plate = Plate.of(PlateSpec.small().withCells(3, 0).withCellsWithoutNucleus(3));
    CsvPlate.write(plate, in("unmatched"));
    assertThat(expected().rows()).isEmpty();
    for (String option : List.of("--join-policy=inner", "--no-concat", "--sink=parquetio")) {
      ParquetRows got = rows(in("unmatched"), "joined" + option, option);
      assertThat(got.names()).isEqualTo(expected().columns());
      assertThat(got.rows()).isEmpty();
      assertThat(report("joined" + option).rows()).isZero();
    }
  }

  private ExpectedJoin expected() {
    return ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("", plate);
  }

  private static List<ColumnChunkMetaData> chunks(Path file) throws Exception {
    return footer(file).getBlocks().stream()
        .map(BlockMetaData::getColumns)
        .flatMap(List::stream)
        .toList();
  }

  private static ParquetMetadata footer(Path file) throws Exception {
    assertThat(Files.isRegularFile(file)).isTrue();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter();
    }
  }
}
