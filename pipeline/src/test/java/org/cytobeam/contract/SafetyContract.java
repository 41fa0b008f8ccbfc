package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cytobeam.storage.Storage;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run must not harm: its sources, and what lies at the destination. */
public abstract class SafetyContract extends RunnerContract {
  @BeforeEach
  void writePlate() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
  }

  @Test
  void aDestinationThatIsOrHoldsTheSourceIsRefused() throws Exception {
    List<String> before = names(in("plate"));
    Path link = Files.createSymbolicLink(in("link"), in("plate"));
    Files.move(in("plate"), in("outer"));
    Files.createDirectories(in("plate"));
    Files.move(in("outer"), in("plate/site"));
    refuse(in("plate"), in("plate"), in("plate"));
    refuse(in("plate"), link, in("plate"));
    refuse(in("plate/site"), in("plate"), in("plate/site"));
    refuse(in("plate/site/*.csv"), in("plate/site"), in("plate/site/*.csv"));
    refuse(in("plate"), in("plate/site"), in("plate/site/Cells.csv"));
    refuse(in("plate/*/*.csv"), in("plate/site"), in("plate/site/Cells.csv"));
    refuse(in("plate"), in("plate/site/Cells.csv"), in("plate/site/Cells.csv"));
    assertThat(names(in("plate/site"))).isEqualTo(before);
  }

  @Test
  void aDatabaseIsNotItsOwnDestination() throws Exception {
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.small()), in("plate.sqlite"));
    byte[] before = Files.readAllBytes(in("plate.sqlite"));
    refuse(in("plate.sqlite"), in("plate.sqlite"), in("plate.sqlite"));
    assertThat(in("plate.sqlite")).hasBinaryContent(before);
  }

  @Test
  void aReportDoesNotTakeThePlaceOfTheSource() throws Exception {
    Files.move(in("plate"), in("plate.report.json"));
    CommandRun run = convert(in("plate.report.json"), in("plate"), "--overwrite").requireExit(2);
    assertThat(run.err())
        .isEqualTo(
            "cytobeam: %1$s would take the place of the source %1$s; choose another destination%n"
                .formatted(in("plate.report.json")));
  }

  @Test
  void aDestinationBesideTheSourcesInTheirFolderIsReplaced() throws Exception {
    for (int i = 0; i < 2; i++) {
      convert(in("plate"), in("plate/joined.parquet"), "--overwrite").requireDone();
      convert(in("plate"), in("plate/tables"), "--overwrite", "--no-join").requireDone();
    }
    assertThat(names(in("plate"))).contains("Cells.csv", "joined.parquet", "tables");
  }

  @Test
  void aReportThatExistsIsLeftAsItIs() throws Exception {
    Files.writeString(out("joined.parquet.report.json"), "precious");
    CommandRun run = convert(in("plate"), out("joined.parquet"), "--quiet").requireExit(5);
    assertThat(run.err())
        .isEqualTo(
            "cytobeam: %s.report.json exists; remove it, choose another name, or give --overwrite%n"
                .formatted(out("joined.parquet")));
    assertThat(names(out(""))).containsExactly("joined.parquet.report.json");
    Files.delete(out("joined.parquet.report.json"));
    Files.createDirectories(out("joined.parquet.report.json/notes"));
    run = convert(in("plate"), out("joined.parquet"), "--quiet", "--overwrite").requireExit(5);
    assertThat(run.err())
        .isEqualTo(
            "cytobeam: %s.report.json is a folder, and the report has that name; remove it, or choose another name%n"
                .formatted(out("joined.parquet")));
    assertThat(out("joined.parquet.report.json/notes")).isDirectory();
  }

  @Test
  void theWorstOfManyProblemsAreShownAndTheOthersCounted() throws Exception {
    CsvPlate.writeSites(
        Plate.of(PlateSpec.small().withImages(13)), in("sites"), Plate.Numbering.KEPT);
    for (int site = 1; site <= 12; site++) {
      Files.writeString(in("sites/site_%04d/Cells.csv".formatted(site)), "a,b\n1,2,3\n");
    }
    CommandRun run = convert(in("sites"), out("joined.parquet")).requireExit(4);
    List<String> problems = report("joined.parquet").problems();
    assertThat(problems).hasSizeGreaterThan(11);
    assertThat(run.err().lines().filter(line -> line.startsWith("quarantined: "))).hasSize(6);
    assertThat(run.err())
        .contains("%nquarantined: ... and 7 more, all of them in the report%n".formatted());
    assertThat(problems).filteredOn(line -> line.startsWith("quarantined: ")).hasSize(12);
  }

  /** Some locales have digits of their own, which neither SQL nor a reader of the file takes. */
  @Test
  void theLanguageOfTheMachineChangesNothing() throws Exception {
    Locale before = Locale.getDefault();
    for (String option : List.of("--join-policy=full", "--no-concat", "--no-join")) {
      CommandRun expected = convert(in("plate"), out("expected"), option).requireDone();
      try {
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        assertThat("%d".formatted(1)).isNotEqualTo("1");
        CommandRun run = convert(in("plate"), out("got"), option).requireDone();
        assertThat(run.err().replace("got", "expected")).isEqualTo(expected.err());
      } finally {
        Locale.setDefault(before);
      }
      assertThat(contents(out("got"))).isEqualTo(contents(out("expected")));
      assertThat(report("got").result()).isEqualTo(report("expected").result());
      Storage.delete(out("").toString());
    }
  }

  /** Files by their names below the path, as text of their bytes. */
  private static Map<String, String> contents(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      Map<String, String> contents = new TreeMap<>();
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        contents.put(
            root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
      return contents;
    }
  }

  private void refuse(Path source, Path destination, Path named) {
    for (String option : List.of("--overwrite", "--overwrite --no-join")) {
      CommandRun run = convert(source, destination, option.split(" ")).requireExit(2);
      assertThat(run.err())
          .isEqualTo(
              "cytobeam: %s would take the place of the source %s; choose another destination%n"
                  .formatted(destination, named));
    }
  }
}
