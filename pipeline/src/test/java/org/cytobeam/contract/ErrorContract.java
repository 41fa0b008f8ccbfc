package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person can fix is one message and an exit code, and nothing is left over. */
public abstract class ErrorContract extends RunnerContract {
  private static final String LOOKED_FOR =
      "looked for CSV or SQLite tables named image, cells, nuclei, cytoplasm (with any prefix that"
          + " ends in _)";

  @BeforeEach
  void writePlate() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
  }

  @Test
  void aDestinationThatExistsIsLeftAsItIs() throws Exception {
    Files.writeString(out("joined.parquet"), "precious");
    expect(
        5,
        "OUT/joined.parquet exists; remove it, choose another name, or give --overwrite",
        "plate",
        "joined.parquet");
    assertThat(out("joined.parquet")).hasContent("precious");
    Files.createDirectories(out("folder"));
    expect(
        5,
        "OUT/folder exists; remove it, choose another name, or give --overwrite",
        "plate",
        "folder",
        "--no-join");
  }

  @Test
  void whatWasLookedForIsToldWhereNothingIsFound() throws Exception {
    Files.createDirectories(in("empty"));
    expect(
        3,
        "no input found at IN/empty: " + LOOKED_FOR + "; the folder holds no file",
        "empty",
        "joined.parquet");
    expect(
        3,
        "no input found at IN/plaet: "
            + LOOKED_FOR
            + "; there is no such file or folder; in IN there are empty, plate",
        "plaet",
        "joined.parquet");
    expect(
        3,
        "no input found at IN/no/plate: " + LOOKED_FOR + "; there is no folder IN/no",
        "no/plate",
        "joined.parquet");
    Files.createDirectories(in("other"));
    for (int i = 0; i < 10; i++) {
      Files.writeString(in("other/Foci" + i + ".csv"), "a,b\n1,2\n");
    }
    expect(
        3,
        "no input found at IN/other: "
            + LOOKED_FOR
            + "; there are Foci0.csv, Foci1.csv, Foci2.csv, Foci3.csv, Foci4.csv, Foci5.csv,"
            + " Foci6.csv, Foci7.csv and 2 more",
        "other",
        "joined.parquet");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws Exception {
    Files.writeString(in("plate.sqlite"), "this is text");
    expect(
        3,
        "IN/plate.sqlite cannot be read: it is not a SQLite database, or it is encrypted",
        "plate.sqlite",
        "joined.parquet");
    expect(
        3,
        "no table can be read: plate.sqlite: it is not a SQLite database, or it is encrypted",
        "plate.sqlite",
        "joined.parquet",
        "--preset=cellprofiler_sqlite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      value = {
        "--preset=celprofiler_csv ^ There is no preset 'celprofiler_csv'; did you mean"
            + " 'cellprofiler_csv'? The presets are cellprofiler_csv, cellprofiler_sqlite,"
            + " cellprofiler_sqlite_pycytominer, cellprofiler_sqlite_cpg0016_jump,"
            + " cell-health-cellprofiler-to-cytominer-database, in-carta",
        "--chunksize ^ unknown option '--chunksize'; see 'cytobeam convert --help'",
        "-z ^ unknown option '-z'; see 'cytobeam convert --help'",
        "third ^ unknown argument 'third'; see 'cytobeam convert --help'",
        "--noSuchOption=3 ^ neither cytobeam nor Beam has an option --noSuchOption; see 'cytobeam"
            + " convert --help'",
        "--memory=lots ^ --memory is 'lots'; write a size such as 512M or 2G",
        "--memory=99999999999999999999G ^ --memory is '99999999999999999999G'; write a size such"
            + " as 512M or 2G",
        "--threads=-3 ^ --threads is -3; it may be 1 or more",
        "--chunk-size=-3 ^ --chunk-size is -3; it may be 1 or more",
        "--schema=onion ^ --schema is 'onion'; it may be union, intersection",
        "--on-bad-input=stop ^ --on-bad-input is 'stop'; it may be quarantine, fail",
        "--exchange=post ^ --exchange is 'post'; it may be descriptors, data",
        "--sink=csv ^ --sink is 'csv'; it may be columnar, parquetio",
        "--compression=lzma ^ --compression is 'lzma'; it may be zstd, snappy, none",
        "--join-policy=outer ^ --join-policy is 'outer'; it may be inner, left, full",
        "--dest-datatype=h5ad ^ --dest-datatype is 'h5ad'; it may be parquet",
        "--source-datatype=npz ^ --source-datatype is 'npz'; it may be sqlite, csv",
        "--data-type-cast-map=float=float16 ^ --data-type-cast-map has 'float=float16'; it may have"
            + " float=float32|float64|float and integer=int8|int32|int64",
        "--image-columns=( ^ '(' is not a regular expression for image columns: Unclosed group",
      })
  void optionsThatMakeNoSenseAreRefused(String option, String message) throws Exception {
    expect(2, message, "plate", "joined.parquet", option);
  }

  @Test
  void aRunnerThatIsNotThereIsRefused() throws Exception {
    CommandRun run =
        CommandRun.of(
            List.of("convert", "" + in("plate"), "" + out("joined.parquet"), "--runner=Nope"));
    run.requireExit(2);
    assertThat(run.err())
        .startsWith("cytobeam: not an option that Beam takes: Unknown 'runner' specified 'Nope'")
        .hasLineCount(1);
    assertThat(names(out(""))).isEmpty();
  }

  @Test
  void numbersThatAreNoNumbersAreRefused() throws Exception {
    expect(
        2,
        "Invalid value for option '--threads': 'x' is not an int\nTry 'cytobeam convert --help'.",
        "plate",
        "joined.parquet",
        "--threads=x");
  }

  @Test
  void aMissingImageNumberIsTold() throws Exception {
    replaceInFirstLine(in("plate/Cells.csv"), "ImageNumber", "ImgNumber");
    CommandRun run = convert(in("plate"), out("joined.parquet"), "--quiet").requireExit(3);
    assertThat(message(run))
        .startsWith(
            "the join needs the table cells; there are nuclei, cytoplasm; left out was"
                + " Cells.csv: ")
        .contains("ImageNumber");
    assertThat(names(out(""))).isEmpty();
  }

  @Test
  void aMissingObjectNumberIsTold() throws Exception {
    replaceInFirstLine(in("plate/Cells.csv"), "ObjectNumber", "ObjectNr");
    replaceInFirstLine(in("plate/Cells.csv"), "Number_Object_Number", "Nr");
    expect(
        3,
        "table cells has no object number: looked for ObjectNumber, cells_ObjectNumber,"
            + " cells_Number_Object_Number, Number_Object_Number",
        "plate",
        "joined.parquet");
  }

  @Test
  void anAnchorThatDoesNotFitIsTold() throws Exception {
    expect(
        3,
        "the join needs the table cellz; there are cells, nuclei, cytoplasm",
        "plate",
        "joined.parquet",
        "--anchor=cellz");
    expect(
        3,
        "no column leads from nuclei to cells: looked for Parent_Cells; cells has Parent_Nuclei;"
            + " nuclei has no Parent_ column; cytoplasm has Parent_Cells, Parent_Nuclei",
        "plate",
        "joined.parquet",
        "--anchor=nuclei");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELEC * FROM cells | does not work: Parser Error: syntax error at or near \"SELEC\"; line 1: SELEC * FROM"
            + " cells",
        "SELECT nope FROM read_parquet('image.parquet') | does not work: Binder Error: Referenced column \"nope\""
            + " not found in FROM clause!",
        "SELECT * FROM read_parquet('cellz.parquet') | names a table cellz, which is not there; did"
            + " you mean cells? The tables are image, cells, nuclei, cytoplasm",
        "SELECT * FROM read_csv('/etc/passwd') | reads from read_csv(...); it can read from the"
            + " tables alone: image, cells, nuclei, cytoplasm",
      })
  void sqlThatDoesNotWorkIsToldByItsLine(String sql, String said) throws Exception {
    CommandRun run = convert(in("plate"), out("joined.parquet"), "--quiet", "--joins", sql);
    run.requireExit(3);
    assertThat(message(run))
        .startsWith("the SQL of the join " + said)
        .doesNotContain("cytobeam_result")
        .doesNotContain("pending query")
        .hasLineCount(1);
    assertThat(names(out(""))).isEmpty();
  }

  @Test
  void sqlThatIsNotThereIsTold() throws Exception {
    expect(3, "there is no SQL file nope.sql", "plate", "joined.parquet", "--joins=nope.sql");
  }

  @Test
  void aDestinationThatCannotBeMadeIsTold() throws Exception {
    Files.writeString(out("file"), "precious");
    expect(
        3, "cannot write below OUT/file: it is not a folder", "plate", "file/deep/joined.parquet");
    assertThat(out("file")).hasContent("precious");
  }

  @Test
  void foldersMadeForTheDestinationAreRemovedWithIt() throws Exception {
    expect(
        3,
        "the join needs the table cellz; there are cells, nuclei, cytoplasm",
        "plate",
        "a/b/joined.parquet",
        "--anchor=cellz");
    convert(in("plate"), out("a/b/joined.parquet")).requireDone();
    assertThat(names(out("a/b"))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  @Test
  void severalKindsOfInputAreNotMixed() throws Exception {
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.small()), in("plate/p.sqlite"));
    expect(
        3,
        "IN/plate holds csv and sqlite sources; choose one with --source-datatype",
        "plate",
        "joined.parquet");
    convert(in("plate"), out("csv.parquet"), "--source-datatype=csv").requireDone();
    convert(in("plate"), out("sqlite.parquet"), "--source-datatype=sqlite").requireDone();
  }

  @Test
  void nothingUsableIsAnErrorThatNamesEveryFile() throws Exception {
    CsvPlate.writeSites(Plate.of(PlateSpec.small().withImages(2)), in("sites"), Numbering.KEPT);
    for (String file : List.of("Cells", "Nuclei", "Cytoplasm", "Image")) {
      for (int site = 1; site <= 2; site++) {
        Files.writeString(in("sites/site_000" + site + "/" + file + ".csv"), "a,b\n1,2,3\n");
      }
    }
    CommandRun run =
        convert(in("sites"), out("joined.parquet"), "--quiet", "--preset=cellprofiler_csv")
            .requireExit(3);
    assertThat(run.err()).startsWith("cytobeam: no table can be read\n").hasLineCount(9);
    assertThat(names(out(""))).isEmpty();
  }

  private void expect(
      int exitCode, String message, String source, String destination, String... options)
      throws IOException {
    List<String> before = names(out(""));
    String[] quiet = java.util.Arrays.copyOf(options, options.length + 1);
    quiet[options.length] = "--quiet";
    CommandRun run = convert(in(source), out(destination), quiet).requireExit(exitCode);
    assertThat(message(run)).isEqualTo(message);
    assertThat(run.out()).isEmpty();
    assertThat(names(out(""))).isEqualTo(before);
  }

  /** What was said, without the folders of the test. */
  private String message(CommandRun run) throws IOException {
    assertThat(run.err()).startsWith("cytobeam: ").endsWith("\n");
    return run.err()
        .substring("cytobeam: ".length())
        .stripTrailing()
        .replace(out("").toString(), "OUT")
        .replace(in("").toString(), "IN");
  }

  private static void replaceInFirstLine(Path file, String from, String to) throws IOException {
    List<String> lines = Files.readAllLines(file);
    lines.set(0, lines.get(0).replaceFirst("\\b" + from + "\\b", to));
    Files.write(file, lines);
  }
}
