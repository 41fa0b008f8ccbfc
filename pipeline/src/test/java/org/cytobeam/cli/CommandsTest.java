package org.cytobeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.contract.CommandRun;
import org.cytobeam.pipeline.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no run: what they print, and what is said of mistakes. */
class CommandsTest {
  private static final String COMMANDS = "convert, inspect, presets, clean, completion";

  @TempDir private Path folder;

  @Test
  void withoutACommandThoseThereAreAreNamed() {
    assertThat(run().requireExit(2).err())
        .isEqualTo("cytobeam: say what to do: " + COMMANDS + "\nTry 'cytobeam --help'.\n");
  }

  @Test
  void aMistypedCommandIsRecognised() {
    assertThat(run("conver", "a", "--frob").requireExit(2).err())
        .isEqualTo(
            "cytobeam: there is no command 'conver'; did you mean 'convert'? The commands are "
                + COMMANDS
                + "\nTry 'cytobeam --help'.\n");
    assertThat(run("insepct", "a").requireExit(2).err()).contains("did you mean 'inspect'?");
    assertThat(run("--frob").requireExit(2).err()).startsWith("cytobeam: unknown option '--frob'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"convert", "inspect", "presets", "clean", "completion"})
  void everyCommandHasHelpThatFitsATerminal(String command) {
    String help = run(command, "--help").requireDone().out();
    assertThat(help).contains("Usage: cytobeam " + command).contains("--help");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    String all = run("--help").requireDone().out();
    assertThat(all).containsPattern("\n  " + command + " +[A-Z]");
  }

  @Test
  void unknownArgumentsNameTheCommandsOwnHelp() {
    assertThat(run("inspect", "a", "b").requireExit(2).err())
        .startsWith("cytobeam: unknown argument 'b'; see 'cytobeam inspect --help'");
    assertThat(run("clean", "--frob").requireExit(2).err())
        .isEqualTo("cytobeam: unknown option '--frob'\nTry 'cytobeam clean --help'.\n");
  }

  @Test
  void presetsAreListedAndTold() throws Exception {
    String list = run("presets").requireDone().out();
    assertThat(list.lines().filter(line -> line.matches("\\S+")))
        .containsExactlyElementsOf(Presets.names());
    for (String name : Presets.names()) {
      String told = run("presets", name).requireDone().out();
      assertThat(told).startsWith(name + "\n    ");
      assertThat(told).contains(Presets.named(name).identifyingColumns().get(0));
      JsonNode json = new ObjectMapper().readTree(run("presets", name, "--json").out());
      assertThat(json.path("name").asText()).isEqualTo(name);
    }
    assertThat(new ObjectMapper().readTree(run("presets", "--json").out()))
        .hasSameSizeAs(Presets.names());
    assertThat(run("presets", "cellprofiler_cvs").requireExit(2).err())
        .contains("did you mean 'cellprofiler_csv'?");
  }

  @Test
  void theExamplesPresetIsToldWithItsJoin() {
    assertThat(run("presets", "cellprofiler_csv").requireDone().out())
        .isEqualTo(
            """
            cellprofiler_csv
                CSV files of CellProfiler's ExportToSpreadsheet, one folder a site or one for all; one row per
                cytoplasm that has a cell and a nucleus.

            Images      image
            Objects     cells, nuclei, cytoplasm
            Ids         ImageNumber, ObjectNumber, Metadata_Well, Metadata_Plate, Parent_Cells, Parent_Nuclei
            From images all that match ^Image_FileName_
            Rows        one for each row of cytoplasm that has its partner in cells and nuclei

            The join as SQL, to change and give with --joins FILE.sql:

            SELECT
              cytoplasm.Metadata_ImageNumber,
              image.* SIMILAR TO 'Image_FileName_.*',
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
  }

  /** Bash itself runs the script, as it would when Tab is pressed. */
  @Test
  void theCompletionScriptCompletesCommandsOptionsAndTheirValues() throws Exception {
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, run("completion").requireDone().out());
    assertThat(bash("bash -n " + script)).isEmpty();
    assertThat(complete(script, "cytobeam ins")).contains("inspect");
    assertThat(complete(script, "cytobeam convert --join-p")).contains("--join-policy");
    assertThat(complete(script, "cytobeam convert --preset in-")).contains("in-carta");
    assertThat(complete(script, "cytobeam convert --on-bad-input f")).endsWith("fail");
    assertThat(complete(script, "cytobeam inspect --source-datatype s")).endsWith("sqlite");
  }

  private String complete(Path script, String typed) throws Exception {
    String[] words = typed.split(" ");
    return bash(
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_cytobeam; echo \"${COMPREPLY[@]}\""
            .formatted(script, typed, words.length - 1));
  }

  private String bash(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  @Test
  void sizesAndTimesAreRounded() {
    assertThat(Stream.of(0L, 999L, 1024L, 12_345L, 5L << 20, 1300L << 20).map(HumanText::size))
        .containsExactly("0 bytes", "999 bytes", "1.0 KB", "12 KB", "5.0 MB", "1.3 GB");
    assertThat(
            Stream.of(1, 119, 120, 7199, 7200, 172_800)
                .map(Duration::ofSeconds)
                .map(HumanText::duration))
        .containsExactly(
            "1 second", "119 seconds", "2 minutes", "120 minutes", "2 hours", "2 days");
    assertThat(HumanText.count(1, "row") + HumanText.count(1200, "row"))
        .isEqualTo("1 row1,200 rows");
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(List.of(arguments));
  }
}
