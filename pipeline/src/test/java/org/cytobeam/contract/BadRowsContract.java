package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be wrong inside tables and files, each told and counted, the rest unharmed. */
public abstract class BadRowsContract extends RunnerContract {
  private static final String NUCLEI = "nuclei";

  /**
   * Every nucleus that is spoilt loses the one cell that it belongs to: 20 rows, one less. Text in
   * a number column is an unreadable value first, and so NULL.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ObjectNumber = NULL | nuclei: 1 row has no usable object number, e.g. NULL in image 2 of p.sqlite | 0",
        "ObjectNumber = 'two' | nuclei: 1 row has no usable object number, e.g. NULL in image 2 of p.sqlite | 0",
        "ObjectNumber = 1 | nuclei: 1 row repeats the image and object number of an earlier row,"
            + " which is kept, e.g. 1 in image 2 of p.sqlite | 1",
      })
  void objectNumbersThatAreNoKeysAreTold(String change, String told, int rejected)
      throws Exception {
    SqlitePlate.writeCellProfiler(plate(), in("p.sqlite"));
    String column = "Nuclei_Number_Object_Number";
    sql("CREATE TABLE n AS SELECT * FROM Per_Nuclei");
    sql("DROP TABLE Per_Nuclei");
    sql("ALTER TABLE n RENAME TO Per_Nuclei");
    sql(
        "UPDATE Per_Nuclei SET %s WHERE ImageNumber = 2 AND %s = 2"
            .formatted(change.replace("ObjectNumber", column), column));
    check(in("p.sqlite"), rejected == 0 ? 0 : 4, told, rejected);
  }

  @Test
  void soAreTheyInCsv() throws Exception {
    CsvPlate.write(plate(), in("plate"));
    Path nuclei = in("plate/Nuclei.csv");
    List<String> lines = Files.readAllLines(nuclei);
    String row = lines.stream().filter(line -> line.startsWith("2,2,")).findFirst().orElseThrow();
    for (String change : List.of("2,", "2,two", "2,1")) {
      String changed = row.replaceFirst("^2,2", change);
      Files.write(nuclei, lines.stream().map(l -> l.equals(row) ? changed : l).toList());
      CommandRun run = convert(in("plate"), out("joined.parquet"), "--overwrite");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(change.equals("2,1") ? 4 : 0);
      // The cytoplasm's parent is then no nucleus, which is told too.
      convert(in("plate"), out("other.parquet"), "--on-bad-input=fail").requireExit(3);
      assertThat(report("joined.parquet").problems()).hasSize(2);
      assertThat(report("joined.parquet").rows()).isEqualTo(19);
    }
  }

  private void check(Path source, int exitCode, String told, int rejected) throws Exception {
    convert(source, out("joined.parquet")).requireExit(exitCode);
    assertThat(report("joined.parquet").problems())
        .anySatisfy(problem -> assertThat(problem).endsWith(told.replaceFirst("^\\w+: ", "")));
    TableRows nuclei = table(NUCLEI);
    assertThat(nuclei.read()).isEqualTo(20);
    assertThat(nuclei.rejected()).isEqualTo(rejected);
    assertThat(nuclei.matched()).isEqualTo(19);
    assertThat(report("joined.parquet").rows()).isEqualTo(19);
  }

  private TableRows table(String name) throws IOException {
    return report("joined.parquet").table(name);
  }

  @Test
  void aParentThatDoesNotExistIsCounted() throws Exception {
    SqlitePlate.writeCellProfiler(plate(), in("p.sqlite"));
    sql("UPDATE Per_Cytoplasm SET Cytoplasm_Parent_Cells = 99 WHERE ImageNumber = 3");
    convert(in("p.sqlite"), out("joined.parquet")).requireDone();
    assertThat(report("joined.parquet").rows()).isEqualTo(15);
    assertThat(table("cytoplasm")).isEqualTo(new TableRows(20, 15, 5, 0));
    assertThat(table("cells")).isEqualTo(new TableRows(20, 15, 5, 0));
  }

  @Test
  void anImageTableWithoutARowForAnImageWithObjectsIsCounted() throws Exception {
    SqlitePlate.writeCellProfiler(plate(), in("p.sqlite"));
    sql("DELETE FROM Per_Image WHERE ImageNumber = 3");
    convert(in("p.sqlite"), out("joined.parquet")).requireDone();
    TableRows cells = table("cells");
    assertThat(cells.read()).isEqualTo(20);
    assertThat(cells.matched() + cells.unmatched()).isEqualTo(20);
    assertThat(report("joined.parquet").rows()).isEqualTo(cells.matched());
  }

  @Test
  void anEmptyObjectTableMeansThatNothingIsWhole() throws Exception {
    SqlitePlate.writeCellProfiler(plate(), in("p.sqlite"));
    sql("DELETE FROM Per_Nuclei");
    convert(in("p.sqlite"), out("joined.parquet")).requireDone();
    assertThat(report("joined.parquet").rows()).isZero();
    assertThat(table("cells")).isEqualTo(new TableRows(20, 0, 20, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3\\n | line 2 has 3 fields, the header has",
        "1,\"2\\n | line 2 opens a quote in field 2 that is not closed",
        "1,\\0\\n | line 2 holds a NUL byte: this is no text file",
        "1,\u00e9\\n | line 2 is not valid UTF-8: byte 0xE9",
      })
  void aBrokenCsvFileIsLeftOutWithItsLineAndTheOthersAreRead(String content, String told)
      throws Exception {
    List<Path> sites = CsvPlate.writeSites(plate(), in("plate"), Numbering.RESTARTED);
    Path cells = sites.get(1).resolve("Cells.csv");
    String header = Files.readAllLines(cells).get(0);
    String text = content.strip().replace("\\n", "\n").replace("\\0", "\0");
    Files.write(cells, (header + "\n" + text).getBytes(StandardCharsets.ISO_8859_1));
    convert(in("plate"), out("joined.parquet")).requireExit(4);
    assertThat(report("joined.parquet").problems().get(0))
        .startsWith("quarantined: site_0002/Cells.csv: " + told.strip());
    assertThat(report("joined.parquet").rows()).isEqualTo(15);
  }

  @Test
  void truncatedAndDamagedDatabasesAreLeftOutAndTheOthersAreRead() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      SqlitePlate.writeCellProfiler(plate(), in("db/" + name + ".sqlite"));
    }
    byte[] bytes = Files.readAllBytes(in("db/b.sqlite"));
    Files.write(in("db/b.sqlite"), Arrays.copyOf(bytes, bytes.length / 2));
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0xEE);
    Files.write(in("db/c.sqlite"), bytes);
    convert(in("db"), out("joined.parquet")).requireExit(4);
    List<String> problems = report("joined.parquet").problems();
    assertThat(problems).isNotEmpty().allMatch(p -> p.matches("[a-z-]+: (|[bc]\\.sqlite): .*"));
    assertThat(problems).anyMatch(p -> p.contains("b.sqlite: "));
    assertThat(problems).anyMatch(p -> p.contains("c.sqlite: "));
    assertThat(report("joined.parquet").rows()).isEqualTo(20);
  }

  private static Plate plate() {
    return Plate.of(PlateSpec.small());
  }

  private void sql(String statement) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + in("p.sqlite"));
        Statement work = connection.createStatement()) {
      work.executeUpdate(statement);
    }
  }
}
