package org.cytobeam.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Range;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
  private CsvFixture csv;

  @BeforeEach
  void useFolder(@TempDir Path folder) {
    csv = new CsvFixture(folder);
  }

  @Test
  void recognisesTextFilesByTheirSuffix() {
    CsvFormat format = new CsvFormat();
    assertThat(format.name()).isEqualTo("csv");
    assertThat(format.recognises("a,b\n".getBytes(UTF_8), "Cells.csv")).isTrue();
    assertThat(format.recognises(new byte[0], "Cells.CSV")).isTrue();
    assertThat(format.recognises("a,b\n".getBytes(UTF_8), "Cells.Txt")).isTrue();
    assertThat(format.recognises("a,b\n".getBytes(UTF_8), "Cells.tsv")).isTrue();
    assertThat(format.recognises("a,b\n".getBytes(UTF_8), "Cells.dat")).isFalse();
    assertThat(format.recognises("ImageNumber\tb\n".getBytes(UTF_8), "Cells.dat")).isTrue();
    byte[] gzip = {0x1F, (byte) 0x8B, 8, 0, 0};
    assertThat(format.recognises(gzip, "Cells.csv.GZ")).isTrue();
    assertThat(format.recognises(gzip, "Cells.gz")).isFalse();
    assertThat(format.recognises("SQLite format 3\0".getBytes(UTF_8), "Cells.csv")).isFalse();
  }

  @Test
  void theTableIsNamedByTheFilesStem() throws IOException {
    SourceFile file = csv.write("MyExpt_Cells.v2.CSV", "cells", "a\n");
    assertThat(new CsvFormat().tableNames(file)).containsExactly("MyExpt_Cells.v2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b|a,b",
        " a ,\tb|a,b",
        "a,,|a,column1,column2",
        "a,a,a|a,a_1,a_2",
        "A,a,a_1|A,a_1,a_1_1",
        "a_1,A,a,a|a_1,A,a_1_1,a_2",
        "column1,|column1,column1_1",
        "\"a b\",\"say \"\"c\"\"\"|a b,say \"c\""
      })
  void headerNamesAreTrimmedAndMadeDistinct(String header, String names) throws IOException {
    SourceFile file = csv.write("Cells.csv", "cells", header + "\r\n");
    assertThat(String.join(",", csv.format().columnNames(file, "Cells"))).isEqualTo(names);
  }

  @Test
  void indexFindsColumnsImagesAndRanges() throws IOException {
    String header = "ImageNumber,ObjectNumber,Area\n";
    TableIndex index = csv.indexCells(header + "1,1,2\n1,2,2.5\n2,1,\n1,3,nan\n");
    assertThat(index.problems()).isEmpty();
    assertThat(index.columns())
        .containsExactly(
            new Column("ImageNumber", ColumnType.INT64),
            new Column("ObjectNumber", ColumnType.INT64),
            new Column("Area", ColumnType.DOUBLE));
    assertThat(index.keys()).isEqualTo(new KeyColumns("", "ImageNumber", "ObjectNumber"));
    long at = header.length();
    assertThat(index.runs())
        .containsExactly(
            new ImageRun(
                TableNumber.ABSENT,
                1,
                List.of(new Range(at, at + 14), new Range(at + 19, at + 27)),
                3,
                72),
            new ImageRun(TableNumber.ABSENT, 2, List.of(new Range(at + 14, at + 19)), 1, 24));
    assertThat(index.rows()).isEqualTo(4);
    assertThat(index.rejectedRows()).isZero();
    assertThat(index.checksum()).isEqualTo(-1);
    assertThat(index.table().keyed()).isTrue();
    assertThat(csv.read(index))
        .containsExactly(
            List.of(1L, 1L, 2.0),
            List.of(1L, 2L, 2.5),
            List.of(1L, 3L, Double.NaN),
            Arrays.asList(2L, 1L, null));
  }

  @Test
  void imageTablesGetTheCrc32OfTheFile() throws IOException {
    String content = "ImageNumber,Note\r\n1,\"a\nb\"\r\n";
    CRC32 crc = new CRC32();
    crc.update(content.getBytes(UTF_8));
    TableIndex index = csv.index(csv.write("Image.csv", "image", content));
    assertThat(index.checksum()).isEqualTo(crc.getValue());
  }

  @Test
  void quotesBlankLinesMarksAndAMissingLastNewlineAreRead() throws IOException {
    TableIndex index =
        csv.indexCells(
            "\uFEFFImageNumber,\"Te,xt\"\r\n\r\n1,\"a,\"\"b\"\"\r\nc\"\r\n\r\n1,in \"the\" middle\r\n"
                + "1,\"\"\r\n1,µm");
    assertThat(index.problems()).isEmpty();
    assertThat(index.columns().get(1)).isEqualTo(new Column("Te,xt", ColumnType.TEXT));
    assertThat(index.runs()).hasSize(1);
    assertThat(index.runs().get(0).ranges()).hasSize(1);
    assertThat(csv.read(index))
        .extracting(row -> row.get(1))
        .containsExactly("a,\"b\"\r\nc", "in \"the\" middle", null, "µm");
  }

  @Test
  void zeroByteAndHeaderOnlyFilesAreEmptyTables() throws IOException {
    for (String tag : List.of("cells", "image")) {
      for (String content : List.of("", "\uFEFF", "ImageNumber,Area", "ImageNumber,Area\r\n\n")) {
        TableIndex index = csv.index(csv.write("Empty.csv", tag, content));
        assertThat(index.rows()).isZero();
        assertThat(index.runs()).isEmpty();
        boolean header = content.startsWith("Image");
        assertThat(index.problems())
            .extracting(Problem::kind, Problem::message)
            .containsExactlyElementsOf(
                header
                    ? List.of()
                    : List.of(
                        tuple(
                            Problem.Kind.FAULT,
                            "the file is empty, so it counts as a table without rows")));
        assertThat(index.columns())
            .isEqualTo(
                header
                    ? List.of(
                        new Column("ImageNumber", ColumnType.NULL),
                        new Column("Area", ColumnType.NULL))
                    : List.of());
      }
    }
  }

  @Test
  void rowsWithoutAWholeImageNumberAreRejectedAndTheirValuesDoNotCount() throws IOException {
    TableIndex index =
        csv.indexCells("ImageNumber,Area\n7,1\nImageNumber,Area\n7.0,2\n,3\n7.5,4\n7,5\n");
    assertThat(index.rows()).isEqualTo(6);
    assertThat(index.rejectedRows()).isEqualTo(3);
    assertThat(index.isQuarantined()).isFalse();
    assertThat(index.problems())
        .containsExactly(
            Problem.of(
                Problem.Kind.REJECTED_ROWS,
                index.table(),
                "ImageNumber is no whole number in 3 rows, first in line 3, where it is"
                    + " 'ImageNumber'",
                3));
    assertThat(index.columns().get(1).type()).isEqualTo(ColumnType.INT64);
    assertThat(csv.read(index)).extracting(row -> row.get(1)).containsExactly(1L, 2L, 5L);
  }

  @Test
  void anEmptyImageNumberIsRejected() throws IOException {
    assertThat(csv.problem("ImageNumber,Area\n7,1\n\"\",2\n"))
        .isEqualTo("ImageNumber is no whole number in 1 row, first in line 3, where it is empty");
  }

  @Test
  void tableNumbersAreIntegersUnlessOneIsText() throws IOException {
    String content = "TableNumber,ImageNumber\n5.0,1\n,1\n6,1\n";
    assertThat(csv.indexCells(content).runs())
        .extracting(ImageRun::tableNumber)
        .containsExactly(TableNumber.of(5), TableNumber.ABSENT, TableNumber.of(6));
    assertThat(csv.indexCells(content + "0f,2\n").runs())
        .extracting(ImageRun::tableNumber)
        .containsExactly(
            TableNumber.of("5"), TableNumber.ABSENT, TableNumber.of("6"), TableNumber.of("0f"));
  }

  @Test
  void tablesWithoutImageKeyAreCutIntoBlocks(@TempDir Path folder) throws IOException {
    CsvFixture small = new CsvFixture(folder, new CsvFormat(16, 10));
    // A column named ImageNumber is a column like any other here.
    SourceFile file = small.write("plate.csv", "", "ImageNumber,B\n5,abc\n6,d\n7,e\n8,f\n9,g\n");
    TableIndex index = small.index(file);
    assertThat(index.table().tag()).isEqualTo("all_files");
    assertThat(index.table().keyed()).isFalse();
    assertThat(index.keys()).isEqualTo(new KeyColumns("", "", ""));
    assertThat(index.runs())
        .containsExactly(
            new ImageRun(TableNumber.ABSENT, 0, List.of(new Range(14, 24)), 2, 32),
            new ImageRun(TableNumber.ABSENT, 1, List.of(new Range(24, 36)), 3, 48));
    assertThat(small.read(index)).extracting(row -> row.get(0)).containsExactly(5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void blankLinesOfASingleColumnAreRowsExceptAtTheEnd() throws IOException {
    TableIndex index = csv.index(csv.write("one.csv", "", "A\n\n1\n\n\n2\n\n"));
    assertThat(index.rows()).isEqualTo(5);
    assertThat(csv.read(index))
        .extracting(row -> row.get(0))
        .containsExactly(null, 1L, null, null, 2L);
  }

  @Test
  void readsOnlyTheBatchsColumnsAndLeavesUnknownOnesNull() throws IOException {
    TableIndex index = csv.indexCells("ImageNumber,A,B\n1,2,x\n");
    List<Column> columns =
        List.of(new Column("B", ColumnType.TEXT), new Column("C", ColumnType.DOUBLE));
    assertThat(csv.read(index, columns, index.runs())).containsExactly(Arrays.asList("x", null));
  }

  @Test
  void aFileMustSayWhichTableItHolds() throws IOException {
    SourceFile file = csv.write("Cells.csv", "", "ImageNumber\n1\n");
    assertThat(csv.format().index(file, CsvFixture.WANTED))
        .singleElement()
        .extracting(index -> index.problems().get(0).message())
        .isEqualTo("neither its name nor a second header row says which table it holds");
  }
}
