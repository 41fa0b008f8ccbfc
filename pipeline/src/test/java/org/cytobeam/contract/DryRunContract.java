package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cytobeam.pipeline.PresetSql;
import org.cytobeam.pipeline.Presets;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.CytominerOptions.ImageNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code convert --dry-run} tells is what the conversion does. */
public abstract class DryRunContract extends RunnerContract {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("cytobeam.root", "../..")).resolve("examples/plate");

  @Test
  void theExampleIsToldInWords() throws Exception {
    CommandRun run = dryRun(EXAMPLE, "--threads=2").requireDone();
    assertThat(run.out())
        .endsWith(
            """

            Preset      cellprofiler_csv. Found CellProfiler CSV files with all of cells, nuclei, cytoplasm.
            Join        cytoplasm inner join cytoplasm.Parent_Cells = cells.ObjectNumber,
                        cytoplasm.Parent_Nuclei = nuclei.ObjectNumber, in the same image
            Rows        at most 12: one for each row of cytoplasm that has its partner in cells and nuclei
            Columns     34: 5 metadata, 2 image, 9 cells, 9 nuclei, 9 cytoplasm
                        Metadata_ImageNumber, Metadata_Cells_Parent_Nuclei, Metadata_Cytoplasm_Parent_Cells,
                        Metadata_Cytoplasm_Parent_Nuclei, Metadata_ObjectNumber, Image_FileName_DNA,
                        Image_FileName_ER, Cytoplasm_AreaShape_Area, ...
            Work        joined in 1 partition, written as 1 row group
            Estimate    about 4 seconds on 1 thread, 451 MB of memory; 19 KB on disk while it runs, 9.5 KB in
                        the end
            Problems    none

            Nothing has been written: this was a dry run.

            The same join as SQL, to change and give with --joins FILE.sql:

            SELECT
              cytoplasm.Metadata_ImageNumber,
              image.Image_FileName_DNA,
              image.Image_FileName_ER,
              cytoplasm.* EXCLUDE (Metadata_ImageNumber),
              cells.* EXCLUDE (Metadata_ImageNumber, Metadata_ObjectNumber),
              nuclei.* EXCLUDE (Metadata_ImageNumber, Metadata_ObjectNumber)
            FROM read_parquet('cytoplasm.parquet') AS cytoplasm
            JOIN read_parquet('cells.parquet') AS cells
              ON cells.Metadata_ImageNumber = cytoplasm.Metadata_ImageNumber
              AND cells.Metadata_ObjectNumber = cytoplasm.Metadata_Cytoplasm_Parent_Cells
            JOIN read_parquet('nuclei.parquet') AS nuclei
              ON nuclei.Metadata_ImageNumber = cytoplasm.Metadata_ImageNumber
              AND nuclei.Metadata_ObjectNumber = cytoplasm.Metadata_Cytoplasm_Parent_Nuclei
            LEFT JOIN read_parquet('image.parquet') AS image
              ON image.Metadata_ImageNumber = cytoplasm.Metadata_ImageNumber
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void whatAKilledRunHasLeftIsNotTouched() throws Exception {
    Path left = Files.createDirectories(out(".cytobeam-0123abcd-4567"));
    Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
    Files.writeString(
        left.resolve("owner.json"),
        "{\"host\":\"%s\",\"boot\":\"%s\",\"pid\":1,\"started\":\"\",\"locked\":true,\"destination\":\"dry.parquet\"}"
            .formatted(
                java.net.InetAddress.getLocalHost().getHostName(),
                Files.exists(bootId) ? Files.readString(bootId).strip() : ""));
    Files.writeString(left.resolve("output"), "half");
    Files.writeString(left.resolve("replaced"), "old");
    dryRun(EXAMPLE).requireDone();
    assertThat(left.resolve("replaced")).hasContent("old");
    assertThat(out("dry.parquet")).doesNotExist();
    CommandRun run = convert(EXAMPLE, out("dry.parquet")).requireExit(5);
    assertThat(run.err()).contains("a run that was killed left " + left);
    assertThat(out("dry.parquet")).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource({
    "inner, ''",
    "left, ''",
    "full, ''",
    "inner, --image-columns=all",
    "left, --image-columns=none",
    "full, --image-columns=Plate|Well",
    "inner, --identifying-columns=Parent_Cells",
    "left, --compartments=cells,nuclei",
    "full, --compartments=nuclei",
    "inner, --no-add-tablenumber",
  })
  void itsSqlGivesTheRowsOfTheJoin(String policy, String option) throws Exception {
    Plate plate = Plate.of(PlateSpec.irregular());
    CsvPlate.writeSites(
        Plate.of(PlateSpec.irregular().withImagesWithoutRow(0).withEmptyImages(0)),
        in("sites"),
        Numbering.KEPT);
    CsvPlate.write(plate, in("folder"));
    SqlitePlate.writeCellProfiler(plate, in("per.sqlite"));
    SqlitePlate.writeCytominerDatabase(
        Plate.of(PlateSpec.irregular().withTableNumbers(TableNumbers.TEXT, 4)),
        in("numbered.sqlite"),
        CytominerOptions.usual());
    List<String> sources = List.of("folder", "numbered.sqlite", "per.sqlite", "sites");
    for (String source : option.isEmpty() ? sources : sources.subList(0, 2)) {
      List<String> options = new ArrayList<>(List.of("--join-policy=" + policy));
      Stream.of(option).filter(o -> !o.isEmpty()).forEach(options::add);
      String[] given = options.toArray(String[]::new);
      assertSameTable(source, sql(dryRun(in(source), given)), given);
    }
  }

  /** Cytoplasm knows its cell only, and the cell its nucleus. */
  @ParameterizedTest
  @ValueSource(strings = {"inner", "left", "full"})
  void chainsOfParentsAreFollowed(String policy) throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("chain"));
    List<String> lines = Files.readAllLines(in("chain/Cytoplasm.csv"));
    List<String> header = new ArrayList<>(List.of(lines.get(0).split(",")));
    header.set(header.indexOf("Parent_Nuclei"), "Other");
    lines.set(0, String.join(",", header));
    Files.write(in("chain/Cytoplasm.csv"), lines);
    String option = "--join-policy=" + policy;
    String sql = sql(dryRun(in("chain"), option));
    assertThat(sql).contains("cells.Metadata_Cells_Parent_Nuclei");
    assertSameTable("chain", sql, option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cellprofiler_csv",
        "cellprofiler_sqlite",
        "cellprofiler_sqlite_pycytominer",
        "cellprofiler_sqlite_cpg0016_jump",
        "cell-health-cellprofiler-to-cytominer-database"
      })
  void thePresetsSqlGivesItsRows(String preset) throws Exception {
    PlateSpec spec = PlateSpec.irregular();
    if (preset.equals("cellprofiler_csv")) {
      CsvPlate.write(Plate.of(spec), in("plate"));
    } else if (preset.startsWith("cellprofiler_sqlite") && !preset.endsWith("jump")) {
      SqlitePlate.writeCellProfiler(Plate.of(spec), in("plate"));
    } else {
      ImageNames names = preset.endsWith("jump") ? ImageNames.PLAIN : ImageNames.PREFIXED;
      SqlitePlate.writeCytominerDatabase(
          Plate.of(spec.withTableNumbers(TableNumbers.INTEGERS, 4)),
          in("plate"),
          CytominerOptions.usual().withImageNames(names));
    }
    assertSameTable("plate", PresetSql.of(Presets.named(preset)), "--preset=" + preset);
  }

  private void assertSameTable(String source, String sql, String... options) throws Exception {
    ParquetRows joined = rows(in(source), "joined.parquet", with("--overwrite", options));
    Files.writeString(in("join.sql"), sql);
    ParquetRows queried =
        rows(
            in(source),
            "queried.parquet",
            with("--overwrite", with("--joins=" + in("join.sql"), options)));
    assertThat(queried.columns()).as(sql).isEqualTo(joined.columns());
    assertThat(queried.rows()).as(sql).containsExactlyInAnyOrderElementsOf(joined.rows());
    assertThat(joined.rows()).isNotEmpty();
  }

  @Test
  void itsNumbersAreThoseOfTheConversion() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.irregular()), in("plate"));
    String left = dryRun(in("plate"), "--join-policy=left", "--chunk-size=10").requireDone().out();
    convert(in("plate"), out("left.parquet"), "--join-policy=left", "--chunk-size=10")
        .requireDone();
    assertThat(number(left, "Rows +([\\d,]+): ")).isEqualTo(report("left.parquet").rows());
    assertThat(number(left, "Columns +([\\d,]+): "))
        .isEqualTo(ParquetRows.read(out("left.parquet")).names().size());
    assertThat(number(left, "joined in (\\d+) partitions")).isGreaterThan(5);
    assertThat(number(left, "written as (\\d+) row group"))
        .isEqualTo(
            report("left.parquet").result().path("outputs").get(0).path("rowGroups").asLong());
    String named = dryRun(in("plate"), "--join-policy=left", "--columns").requireDone().out();
    for (String name : ParquetRows.read(out("left.parquet")).names()) {
      assertThat(named).containsPattern("\n  " + Pattern.quote(name) + " +[a-z0-9]+\n");
    }
    String inner = dryRun(in("plate")).requireDone().out();
    assertThat(number(inner, "Rows +at most ([\\d,]+): "))
        .isGreaterThan(rows(in("plate"), "inner.parquet").rows().size())
        .isEqualTo(report("left.parquet").rows());
  }

  @Test
  void ofSqlTheResultsColumnsAreTold() throws Exception {
    String sql = "SELECT Metadata_ImageNumber, count(*) AS Cells_Count FROM cells GROUP BY 1";
    String told = dryRun(EXAMPLE, "--joins", sql, "--columns").requireDone().out();
    assertThat(told)
        .contains("\nRows        as many as the SQL gives\n")
        .contains("\nColumns     2: 1 metadata, 1 cells\n")
        .containsPattern("\n  Cells_Count +int64\n")
        .doesNotContain("The same join as SQL");
    assertThat(dryRun(EXAMPLE, "--joins", "SELECT nope FROM cells").requireExit(3).err())
        .startsWith("cytobeam: the SQL of the join does not work: ");
  }

  @Test
  void tablesByThemselvesAreToldOneByOne() throws Exception {
    assertThat(dryRun(EXAMPLE, "--no-join").requireDone().out())
        .contains("\nnuclei      13 rows\n            11 columns: ")
        .contains("\nJoin        no join: every table is written by itself\n");
  }

  @Test
  void whatWouldBeLeftOutIsToldByTheExitCode() throws Exception {
    CsvPlate.writeSites(
        Plate.of(PlateSpec.small().withImages(2)), in("sites"), Numbering.RESTARTED);
    Files.writeString(in("sites/site_0002/Cells.csv"), "a,b\n1,2,3\n");
    assertThat(dryRun(in("sites")).requireExit(4).out())
        .contains("\nProblems    quarantined: site_0002/Cells.csv: ");
  }

  @Test
  void aDestinationThatExistsIsToldAtOnce() throws Exception {
    Files.writeString(out("dry.parquet"), "mine");
    CommandRun run = convert(EXAMPLE, out("dry.parquet"), "--dry-run").requireExit(5);
    assertThat(run.err()).startsWith("cytobeam: " + out("dry.parquet") + " exists");
    convert(EXAMPLE, out("dry.parquet"), "--dry-run", "--overwrite").requireDone();
    assertThat(out("dry.parquet")).hasContent("mine");
  }

  /** Nothing is there afterwards that was not there before. */
  private CommandRun dryRun(Path source, String... options) throws Exception {
    Files.createDirectories(out("tmp"));
    List<String> before = names(out(""));
    CommandRun run =
        convert(
            source,
            out("dry.parquet"),
            with("--dry-run", with("--temp-dir=" + out("tmp"), options)));
    assertThat(names(out(""))).isEqualTo(before);
    assertThat(out("tmp")).isEmptyDirectory();
    return run;
  }

  private static String[] with(String option, String... options) {
    return Stream.concat(Stream.of(options), Stream.of(option)).toArray(String[]::new);
  }

  private static String sql(CommandRun run) {
    String told = run.requireDone().out();
    return told.substring(told.indexOf("SELECT\n"));
  }

  private static long number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in\n" + text).isTrue();
    return Long.parseLong(matcher.group(1).replace(",", ""));
  }
}
