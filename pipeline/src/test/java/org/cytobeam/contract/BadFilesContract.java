package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.contract.Damage.appended;
import static org.cytobeam.contract.Damage.changed;
import static org.cytobeam.contract.Damage.content;
import static org.cytobeam.contract.Damage.cut;
import static org.cytobeam.contract.Damage.gzipped;
import static org.cytobeam.contract.Damage.headerOnly;
import static org.cytobeam.contract.Damage.lines;
import static org.cytobeam.contract.Damage.overwritten;
import static org.cytobeam.contract.Damage.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad file among sound ones: what is told of it, to the letter, and that the other
 * sources are whole. The second of three sources of 15 cells is damaged.
 */
public abstract class BadFilesContract extends RunnerContract {
  private static final String MALFORMED =
      "database disk image is malformed: it is damaged or truncated";
  private static final String TRUNCATED =
      "quarantined: b.sqlite: the file is truncated: it has N bytes of N";
  private static final String NO_IMAGES =
      ", while other sources have one; 45 object rows are left out";
  private static final String NO_BYTES =
      ": the file is empty, so it counts as a table without rows";
  private static final String NO_CELLS =
      "fault: table cytoplasm: 15 rows have a Parent_Cells that is not the number of any object of cells,"
          + " so no parent, e.g. 1 in image 1 (TableNumber N) of b/";
  private static final String NO_CELLS_IN_DATABASE =
      NO_CELLS.replace("Parent_Cells", "Cytoplasm_Parent_Cells").replace("b/", "b.sqlite");
  private static final String WITHOUT =
      "; without it, 15 rows of cytoplasm (Parent_Cells) have no parent";
  private static final String WITHOUT_IN_DATABASE =
      WITHOUT.replace("Parent_Cells", "Cytoplasm_Parent_Cells");

  /**
   * A way for an input to be bad.
   *
   * @param file the one that is damaged; in a folder, it is a text table
   * @param rowsLeft how many of the source's 15 cells are in the output
   * @param told every line about the input on the terminal, and in the report
   */
  record Kind(String name, String file, Damage damage, int rowsLeft, String... told) {
    String source() {
      return isText() ? "b/" : "b.sqlite";
    }

    boolean isText() {
      return file.contains("/");
    }

    @Override
    public String toString() {
      return file + ": " + name;
    }
  }

  private static Kind database(String name, Damage damage, int rowsLeft, String... told) {
    return new Kind(name, "b.sqlite", damage, rowsLeft, told);
  }

  /** An object table that is left out takes the parents of others with it. */
  private static Kind cells(String name, Damage damage, String told) {
    return new Kind(name, "b/Cells.csv", damage, 0, "quarantined: b/Cells.csv" + told + WITHOUT);
  }

