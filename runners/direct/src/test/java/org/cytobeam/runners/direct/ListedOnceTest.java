package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.contract.CommandRun;
import org.cytobeam.pipeline.Conversion;
import org.cytobeam.pipeline.ConvertOptions;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often a source is listed, and its files are opened: once before the run and once in it,
 * however many files there are, and whatever is asked for.
 */
class ListedOnceTest {
  private static final int SITES = 40;

  /** A file's header is read for its tables and for its columns; every look opens it twice. */
  private static final int OPENED_AT_MOST = 4;

  @TempDir private Path folder;

  @BeforeEach
  void writePlate() throws Exception {
    Files.createDirectories(folder.resolve("sites"));
    Files.createDirectories(folder.resolve("tmp"));
    PlateSpec small = PlateSpec.small().withCells(2, 0).withFeatures(4);
    List<Path> sites =
        CsvPlate.writeSites(
            Plate.of(small.withImages(SITES)), folder.resolve("sites"), Numbering.KEPT);
    for (Path site : sites) {
      Files.writeString(site.resolve("Experiment.csv"), "Key,Value\nPipeline,x\n");
      Files.writeString(site.resolve("unknown"), "that is no database");
    }
    CountedFileSystem.reset();
  }

  @Test
  void aConversionListsItsSourceBeforeAndInTheRun() throws Exception {
    run("convert", "joined.parquet");
    assertListed(2);
    int rows = ParquetRows.read(folder.resolve("joined.parquet")).rows().size();
    CountedFileSystem.reset();
    run("convert", "joined.parquet", "--overwrite", "--exclude=none_*", "--exchange=data");
    assertListed(2);
    assertThat(ParquetRows.read(folder.resolve("joined.parquet")).rows()).hasSize(rows);
    CountedFileSystem.reset();
    run("convert", "tables", "--no-join", "--compartments=*");
    assertListed(2);
  }

  @Test
  void aDryRunListsNoMore() {
    run("convert", "joined.parquet", "--dry-run");
    assertListed(2);
  }

  @Test
  void inspectListsNoMore() {
    run("inspect");
    assertListed(2);
  }

  @Test
  void theLauncherOpensAFewFilesOfEveryNameAndNoneAgain() {
    Conversion conversion =
        Conversion.of(
            source(),
            "" + folder.resolve("joined.parquet"),
            new ConvertOptions().overwrite(),
            PipelineOptionsFactory.create());
    assertListed(1);
    conversion.prepare();
    assertListed(1);
    Map<String, Integer> byName = new TreeMap<>();
    CountedFileSystem.OPENED.forEach(
        (file, times) -> byName.merge("" + Path.of(file).getFileName(), 1, Integer::sum));
    assertThat(byName)
        .isEqualTo(
            Map.of(
                "Cells.csv", 3,
                "Cytoplasm.csv", 3,
                "Experiment.csv", 3,
                "Image.csv", 3,
                "Nuclei.csv", 3,
                // Nothing but their content can tell whether they are databases.
                "unknown", SITES));
    assertThat(Collections.max(CountedFileSystem.OPENED.values()))
        .isLessThanOrEqualTo(OPENED_AT_MOST);
    CountedFileSystem.OPENED.keySet().removeIf(file -> !file.endsWith("unknown"));
    assertThat(CountedFileSystem.OPENED.values()).containsOnly(1);
  }

  private String source() {
    return CountedFileSystem.of(folder.resolve("sites"));
  }

  private void run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, source()));
    for (String argument : arguments) {
      all.add(argument.startsWith("-") ? argument : "" + folder.resolve(argument));
    }
    all.add("--temp-dir=" + folder.resolve("tmp"));
    CommandRun.of(all).requireDone();
  }

  /** A listing asks for a file of that name, and for all that is below it. */
  private void assertListed(int times) {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.addAll(List.of(source(), source() + "/**"));
    }
    assertThat(CountedFileSystem.LISTED).containsExactlyElementsOf(asked);
  }
}
