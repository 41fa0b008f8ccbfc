package org.cytobeam.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Samples;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFinderTest {
  private static final TableNames EVERYTHING = new TableNames(List.of(), List.of());

  @TempDir Path root;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aFileNamesItsTableAndItsFolderAndPrefixTheSource() throws IOException {
    write("a/MyExpt_Per_Cells.csv", "x");
    write("a/Image.csv", "xy");
    write("a/Experiment.csv", "x");
    write("Nuclei.csv", "");
    assertThat(find(""))
        .containsExactly(
            file("", "", "Nuclei.csv", "nuclei", "nuclei", 0),
            file("a/", "a/", "a/Image.csv", "image", "image", 2),
            file("a/MyExpt_", "a/", "a/MyExpt_Per_Cells.csv", "cells", "per_cells", 1));
  }

  @Test
  void ofFilesNamedDbOnlyDatabasesAreTaken() throws IOException {
    write("Cells.csv", "x");
    write("Thumbs.db", "thumbnails of a folder");
    assertThat(find("")).containsExactly(file("", "", "Cells.csv", "cells", "cells", 1));
    Files.delete(root.resolve("Cells.csv"));
    write("plate.DB", "SQLite format 3\0 and more");
    assertThat(sources(find(""))).containsExactly("plate.DB");
  }

  @Test
  void filesComeInTheOrderOfTheirPathsBytes() throws IOException {
    for (String folder : List.of("b", "B", "é", "a\uFFFD", "a\uD83D\uDD2C", "a-b", "a", "ab")) {
      write(folder + "/Cells.csv", "x");
    }
    assertThat(sources(find("")))
        .containsExactly("B/", "a-b/", "a/", "ab/", "a\uFFFD/", "a\uD83D\uDD2C/", "b/", "é/");
  }

  @Test
  void linksToFoldersAndFilesAreFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/site"));
    Files.writeString(elsewhere.resolve("Cells.csv"), "x");
    Path plate = Files.createDirectories(root.resolve("plate"));
    Files.createSymbolicLink(plate.resolve("linked"), elsewhere);
    Files.createSymbolicLink(plate.resolve("Nuclei.csv"), elsewhere.resolve("Cells.csv"));
    assertThat(sources(find("plate"))).containsExactly("", "linked/");
  }

  @Test
  void linksThatLeadNowhereAreLeftToTheIndexUnlessTheirNamesSayEnough() throws IOException {
    write("site1/Cells.csv", "x");
    for (String link : List.of("site1/Nuclei.csv", "site1/Experiment.csv", "a.tif", "site2")) {
      Files.createSymbolicLink(root.resolve(link), root.resolve("nowhere"));
    }
    assertThat(find(""))
        .extracting(SourceFile::source, SourceFile::tag, SourceFile::sizeBytes)
        .containsExactly(
            tuple("site1/", "cells", 1L), tuple("site1/", "nuclei", 0L), tuple("site2", "", 0L));
    assertThatThrownBy(() -> find("site2"))
        .hasMessageEndingWith("it is a symbolic link to something that is not there");
  }

  @Test
  void textTablesHaveManySuffixes() throws IOException {
    List<String> names =
        List.of("Cells.CSV", "Image.txt", "MyExpt_Cells.tsv.gz", "Nuclei.TXT.Gz", "Cytoplasm.tsv");
    for (String name : names) {
      write(name, "x");
    }
    for (String name : List.of("Cells.csv.zip", "Cells.gz", "Cells.xlsx", "Cells", "notes.txt")) {
      write(name, "x");
    }
    assertThat(find(""))
        .extracting(f -> f.path().substring(root.toString().length() + 1))
        .containsExactly(
            "Cells.CSV", "Cytoplasm.tsv", "Image.txt", "MyExpt_Cells.tsv.gz", "Nuclei.TXT.Gz");
    assertThat(find(""))
        .extracting(SourceFile::tag)
        .containsExactly("cells", "cytoplasm", "image", "cells", "nuclei");
  }

  @Test
  void databasesHaveAnySuffixOrNone() throws IOException {
    for (String name : List.of("a.sdb", "b", "c.v2", "d.db3", "e.sqlite", "f.tif", ".g")) {
      write(name, "SQLite format 3\0 and more");
    }
    write("h", "something else that is long enough");
    write("i", "");
    assertThat(sources(find(""))).containsExactly("a.sdb", "b", "c.v2", "d.db3", "e.sqlite");
    write("Cells.csv", "x");
    assertThat(find("", Samples.WANTED, "csv")).extracting("format").containsExactly("csv");
  }

  @Test
  void amongManyUnknownFilesTheSearchForDatabasesEnds() throws IOException {
    for (int i = 0; i < 600; i++) {
      write("raw/%03d.raw".formatted(i), "no database, but long enough");
    }
    write("raw/499.raw", "SQLite format 3\0 and more");
    assertThat(sources(find(""))).containsExactly("raw/499.raw");
    write("raw/499.raw", "no database, but long enough");
    write("raw/599.raw", "SQLite format 3\0 and more");
    String notLookedInto =
        "100 files were not looked into, since 500 before them held nothing; a database among them"
            + " needs a name that ends in .sqlite, a table of several objects that of its first"
            + " object (Cells.csv)";
    assertThatThrownBy(() -> find("")).hasMessageEndingWith("; " + notLookedInto);
    write("raw/600.sqlite", "x");
    SourceQuery query = new SourceQuery(root.toString(), Samples.WANTED, "");
    SourceListing listing = SourceListing.of(root.toString());
    SourceFinder found = SourceFinder.in(listing, query);
    assertThat(sources(found.files())).containsExactly("raw/600.sqlite");
    assertThat(found.notes()).containsExactly(notLookedInto);
    SourceQuery texts = new SourceQuery(root.toString(), Samples.WANTED, "csv");
    assertThat(SourceFinder.in(listing, texts).notes()).isEmpty();
  }

  @Test
  void filesOfSeveralObjectsAreFoundByTheirHeaderWhereNoObjectTableIsNamed() throws IOException {
    String combined = "Image,Cells,Nuclei\nImageNumber,ObjectNumber,Area\n1,1,2\n";
    write("s1/MyExpt_Image.csv", "x");
    write("s1/MyExpt_DATA.csv", combined);
    write("s1/Experiment.csv", "Key,Value\nPipeline,\"a\nb\"\n");
    write("s2/DATA.csv", combined);
    write("s2/Image.csv", "x");
    write("s2/MyExpt_Image.csv", "x");
    write("s3/Cells.csv", "x");
    write("s3/DATA.csv", combined);
    write("s4/DATA.csv", combined.replace("Cells", "Foo").replace("Nuclei", "My_Cells"));
    assertThat(find(""))
        .extracting(SourceFile::source, SourceFile::tag, SourceFile::path)
        .containsExactly(
            tuple("s1/MyExpt_", "", root + "/s1/MyExpt_DATA.csv"),
            tuple("s1/MyExpt_", "image", root + "/s1/MyExpt_Image.csv"),
            tuple("s2/", "", root + "/s2/DATA.csv"),
            tuple("s2/", "image", root + "/s2/Image.csv"),
            tuple("s2/MyExpt_", "image", root + "/s2/MyExpt_Image.csv"),
            tuple("s3/", "cells", root + "/s3/Cells.csv"),
            tuple("s4/", "", root + "/s4/DATA.csv"));
    assertThat(sources(find("s1/MyExpt_DATA.csv"))).containsExactly("");
  }

  @Test
  void aFileOfSeveralObjectsIsFoundBehindDamagedOnesOfItsName() throws IOException {
    String combined = "Image,Cells,Nuclei\nImageNumber,ObjectNumber,Area\n1,1,2\n";
    for (int site = 1; site <= 8; site++) {
      write("s" + site + "/MyExpt_Image.csv", "x");
      write("s" + site + "/MyExpt_DATA.csv", site < 7 ? "\0" : combined);
    }
    assertThat(find(""))
        .extracting(SourceFile::path)
        .filteredOn(path -> path.endsWith("DATA.csv"))
        .containsExactly(root + "/s7/MyExpt_DATA.csv", root + "/s8/MyExpt_DATA.csv");
  }

  @Test
  void aLinkThatLeadsInACircleAddsNothing() throws IOException {
    write("a/Cells.csv", "x");
    Files.createSymbolicLink(root.resolve("a/around"), root);
    assertThat(sources(find(""))).containsExactly("a/");
  }

  @Test
  void globCharactersOfRealFolderNamesAreJustCharacters() throws IOException {
    write("pl[1] {a}*?/si*te/Cells.csv", "x");
    write("pl1/si-te/Nuclei.csv", "x");
    assertThat(sources(find("pl[1] {a}*?"))).containsExactly("si*te/");
    assertThat(sources(find(""))).containsExactly("pl1/si-te/", "pl[1] {a}*?/si*te/");
  }

  @Test
  void aGlobOfFilesKeepsTheirFoldersApart() throws IOException {
    write("site1/Cells.csv", "x");
    write("site2/Cells.csv", "x");
    write("site2/Nuclei.csv", "x");
    assertThat(sources(find("site*/Cells.csv"))).containsExactly("site1/", "site2/");
  }

  @Test
  void aGlobOfFoldersKeepsThemApart() throws IOException {
    write("site1/Cells.csv", "x");
    write("site2/deep/Cells.csv", "x");
    write("other/Cells.csv", "x");
    assertThat(sources(find("site*"))).containsExactly("site1/", "site2/deep/");
  }

  @Test
  void aGlobThatMatchesFilesAndFoldersTakesBoth() throws IOException {
    write("plate_Cells.csv", "x");
    write("plate_1/Cells.csv", "x");
    assertThat(sources(find("plate*"))).containsExactly("plate_1/", "plate_");
  }

  @Test
  void temporaryFoldersOfOtherRunsAreNoSources() throws IOException {
    write("a/Cells.csv", "x");
    write(".cytobeam-123/Cells.csv", "x");
    write("a/.cytobeam-9/deep/Cells.csv", "x");
    assertThat(sources(find(""))).containsExactly("a/");
    assertThat(sources(find("**.csv"))).containsExactly("a/");
  }

  @Test
  void oneFileIsToldByItsContent() throws IOException {
    write("plate.data", "SQLite format 3\0 and more");
    assertThat(find("plate.data"))
        .containsExactly(
            new SourceFile(
                "plate.data",
                "",
                root.resolve("plate.data").toString(),
                "sqlite",
                "",
                "",
                25,
                modified(root.resolve("plate.data"))));
    write("Cells.csv", "SQLite format 3\0");
    assertThat(find("Cells.csv")).singleElement().extracting("format").isEqualTo("sqlite");
  }

  @Test
  void everyDatabaseIsWantedWhateverItsName() throws IOException {
    write("b/anything.DB", "SQLite format 3\0");
    write("a.sqlite3", "x");
    write("c.sqlite", "x");
    assertThat(sources(find(""))).containsExactly("a.sqlite3", "b/anything.DB", "c.sqlite");
  }

  @Test
  void bothFormatsNeedAChoice() throws IOException {
    write("Cells.csv", "x");
    write("plate.sqlite", "x");
    assertThatThrownBy(() -> find(""))
        .isInstanceOf(UserError.class)
        .hasMessage(root + " holds csv and sqlite sources; choose one with --source-datatype");
    assertThat(find("", Samples.WANTED, "csv")).extracting("format").containsExactly("csv");
    assertThat(find("", Samples.WANTED, "sqlite")).extracting("format").containsExactly("sqlite");
  }

  @Test
  void withoutWantedNamesTheCommonPrefixNamesTheTable() throws IOException {
    write("Plate1_A.csv", "x");
    write("deep/plate1_B.csv", "x");
    write("plate1_empty.csv", "");
    assertThat(find("", EVERYTHING, "csv"))
        .extracting(SourceFile::source, SourceFile::tag, SourceFile::group)
        .containsExactly(
            tuple("Plate1_A.csv", "", "plate1_"), tuple("deep/plate1_B.csv", "", "plate1_"));
    write("other.csv", "x");
    assertThat(find("", EVERYTHING, "csv")).extracting("group").containsOnly("all_files");
  }

  @Test
  void nothingAtAllIsSaidShortly() {
    assertThatThrownBy(() -> find("nowhere"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("no input found at " + root.resolve("nowhere"))
        .hasMessageContaining("there is no such file or folder");
    assertThatThrownBy(() -> find("*/Cells.csv"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("no input found at " + root.resolve("*/Cells.csv"));
  }

  @Test
  void nothingWantedIsSaidWithWhatIsThere() throws IOException {
    for (int i = 1; i <= 10; i++) {
      write("notes/%02d.txt".formatted(i), "x");
    }
    assertThatThrownBy(() -> find(""))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no input found at %s: looked for CSV or SQLite tables named image, cells, nuclei,"
                + " cytoplasm (with any prefix that ends in _); there are notes/01.txt,"
                + " notes/02.txt, notes/03.txt, notes/04.txt, notes/05.txt, notes/06.txt,"
                + " notes/07.txt, notes/08.txt and 2 more",
            root);
    assertThatThrownBy(() -> find("notes", EVERYTHING, "csv"))
        .hasMessageStartingWith(
            "no input found at %s: looked for csv files; there are 01.txt, "
                .formatted(root.resolve("notes")));
  }

  @Test
  void smallFilesTravelTogetherAndLargeOnesAlone() {
    List<SourceFile> files = new ArrayList<>();
    long mb = 1L << 20;
    for (long size : new long[] {200 * mb, 40 * mb, 24 * mb, 1, 64 * mb, 0, 65 * mb}) {
      files.add(new SourceFile("s" + files.size(), "", "p", "csv", "", "", size));
    }
    assertThat(FindSourceTables.batches(files))
        .extracting(b -> b.files().stream().map(SourceFile::source).toList())
        .containsExactly(
            List.of("s0"), List.of("s1", "s2"), List.of("s3"), List.of("s4", "s5"), List.of("s6"));
  }

  @Test
  void aBatchHasAtMost256Files() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      files.add(new SourceFile("s" + i, "", "p", "csv", "", "", 1));
    }
    List<FileBatch> batches = FindSourceTables.batches(files);
    assertThat(batches).extracting(b -> b.files().size()).containsExactly(256, 256, 88);
    assertThat(batches.stream().flatMap(b -> b.files().stream())).containsExactlyElementsOf(files);
    assertThat(FindSourceTables.batches(List.of())).isEmpty();
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<SourceFile> find(String path) {
    return find(path, Samples.WANTED, "");
  }

  private List<SourceFile> find(String path, TableNames wanted, String format) {
    String full = path.isEmpty() ? root.toString() : root + "/" + path;
    return SourceFinder.find(new SourceQuery(full, wanted, format));
  }

  private SourceFile file(
      String source, String folder, String path, String tag, String group, long size) {
    Path file = root.resolve(path);
    return new SourceFile(source, folder, file.toString(), "csv", tag, group, size, modified(file));
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sources(List<SourceFile> files) {
    return files.stream().map(SourceFile::source).toList();
  }
}
