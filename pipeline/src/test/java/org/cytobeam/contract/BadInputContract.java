package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.storage.Storage;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person can ask to be done about bad input: leave it out, name it, or stop. */
public abstract class BadInputContract extends RunnerContract {
  private List<Path> sites;

  @BeforeEach
  void writePlate() throws Exception {
    sites =
        CsvPlate.writeSites(
            Plate.of(PlateSpec.small().withImages(6)), in("plate"), Numbering.RESTARTED);
  }

  private void breakInput() throws IOException {
    Files.writeString(sites.get(1).resolve("Cells.csv"), "ImageNumber,ObjectNumber\n1,1,1,1\n");
    Files.delete(sites.get(2).resolve("Image.csv"));
    Files.writeString(
        sites.get(3).resolve("Nuclei.csv"), "ImageNumber,ObjectNumber,Area\n1,1,5\nx,2,6\n");
    Files.write(sites.get(4).resolve("Cytoplasm.csv"), new byte[] {0, 1, 2, 3});
  }

  @Test
  void failTellsAllThatIsKnownBeforeRowsAreRead() throws Exception {
    breakInput();
    convert(in("plate"), out("joined.parquet")).requireExit(4);
    List<String> told =
        report("joined.parquet").problems().stream()
            .filter(p -> !p.startsWith("note: "))
            .filter(p -> !p.startsWith("fault: : 4 rows have a Parent_Nuclei that is not the "))
            .map(p -> p.replaceFirst("; without it, 5 rows of cytoplasm .*", ""))
            .toList();
    assertThat(told).hasSize(4);
    CommandRun run =
        convert(in("plate"), out("other.parquet"), "--quiet", "--on-bad-input=fail").requireExit(3);
    assertThat(run.err().lines().toList())
        .startsWith(
            "cytobeam: 4 problems with the input; nothing is written under --on-bad-input fail")
        .hasSize(5);
    assertThat(
            run.err()
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^rejected ", "rejected-")))
        .containsExactlyElementsOf(told);
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  @Test
  void failIsForRowsThatRepeatOthersToo() throws Exception {
    Path nuclei = sites.get(1).resolve("Nuclei.csv");
    List<String> lines = Files.readAllLines(nuclei);
    Files.writeString(nuclei, String.join("\n", lines) + "\n" + lines.get(2) + "\n");
    String repeated = "1 row repeats the image and object number of an earlier row, which is kept";
    convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(report("joined.parquet").problems())
        .singleElement()
        .asString()
        .startsWith("rejected-rows: site_0002/: " + repeated + ", e.g. 2 in image 1 (TableNumber ");
    CommandRun run =
        convert(in("plate"), out("joined.parquet"), "--quiet", "--overwrite", "--on-bad-input=fail")
            .requireExit(3);
    assertThat(run.err())
        .startsWith(
            "cytobeam: 1 problem with the input; nothing is written under --on-bad-input fail%n  rejected rows: site_0002/, table nuclei: %s, e.g. "
                .formatted(repeated));
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  /** A number that no nucleus has, a text where a number should be, and a row twice. */
  @Test
  void failTellsAllThatOnlyTheJoinFinds() throws Exception {
    Path nuclei = sites.get(1).resolve("Nuclei.csv");
    Files.writeString(nuclei, Files.readString(nuclei).replaceFirst("\n1,3,", "\n1,three,"));
    Path cytoplasm = sites.get(2).resolve("Cytoplasm.csv");
    Files.writeString(cytoplasm, Files.readAllLines(cytoplasm).get(1), StandardOpenOption.APPEND);
    String repeated =
        "fault: table cytoplasm: 1 row repeats the image and object number of an earlier row; all"
            + " are in the output, since its rows are those of cytoplasm, e.g. 1 in image 1"
            + " (TableNumber N) of site_0003/";
    String number =
        "fault: table nuclei: 1 row has no usable object number, e.g. 'three' in image 1"
            + " (TableNumber N) of site_0002/";
    String orphan =
        "fault: table cytoplasm: 1 row has a Parent_Nuclei that is not the number of any object of"
            + " nuclei, so no parent, e.g. 3 in image 1 (TableNumber N) of site_0002/";
    CommandRun run = convert(in("plate"), out("joined.parquet")).requireDone();
    assertThat(run.err().lines().map(line -> line.replaceAll("TableNumber \\d+", "TableNumber N")))
        .contains(repeated, number, orphan);
    run =
        convert(in("plate"), out("other.parquet"), "--quiet", "--on-bad-input=fail").requireExit(3);
    assertThat(
            run.err()
                .lines()
                .map(line -> line.strip().replaceAll("TableNumber \\d+", "TableNumber N")))
        .containsExactly(
            "cytobeam: 3 problems with the input; nothing is written under --on-bad-input fail",
            orphan,
            repeated,
            number);
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  /** Sites without cells, with or without files, objects without a child, an image of nothing. */
  @Test
  void failPassesWhatIsNormalInCellProfilersTables() throws Exception {
    for (String name : List.of("Cells.csv", "Nuclei.csv", "Cytoplasm.csv")) {
      Path file = sites.get(1).resolve(name);
      Files.write(file, Files.readAllLines(file).subList(0, 1));
      Files.delete(sites.get(2).resolve(name));
    }
    for (String name : List.of("Cells.csv", "Cytoplasm.csv")) {
      Path file = sites.get(3).resolve(name);
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.subList(0, lines.size() - 1));
    }
    CommandRun run =
        convert(in("plate"), out("joined.parquet"), "--on-bad-input=fail").requireDone();
    assertThat(report("joined.parquet").rows()).isEqualTo(19);
    assertThat(report("joined.parquet").problems())
        .as(run.err())
        .containsExactly(
            "note: : missing in 1 of 6 sources: site_0003/",
            "note: : missing in 1 of 6 sources: site_0003/",
            "note: : missing in 1 of 6 sources: site_0003/");
  }

  @Test
  void failDoesNothingToSoundInput() throws Exception {
    convert(in("plate"), out("quarantine.parquet")).requireDone();
    convert(in("plate"), out("fail.parquet"), "--on-bad-input=fail").requireDone();
    assertThat(out("fail.parquet")).hasSameBinaryContentAs(out("quarantine.parquet"));
    assertThat(report("fail.parquet").result()).isEqualTo(report("quarantine.parquet").result());
  }

  @Test
  void excludedFilesAreAsIfTheyWereNotThere() throws Exception {
    breakInput();
    copy(in("plate"), in("sound"));
    for (int site : List.of(1, 2, 3, 4)) {
      Storage.delete(in("sound").resolve(sites.get(site).getFileName()).toString());
    }
    convert(in("sound"), out("sound.parquet")).requireDone();
    convert(
            in("plate"),
            out("some.parquet"),
            "--exclude=site_0002,./site_0003/",
            "--exclude",
            "site_000{4,5}/*.csv")
        .requireDone();
    assertThat(ParquetRows.read(out("some.parquet")).rows())
        .isEqualTo(ParquetRows.read(out("sound.parquet")).rows());
    assertThat(report("some.parquet").result().required("tables"))
        .isEqualTo(report("sound.parquet").result().required("tables"));
    assertThat(report("some.parquet").problems())
        .containsExactly("note: : excluded by --exclude: 19 files");
    assertThat(report("some.parquet").result().at("/options/exclude").toString())
        .isEqualTo("[\"site_0002\",\"./site_0003/\",\"site_000{4,5}/*.csv\"]");
  }

  @Test
  void anExclusionThatMeansNothingIsTold() throws Exception {
    convert(in("plate"), out("joined.parquet"), "--exclude=site_0001,nope*,Cells.csv/x")
        .requireDone();
    assertThat(report("joined.parquet").problems())
        .containsExactly(
            "note: : --exclude 'Cells.csv/x' matches no file",
            "note: : --exclude 'nope*' matches no file",
            "note: : excluded by --exclude: 5 files");
  }

  @Test
  void anExclusionOfEverythingIsAnError() throws Exception {
    CommandRun run =
        convert(in("plate"), out("joined.parquet"), "--quiet", "--exclude=*.csv").requireExit(3);
    assertThat(run.err())
        .isEqualTo(
            "cytobeam: no input found at %s: all of its 30 files are excluded%n"
                .formatted(in("plate")));
    run = convert(in("plate"), out("joined.parquet"), "--quiet", "--exclude={a").requireExit(2);
    assertThat(run.err()).startsWith("cytobeam: '{a' is not a pattern for --exclude: ");
  }

  @Test
  void anExcludedSourceIsNotOverwrittenEither() throws Exception {
    CommandRun run =
        convert(sites.get(0).getParent(), sites.get(1), "--overwrite", "--exclude=site_0002")
            .requireExit(2);
    assertThat(run.err()).contains(" would take the place of the source ").contains("site_0002");
    assertThat(names(sites.get(1))).hasSize(5);
  }

  /** The same bytes and the same result, problems and all, wherever the data lies. */
  @Test
  void whereTheSourceLiesChangesNothing() throws Exception {
    breakInput();
    Files.writeString(sites.get(5).resolve("MyExpt_Cells.csv"), "ImageNumber,ObjectNumber\n1,1\n");
    Files.copy(sites.get(5).resolve("Image.csv"), sites.get(5).resolve("My_Image.csv"));
    copy(in("plate"), in("else where/[copy] {1}"));
    convert(in("plate"), out("here.parquet")).requireExit(4);
    convert(in("else where/[copy] {1}"), out("there.parquet")).requireExit(4);
    assertThat(out("there.parquet")).hasSameBinaryContentAs(out("here.parquet"));
    assertThat(report("there.parquet").result()).isEqualTo(report("here.parquet").result());
    assertThat(report("here.parquet").result().toString()).doesNotContain(in("").toString());
    convert(in("plate/site_*"), out("glob.parquet")).requireExit(4);
    assertThat(report("glob.parquet").problems()).isEqualTo(report("here.parquet").problems());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }
}
