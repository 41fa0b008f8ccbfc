package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code inspect} tells of sources and outputs. */
public abstract class InspectContract extends RunnerContract {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("cytobeam.root", "../..")).resolve("examples/plate");

  @BeforeEach
  void writePlate() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("plate"));
  }

  private CommandRun inspect(Path path, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("inspect", "" + path, "--temp-dir=" + out("tmp")));
    arguments.addAll(List.of(options));
    arguments.add("--runner=" + runner());
    arguments.addAll(runnerOptions());
    Files.createDirectories(out("tmp"));
    CommandRun run = CommandRun.of(arguments);
    assertThat(out("tmp")).as("nothing is left").isEmptyDirectory();
    return run;
  }

  @Test
  void theExampleIsToldInWords() throws Exception {
    CommandRun run = inspect(EXAMPLE).requireDone();
    assertThat(run.out().replace("" + EXAMPLE, "plate"))
        .isEqualTo(
            """
            plate: 1 source, 4 CSV files, 3.4 KB, 2 images

              table      sources  images  rows  columns                         object number  parents
              image            1       2     2  12 (6 text, 5 int64, 1 double)  -              -
              cells            1       2    12  12 (7 double, 5 int64)          ObjectNumber   Parent_Nuclei
              nuclei           1       2    13  11 (7 double, 4 int64)          ObjectNumber   -
              cytoplasm        1       2    12  13 (7 double, 6 int64)          ObjectNumber   Parent_Cells, Parent_Nuclei

            Preset      cellprofiler_csv. Found CellProfiler CSV files with all of cells, nuclei, cytoplasm.
            Plates      1: BR00117
            Plate, well Metadata_Plate, Metadata_Site, Metadata_Well (image table)
            Not read    Experiment (to read one, name it with --compartments)
            Problems    none
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void platesAreNamedWhateverTheirColumn() throws Exception {
    for (String folder : List.of("a", "b")) {
      Files.createDirectories(in("plates/" + folder));
      Files.writeString(
          in("plates/" + folder + "/Cells.csv"), "ImageNumber,ObjectNumber\n1,1\n2,1\n");
    }
    Files.writeString(in("plates/a/Image.csv"), "ImageNumber,Metadata_Plate\n1,007\n2,P 2\n3,\n");
    Files.writeString(in("plates/b/Image.csv"), "ImageNumber,Metadata_Barcode\n2,P 2\n1,P 2\n");
    assertThat(inspect(in("plates")).requireDone().out()).contains("\nPlates      2: 007, P 2\n");
    convert(in("plates"), out("named.parquet"), "--naming=pycytominer").requireDone();
    assertThat(inspect(out("named.parquet")).requireDone().out())
        .contains("\nRows        4 rows of 4 images in ")
        .contains("\nPlates      2: 007, P 2\n");
    assertThat(json(inspect(in("plates"), "--json").requireDone()).path("plates"))
        .hasToString("{\"007\":1,\"P 2\":3}");
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.small()), in("p.sqlite"), "MyExpt_");
    String plates = "SELECT Image_Metadata_Plate, count(*) FROM MyExpt_Per_Image GROUP BY 1";
    JsonNode found = json(inspect(in("p.sqlite"), "--json").requireDone()).path("plates");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + in("p.sqlite"));
        ResultSet rows = connection.createStatement().executeQuery(plates)) {
      int named = 0;
      for (; rows.next(); named++) {
        assertThat(found.path(rows.getString(1)).asLong()).isEqualTo(rows.getLong(2));
      }
      assertThat(found).hasSize(named).isNotEmpty();
    }
  }

  @Test
  void columnsAreNamedWithTheirTypes() throws Exception {
    assertThat(inspect(EXAMPLE, "--columns").requireDone().out())
        .contains("\nColumns of nuclei\n  ImageNumber ")
        .containsPattern("\n  Parent_Cells +int64\n")
        .containsPattern("\n  AreaShape_Area +int64\n");
  }

  @Test
  void numbersAreThoseOfTheFiles() throws Exception {
    JsonNode found = json(inspect(in("plate"), "--json").requireDone());
    for (JsonNode table : found.path("tables")) {
      String name = table.path("table").asText();
      String file = name.substring(0, 1).toUpperCase() + name.substring(1) + ".csv";
      List<String> lines = Files.readAllLines(in("plate").resolve(file));
      assertThat(table.path("rows").asInt()).as(name).isEqualTo(lines.size() - 1);
      assertThat(table.path("bytes").asLong()).isEqualTo(Files.size(in("plate").resolve(file)));
      assertThat(texts(table.path("columns"), "name")).containsExactly(lines.get(0).split(","));
      String images =
          "SELECT count(DISTINCT ImageNumber) AS n FROM read_csv('%s')"
              .formatted(in("plate").resolve(file));
      assertThat(table.path("images").asLong())
          .isEqualTo(ParquetRows.query(images).rows().get(0).get("n"));
    }
    assertThat(found.path("tables")).hasSize(4);
    assertThat(found.path("images").asInt()).isEqualTo(12);
    assertThat(found.path("preset").asText()).isEqualTo("cellprofiler_csv");
    assertThat(found.has("outputs")).isFalse();
  }

  @Test
  void driftAndBrokenFilesAreProblems() throws Exception {
    List<Path> sites =
        CsvPlate.writeSites(
            Plate.of(PlateSpec.small().withImages(3)), in("sites"), Plate.Numbering.RESTARTED);
    List<String> lines = Files.readAllLines(sites.get(1).resolve("Cells.csv"));
    Files.write(
        sites.get(1).resolve("Cells.csv"),
        lines.stream().map(l -> l.substring(0, l.lastIndexOf(','))).toList());
    Files.writeString(sites.get(2).resolve("Nuclei.csv"), "a,b\n1,2,3\n");
    CommandRun run = inspect(in("sites")).requireExit(4);
    String dropped = lines.get(0).substring(lines.get(0).lastIndexOf(',') + 1);
    assertThat(run.out())
        .contains(": 3 sources, 11 CSV files, ")
        .contains(
            "\nTableNumber 3 sources without one are given one, computed from the image table\n")
        .contains("\nProblems    quarantined: site_0003/Nuclei.csv: ")
        .contains("note: table cells: 1 column is not in every source: " + dropped);
    JsonNode found = json(inspect(in("sites"), "--json").requireExit(4));
    assertThat(texts(found.path("problems"), "kind")).containsExactly("quarantined", "note");
  }

  @Test
  void aDatabaseAndItsOtherTablesAreTold() throws Exception {
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.small()), in("plate.sqlite"), "MyExpt_");
    assertThat(inspect(in("plate.sqlite")).requireDone().out())
        .startsWith(in("plate.sqlite") + ": 1 SQLite file, ")
        .contains(", 4 images\n")
        .contains("per_cytoplasm        1       4    20 ")
        .contains("Cytoplasm_Number_Object_Number")
        .contains("Preset      cellprofiler_sqlite_pycytominer. Found ")
        .contains("Not read    MyExpt_Per_Experiment ");
  }

  @Test
  void whereNoPresetFitsTheNamesAreTold() throws Exception {
    Files.createDirectories(in("other"));
    Files.writeString(in("other/PH3.csv"), "ImageNumber,ObjectNumber\n1,1\n");
    Files.writeString(in("other/Foci.csv"), "ImageNumber,ObjectNumber\n1,1\n");
    CommandRun run = inspect(in("other")).requireExit(3);
    assertThat(run.out()).isEqualTo("Tables found: Foci, PH3\n");
    assertThat(run.err())
        .startsWith("cytobeam: the source has no cells, nuclei or cytoplasm, and 2 sets of ");
    run = inspect(in("other"), "--preset=cellprofiler_csv", "--compartments=ph3").requireDone();
    assertThat(run.out()).contains("\n  ph3          1       1     1 ");
  }

  @Test
  void excludedFilesAreAsIfTheyWereNotThere() throws Exception {
    Files.createDirectories(in("plate/old"));
    Files.writeString(in("plate/old/Cells.csv"), "a,b\n1,2,3\n");
    Files.writeString(in("plate/Foci.csv"), "ImageNumber,ObjectNumber\n1,1\n");
    assertThat(inspect(in("plate")).requireExit(4).out())
        .contains("\nNot read    Experiment, Foci ")
        .contains("quarantined: old/Cells.csv: ");
    CommandRun run = inspect(in("plate"), "--exclude=old,/Foci.csv").requireDone();
    assertThat(run.out())
        .contains(": 1 source, 4 CSV files, ")
        .contains("note: excluded by --exclude: 2 files\n")
        .contains("\nNot read    Experiment (")
        .doesNotContain("quarantined", "Foci", "foci");
    assertThat(inspect(in("plate"), "--exclude=*").requireExit(3).err())
        .isEqualTo(
            "cytobeam: no input found at %s: all of its 7 files are excluded%n"
                .formatted(in("plate")));
    Files.createDirectories(in("other"));
    for (String name : List.of("PH3", "Foci", "Dots")) {
      Files.writeString(in("other/" + name + ".csv"), "ImageNumber,ObjectNumber\n1,1\n");
    }
    run = inspect(in("other"), "--exclude=Dots.csv").requireExit(3);
    assertThat(run.out()).isEqualTo("Tables found: Foci, PH3\n");
  }

  @Test
  void aJoinedFileIsToldWithItsReport() throws Exception {
    convert(EXAMPLE, out("plate.parquet")).requireDone();
    String told = inspect(out("plate.parquet")).requireDone().out();
    assertThat(
            told.replace("" + out("plate.parquet"), "plate.parquet")
                .replaceAll("of 20\\S+Z", "of TIME")
                .replaceAll("[\\d.]+ KB", "N KB"))
        .isEqualTo(
            """
            plate.parquet: Parquet, written by CytoBeam 0.1.0

            Rows        12 rows of 2 images in 1 row group, N KB on disk, N KB of values
              columns  of         types
                    5  metadata   5 int64
                    2  image      2 text
                    9  cells      7 double, 2 int64
                    9  nuclei     7 double, 2 int64
                    9  cytoplasm  7 double, 2 int64

            Preset      cellprofiler_csv
            Options     tables image, cells, nuclei, cytoplasm; identifying columns ImageNumber, ObjectNumber,
                        Metadata_Well, Metadata_Plate, Parent_Cells, Parent_Nuclei; naming cytotable; schema
                        union; float type double; integer type int64; table numbers auto; drop null false; join
                        policy inner; anchor cytoplasm; image patterns ^Image_FileName_

            Report      beside it, of TIME
            Join        cytoplasm inner join cytoplasm.Parent_Cells = cells.ObjectNumber,
                        cytoplasm.Parent_Nuclei = nuclei.ObjectNumber, in the same image
              table      rows read  matched  unmatched  rejected
              image              2        2          0         0
              cells             12       12          0         0
              nuclei            13       12          1         0
              cytoplasm         12       12          0         0
            Problems    none
            """);
    Files.delete(out("plate.parquet.report.json"));
    assertThat(inspect(out("plate.parquet")).requireDone().out())
        .endsWith("\nReport      none beside it\n");
  }

  @Test
  void foldersOfPartsAndOfTablesAreOutputs() throws Exception {
    convert(in("plate"), out("parts"), "--no-concat").requireDone();
    convert(in("plate"), out("tables"), "--no-join").requireDone();
    JsonNode parts = json(inspect(out("parts"), "--json").requireDone());
    assertThat(texts(parts.path("tables"), "table")).containsExactly("joined");
    assertThat(parts.path("tables").get(0).path("rows").asLong()).isEqualTo(report("parts").rows());
    JsonNode tables = json(inspect(out("tables"), "--json").requireDone());
    assertThat(texts(tables.path("tables"), "table"))
        .containsExactly("cells", "cytoplasm", "image", "nuclei");
    for (JsonNode table : tables.path("tables")) {
      assertThat(table.path("rows").asLong())
          .isEqualTo(report("tables").table(table.path("table").asText()).read());
    }
    String told = inspect(out("tables"), "--columns").requireDone().out();
    assertThat(told).contains("\ncells       ").contains("\n  Cells_AreaShape_Area ");
  }

  @Test
  void aFolderWithAnOutputAmongSourcesIsASource() throws Exception {
    convert(in("plate"), in("plate/joined.parquet")).requireDone();
    assertThat(inspect(in("plate")).requireDone().out())
        .startsWith(in("plate") + ": 1 source, 4 CSV files, ");
  }

  @Test
  void aCutParquetFileIsAnError() throws Exception {
    convert(in("plate"), out("joined.parquet")).requireDone();
    byte[] bytes = Files.readAllBytes(out("joined.parquet"));
    Files.write(out("joined.parquet"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(inspect(out("joined.parquet")).requireExit(3).err())
        .isEqualTo(
            "cytobeam: cannot read %1$s: %1$s: not a complete Parquet file, it ends without a footer%n"
                .formatted(out("joined.parquet")));
  }

  private static JsonNode json(CommandRun run) throws Exception {
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> texts(JsonNode nodes, String field) {
    return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
        .map(i -> nodes.get(i).path(field).asText())
        .toList();
  }
}