  /** Exit code 4, or 3 and nothing written. */
  static Stream<Kind> leftOut() {
    String rejected = "rejected source: b.sqlite: its image table is ";
    String repeats = " repeats the image and object number of an earlier row, which is kept, e.g. ";
    return Stream.of(
        database("truncated to a half", cut(0.5), 0, TRUNCATED),
        database("truncated by little", cut(0.99), 0, TRUNCATED),
        database("truncated in its header", cut(0.001), 0, TRUNCATED),
        database(
            "malformed header",
            overwritten(0, 100),
            0,
            "quarantined: b.sqlite: it is not a SQLite database, or it is encrypted"),
        database(
            "malformed pages",
            overwritten(4096, Integer.MAX_VALUE),
            0,
            "quarantined: b.sqlite, table Per_Cells: " + MALFORMED,
            "quarantined: b.sqlite, table Per_Cytoplasm: " + MALFORMED,
            "quarantined: b.sqlite, table Per_Image: " + MALFORMED,
            "quarantined: b.sqlite, table Per_Nuclei: " + MALFORMED),
        database(
            "zero bytes", content(""), 0, "quarantined: b.sqlite: the file is empty (0 bytes)"),
        database(
            "no image table",
            sql("DROP TABLE Per_Image"),
            0,
            rejected + "missing or quarantined" + NO_IMAGES),
        database(
            "empty image table", sql("DELETE FROM Per_Image"), 0, rejected + "empty" + NO_IMAGES),
        database(
            "no key",
            sql("ALTER TABLE Per_Cells RENAME COLUMN ImageNumber TO Img"),
            0,
            "quarantined: b.sqlite, table Per_Cells: it has no column ImageNumber; its columns are"
                + " Img, Cells_Number_Object_Number, Cells_AreaShape_Area,"
                + " Cells_AreaShape_EulerNumber, Cells_Location_Center_X .. (9)"
                + WITHOUT_IN_DATABASE),
        database(
            "duplicate keys",
            sql(
                "CREATE TABLE n AS SELECT * FROM Per_Nuclei",
                "INSERT INTO n SELECT * FROM Per_Nuclei WHERE ImageNumber = 2",
                "DROP TABLE Per_Nuclei",
                "ALTER TABLE n RENAME TO Per_Nuclei"),
            15,
            "rejected rows: b.sqlite, table nuclei: 5 rows"
                + repeats.replace("repeats", "repeat")
                + "1 in image 2 (TableNumber N) of b.sqlite"),
        new Kind(
            "duplicate keys",
            "b/Cells.csv",
            lines(lines -> lines.add(lines.get(1))),
            15,
            "rejected rows: b/, table cells: 1 row"
                + repeats
                + "1 in image 1 (TableNumber N) of b/"),
        new Kind(
            "missing",
            "b/Image.csv",
            Files::delete,
            0,
            "rejected source: b/: its image table is missing or quarantined" + NO_IMAGES),
        new Kind(
            "zero bytes",
            "b/Image.csv",
            content(""),
            0,
            "rejected source: b/: its image table is empty" + NO_IMAGES,
            "fault: b/Image.csv" + NO_BYTES),
        new Kind(
            "header only",
            "b/Image.csv",
            headerOnly(),
            0,
            "rejected source: b/: its image table is empty" + NO_IMAGES),
        cells("ragged", appended("1,2,3\n"), ": line 17 has 3 fields, the header has 10"),
        cells(
            "unterminated quote",
            appended("1,\"2\n3,4\n"),
            ": line 17 opens a quote in field 2 that is not closed"),
        cells(
            "binary",
            content("\u0089PNG\r\n\u001a\n\0\0"),
            ": line 1 is not valid UTF-8: byte 0x89"),
        cells("NUL", appended("1,\0,3\n"), ": line 17 holds a NUL byte: this is no text file"),
        cells("Latin-1", appended("1,\u00e9\n"), ": line 17 is not valid UTF-8: byte 0xE9"),
        cells(
            "UTF-16",
            changed(b -> ("\ufeffImageNumber").getBytes(StandardCharsets.UTF_16LE)),
            ": it is UTF-16 text; save it as UTF-8"),
        cells("no key", content("a,b\n1,2\n"), ": no column ImageNumber; the columns are a, b"),
        cells(
            "truncated gzip",
            gzipped(cut(0.5)),
            ".gz: its gzip data is cut off: get the file once more"),
        cells(
            "malformed gzip",
            gzipped(overwritten(60, 80)),
            ".gz: its gzip data is damaged: get the file once more"));
  }

