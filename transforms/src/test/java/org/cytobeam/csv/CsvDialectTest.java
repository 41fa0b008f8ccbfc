package org.cytobeam.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One table, however it is written down. */
class CsvDialectTest {
  private static final long SEED = 7;
  private CsvFixture csv;

  @BeforeEach
  void useFolder(@TempDir Path folder) {
    csv = new CsvFixture(folder, new CsvFormat(64, 64));
  }

  /** How a table is written. */
  private record Dialect(char delimiter, String newline, String mark, boolean allQuoted) {
    String write(List<List<String>> rows) {
      StringBuilder text = new StringBuilder(mark);
      for (List<String> row : rows) {
        List<String> fields = row.stream().map(this::field).toList();
        text.append(String.join(String.valueOf(delimiter), fields)).append(newline);
      }
      return text.toString();
    }

    private String field(String value) {
      boolean quoted = allQuoted || value.matches("(?s).*[,;\t|\"\n].*");
      return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
  }

  @Test
  void delimitersLineEndsMarksQuotesAndCompressionMakeNoDifference() throws IOException {
    Random random = new Random(SEED);
    Dialect plain = new Dialect(',', "\n", "", false);
    for (int i = 0; i < 60; i++) {
      List<List<String>> rows = rows(random);
      TableIndex expected = csv.indexCells(plain.write(rows));
      List<List<Object>> values = csv.read(expected);
      for (char delimiter : new char[] {'\t', ';', '|', ','}) {
        Dialect other = new Dialect(delimiter, "\n", "", false);
        TableIndex same = csv.indexCells(other.write(rows));
        checkSame(same, expected, values, "table " + i + ", delimiter " + delimiter);
        assertThat(same.runs()).isEqualTo(expected.runs());
        TableIndex packed =
            csv.index(csv.write("Cells.csv.gz", "cells", packed(other.write(rows))));
        checkSame(packed, expected, values, "table " + i + " packed, delimiter " + delimiter);
        assertThat(packed.runs()).isEqualTo(expected.runs());
        Dialect windows = new Dialect(delimiter, "\r\n", "\uFEFF", true);
        TableIndex quoted = csv.indexCells(windows.write(rows));
        checkSame(quoted, expected, values, "table " + i + " quoted, delimiter " + delimiter);
      }
    }
  }

  private void checkSame(
      TableIndex index, TableIndex expected, List<List<Object>> values, String name)
      throws IOException {
    assertThat(index.columns()).as(name).isEqualTo(expected.columns());
    assertThat(index.keys()).as(name).isEqualTo(expected.keys());
    assertThat(index.rows()).as(name).isEqualTo(expected.rows());
    assertThat(index.rejectedRows()).as(name).isEqualTo(expected.rejectedRows());
    assertThat(index.problems())
        .extracting(Problem::message)
        .as(name)
        .isEqualTo(expected.problems().stream().map(Problem::message).toList());
    assertThat(index.runs())
        .extracting(ImageRun::imageNumber, ImageRun::rows)
        .as(name)
        .isEqualTo(
            expected.runs().stream()
                .map(run -> org.assertj.core.groups.Tuple.tuple(run.imageNumber(), run.rows()))
                .toList());
    assertThat(csv.read(index)).as(name).isEqualTo(values);
  }

  private static List<List<String>> rows(Random random) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ImageNumber", "Area", "Well", "No;te"));
    int count = random.nextInt(12);
    List<String> texts =
        List.of("B02", "a,b", "a;b|c", "\"", "x\ny", "tab\there", "µm", "", "0,5", "12");
    for (int i = 0; i < count; i++) {
      rows.add(
          List.of(
              random.nextInt(15) == 0 ? "none" : String.valueOf(1 + random.nextInt(3)),
              random.nextInt(4) == 0 ? "" : String.valueOf(random.nextGaussian()),
              texts.get(random.nextInt(texts.size())),
              texts.get(random.nextInt(texts.size()))));
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "ImageNumber~,",
        "ImageNumber,a\tb~,",
        "ImageNumber\ta;b~TAB",
        "a;b|ImageNumber~;",
        "\"a,b,c,d\";ImageNumber;c~;",
        "\"a\"\",,,\"|ImageNumber~|",
        "5\" disk,,|,ImageNumber~,"
      })
  void theFirstLineTellsTheDelimiter(String header, String expected) throws IOException {
    byte[] bytes = (header + "\n1;;;;;;;").getBytes(UTF_8);
    char delimiter = expected.equals("TAB") ? '\t' : expected.charAt(0);
    assertThat((char) Delimiters.of(bytes, 0, bytes.length, true)).isEqualTo(delimiter);
    byte[] alone = header.getBytes(UTF_8);
    assertThat(Delimiters.of(alone, 0, alone.length, false)).isEqualTo(Delimiters.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ImageNumber;Area;B;C", "ImageNumber\tArea\tB\tC", "ImageNumber,Area,B,C"})
  void decimalCommasAreToldAndReadAsText(String header) throws IOException {
    String delimiter = header.substring(11, 12);
    String row = "\"1\"%s\"-0,5\"%s\"x\"%s\"7\"\n1%s2%s\"1,5\"%s\"1,25\"\n";
    TableIndex index = csv.indexCells(header + "\n" + row.replace("%s", delimiter));
    assertThat(index.columns().subList(1, 4))
        .extracting(Column::type)
        .containsOnly(ColumnType.TEXT);
    assertThat(index.problems())
        .containsExactly(
            Problem.of(
                Problem.Kind.NOTE,
                index.table(),
                "2 columns have a decimal comma, first '-0,5' in column Area, line 2: read as text,"
                    + " not as numbers; export with decimal points",
                0));
  }

  @Test
  void namesThatAreThereTwiceAreTold() throws IOException {
    assertThat(csv.problem("ImageNumber,Area,area,imagenumber\n1,2,3,4\n"))
        .isEqualTo(
            "column names that occurred before: area (column 3, read as area_1), imagenumber"
                + " (column 4, read as imagenumber_1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FFFE49006D00|it is UTF-16 text; save it as UTF-8",
        "FEFF0049006D|it is UTF-16 text; save it as UTF-8",
        "504B030414000600|it is a zip archive (as Excel's .xlsx is), not text; export it as CSV",
        "FD377A585A00|it is compressed with xz; only gzip is read",
        "89504E470D0A1A0A|line 1 is not valid UTF-8: byte 0x89"
      })
  void whatIsNotUtf8TextIsNamed(String hex, String message) throws IOException {
    assertThat(csv.problem(java.util.HexFormat.of().parseHex(hex))).isEqualTo(message);
  }

  @Test
  void tooManyColumnsAreRefused() throws IOException {
    assertThat(csv.problem("ImageNumber" + ",".repeat(70_000)))
        .isEqualTo("line 1 has 70001 columns; at most 65536 can be read");
  }

  static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