  /** Exit code 0, or 3 and nothing written: nothing is left out, but the input is at fault. */
  static Stream<Kind> onlyTold() {
    String noParent =
        "that is not the number of any object of cells, so no parent, e.g. 99 in image ";
    String noRow = " has objects and no row in its image table, so no image columns, e.g. image ";
    return Stream.of(
        database(
            "missing object table",
            sql("DROP TABLE Per_Cells"),
            0,
            "fault: table cells: missing in 1 of 3 sources: b.sqlite" + WITHOUT_IN_DATABASE),
        new Kind(
            "missing",
            "b/Cells.csv",
            Files::delete,
            0,
            "fault: table cells: missing in 1 of 3 sources: b/" + WITHOUT),
        database("empty object table", sql("DELETE FROM Per_Cells"), 0, NO_CELLS_IN_DATABASE),
        new Kind(
            "zero bytes", "b/Cells.csv", content(""), 0, NO_CELLS, "fault: b/Cells.csv" + NO_BYTES),
        new Kind("header only", "b/Cells.csv", headerOnly(), 0, NO_CELLS),
        database(
            "no parent",
            sql("UPDATE Per_Cytoplasm SET Cytoplasm_Parent_Cells = 99 WHERE ImageNumber = 3"),
            10,
            "fault: table cytoplasm: 5 rows have a Cytoplasm_Parent_Cells "
                + noParent
                + "3 (TableNumber N) of b.sqlite"),
        database(
            "no row of an image with objects",
            sql("DELETE FROM Per_Image WHERE ImageNumber = 2"),
            15,
            "fault: b.sqlite: 1 image" + noRow + "2"),
        new Kind(
            "no row of an image with objects",
            "b/Image.csv",
            lines(lines -> lines.remove(1)),
            15,
            "fault: b/: 1 image" + noRow + "1"),
        new Kind(
            "duplicate column names",
            "b/Cells.csv",
            lines(
                lines -> {
                  lines.replaceAll(line -> line + ",7");
                  lines.set(0, lines.get(0).replaceFirst("7$", "AreaShape_Area"));
                }),
            15,
            "fault: b/Cells.csv: column names that occurred before: AreaShape_Area (column 11, read"
                + " as AreaShape_Area_1)",
            "note: table cells: 1 column is not in every source: AreaShape_Area_1 (30 rows); NULL"
                + " where missing; see drift in the report"));
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  void whatIsLeftOutIsToldAndTheOthersAreWhole(Kind kind) throws Exception {
    ExpectedJoin others = write(kind.isText());
    kind.damage().to(in("plate").resolve(kind.file()));
    check(kind, convert(in("plate"), out("joined.parquet")).requireExit(4), others);
    checkFail(kind);
  }

  @ParameterizedTest
  @MethodSource("onlyTold")
  void whatIsNotLeftOutIsTold(Kind kind) throws Exception {
    ExpectedJoin others = write(kind.isText());
    kind.damage().to(in("plate").resolve(kind.file()));
    check(kind, convert(in("plate"), out("joined.parquet")).requireDone(), others);
    checkFail(kind);
  }

  /** What is known before any row is read stops the run; what only the join finds, its commit. */
  private void checkFail(Kind kind) throws Exception {
    CommandRun fail =
        convert(in("plate"), out("other.parquet"), "--quiet", "--on-bad-input=fail").requireExit(3);
    List<String> bad = Stream.of(kind.told()).filter(line -> !line.startsWith("note: ")).toList();
    List<String> early =
        bad.stream()
            .filter(line -> !line.matches("(fault|rejected rows): .* (no parent|repeats?)\\b.*"))
            .map(line -> line.replaceFirst("; without it, .*", ""))
            .toList();
    List<String> told = early.isEmpty() ? bad : early;
    assertThat(fail.err().lines())
        .hasSize(told.size() + 1)
        .first()
        .asString()
        .endsWith(" with the input; nothing is written under --on-bad-input fail");
    assertThat(fail.err().lines().skip(1).map(line -> general(line.strip())))
        .containsExactlyElementsOf(told);
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  /** The index of a database needs no text of a text column, so only reading meets its damage. */
  @Test
  void damageThatReadingFindsFailsAndTellsHowToGoOn() throws Exception {
    ExpectedJoin others = write(false);
    sql(
            "ALTER TABLE Per_Cells ADD COLUMN Cells_Note TEXT",
            "UPDATE Per_Cells SET Cells_Note = hex(zeroblob(9000))")
        .to(in("plate/b.sqlite"));
    changed(BadFilesContract::withoutOverflow).to(in("plate/b.sqlite"));
    for (String option : List.of("--on-bad-input=quarantine", "--on-bad-input=fail")) {
      CommandRun run =
          convert(in("plate"), out("joined.parquet"), "--quiet", option).requireExit(3);
      assertThat(general(run.err()))
          .isEqualTo(
              "cytobeam: %s, table Per_Cells cannot be read: %s; to go on without this file: --exclude 'b.sqlite'%n"
                  .formatted(in("plate/b.sqlite"), MALFORMED));
      assertThat(names(out(""))).isEmpty();
    }
    convert(in("plate"), out("joined.parquet"), "--exclude", "b.sqlite").requireDone();
    assertRows(others, "b.sqlite", 0);
  }

  /** Pages of text have nothing else but the number of the next page in front. */
  private static byte[] withoutOverflow(byte[] database) {
    for (int page = 0; page < database.length; page += 4096) {
      if (database[page + 4] == '0' && database[page + 4095] == '0') {
        database[page] = 0x7f;
      }
    }
    return database;
  }

  private void check(Kind kind, CommandRun run, ExpectedJoin others) throws Exception {
    List<String> lines =
        run.err()
            .lines()
            .filter(BadFilesContract::isNoProgress)
            .map(BadFilesContract::general)
            .toList();
    assertThat(lines.subList(1, lines.size() - 1)).containsExactly(kind.told());
    int line = 0;
    for (JsonNode problem : report("joined.parquet").result().required("problems")) {
      assertThat(kind.told()[line++])
          .startsWith(problem.required("kind").asText().replace('-', ' ') + ": ")
          .contains(problem.required("file").asText())
          .endsWith(general(problem.required("message").asText()));
    }
    assertThat(line).isEqualTo(kind.told().length);
    assertRows(others, kind.source(), kind.rowsLeft());
  }

  private void assertRows(ExpectedJoin others, String source, int rowsLeft) throws Exception {
    Report report = report("joined.parquet");
    for (String other : List.of("a", "c")) {
      String name = source.replace("b", other);
      others.add(name, plate(other), report.addedTableNumber(name));
    }
    ParquetRows got = ParquetRows.read(out("joined.parquet"));
    assertThat(got.rows()).hasSize(30 + rowsLeft);
    List<Map<String, Object>> expected = others.rows();
    Object damaged = report.addedTableNumber(source);
    List<Map<String, Object>> rows =
        got.rows().stream()
            .filter(row -> !row.get("Metadata_TableNumber").equals(damaged))
            .toList();
    rows.forEach(row -> row.keySet().retainAll(others.columns()));
    TableDiff.assertSame(expected, rows);
  }

  private static boolean isNoProgress(String line) {
    return !line.startsWith("reading the source: ") && !line.matches(".* row groups, .* rows");
  }

  private static String general(String line) {
    return line.replaceAll("TableNumber \\d+", "TableNumber N")
        .replaceAll("database disk image is malformed \\(page \\d+: [^;\n]*\\)", MALFORMED)
        .replaceAll("\\d+ bytes of \\d+", "N bytes of N");
  }

  private static Plate plate(String name) {
    return Plate.of(PlateSpec.small().withImages(3).withSeed(name.charAt(0)));
  }

  private ExpectedJoin write(boolean csv) throws Exception {
    for (String name : List.of("a", "b", "c")) {
      Path path = in("plate/" + name + (csv ? "" : ".sqlite"));
      if (csv) {
        CsvPlate.write(plate(name), path);
      } else {
        SqlitePlate.writeCellProfiler(plate(name), path);
      }
    }
    return ExpectedJoin.of(
        csv ? ExpectedNames.CELLPROFILER_CSV : ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER);
  }
}
