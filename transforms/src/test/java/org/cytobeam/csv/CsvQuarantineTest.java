package org.cytobeam.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason for which a file is left out, and the sentence that says so. */
class CsvQuarantineTest {
  private CsvFixture csv;

  @BeforeEach
  void useFolder(@TempDir Path folder) {
    csv = new CsvFixture(folder, new CsvFormat(16, 64));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A,B,C\\n1,2,3\\n|no column ImageNumber; the columns are A, B, C",
        "A,B,C,D,E,F\\n|no column ImageNumber; the columns are A, B, C, D, E ...",
        "ImageNumber,A\\n1,2\\n1,2,3\\n|line 3 has 3 fields, the header has 2",
        "ImageNumber,A\\n\\n1,\"a\\nb\"\\n1\\n|line 5 has 1 field, the header has 2",
        "ImageNumber,A\\n1,\"a\\nb\\n|line 2 opens a quote in field 2 that is not closed",
        "ImageNumber,A\\n1,\"a\"b\\n|line 2 has text behind the closing quote of field 2",
        "ImageNumber,A\\n1,a\\0b\\n|line 2 holds a NUL byte: this is no text file",
        "ImageNumber,A\\n1,\"a\\0b\"\\n|line 2 holds a NUL byte: this is no text file",
        " , \\n1,2\\n|line 1, the header, holds no column name",
        "\\nImageNumber\\n1\\n|line 1, the header, holds no column name",
        "ImageNumber,A\\r1,2\\r|line 1, the header, holds a carriage return without a line feed;"
            + " lines must end in LF or CRLF"
      })
  void brokenFilesAreQuarantinedWithTheReason(String content, String message) throws IOException {
    String real = content.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    TableIndex index = csv.indexCells(real);
    assertThat(index).isEqualTo(TableIndex.quarantined(index.table(), message));
  }

  @ParameterizedTest
  @CsvSource({
    "'1,caf\u00e9', E9",
    "'1,\"caf\u00e9\"', E9",
    "'1,\u00ed\u00a0\u0080', ED",
    "'1,\u00c0\u00af', C0",
    "'1,\u00f5\u0080\u0080\u0080', F5",
    "'1,\u00e2\u0082', E2"
  })
  void bytesThatAreNotUtf8AreNamed(String row, String bad) throws IOException {
    byte[] content = ("ImageNumber,A\n1,a\n" + row + "\n1,b\n").getBytes(ISO_8859_1);
    assertThat(csv.problem(content)).isEqualTo("line 3 is not valid UTF-8: byte 0x" + bad);
  }

  @Test
  void aMissingObjectNumberIsNoReason() throws IOException {
    assertThat(csv.indexCells("ImageNumber,A\n1,2\n").problems()).isEmpty();
  }

  @Test
  void aFileThatCannotBeOpenedIsQuarantined() throws IOException {
    SourceFile file = csv.write("Cells.csv", "cells", "ImageNumber\n");
    Files.delete(Path.of(file.path()));
    TableIndex index = csv.index(file);
    assertThat(index.isQuarantined()).isTrue();
    assertThat(index.problems().get(0).message())
        .startsWith("it cannot be opened: ")
        .contains("site1/Cells.csv")
        .doesNotContain(file.path());
    assertThat(index.problems().get(0).file()).isEqualTo("site1/Cells.csv");
  }

  @Test
  void aLinkThatLeadsNowhereIsQuarantined() throws IOException {
    SourceFile file = csv.write("Cells.csv", "cells", "");
    Files.delete(Path.of(file.path()));
    Files.createSymbolicLink(Path.of(file.path()), Path.of("nowhere"));
    assertThat(csv.index(file).problems())
        .extracting(Problem::message)
        .containsExactly("it is a symbolic link to something that is not there, or not readable");
  }

  @Test
  void messagesShowOneLineAndNotMuch() throws IOException {
    assertThat(csv.problem("\"a\nb\",c\n1,2\n"))
        .isEqualTo("no column ImageNumber; the columns are a b, c");
    assertThat(csv.problem("ImageNumber,A\n" + "x".repeat(1000) + ",2\n"))
        .endsWith("where it is '" + "x".repeat(60) + "...'");
  }

  @Test
  void aFileThatGrewSinceItWasFoundIsQuarantined() throws IOException {
    SourceFile file = csv.write("Cells.csv", "cells", "ImageNumber\n1\n");
    Files.writeString(Path.of(file.path()), "ImageNumber\n1\n1\n");
    TableIndex index = csv.index(file);
    assertThat(index.problems())
        .containsExactly(
            Problem.of(
                Problem.Kind.QUARANTINED,
                index.table(),
                "it had 14 bytes when it was found and has 16 now; is it still being written?",
                0));
  }

  @Test
  void aRecordWithoutEndIsGivenUp() throws IOException {
    byte[] content = new byte[CsvBuffer.MAX_RECORD_BYTES + 100];
    Arrays.fill(content, (byte) 'x');
    byte[] head = "ImageNumber,A\n1,\"".getBytes(ISO_8859_1);
    System.arraycopy(head, 0, content, 0, head.length);
    assertThat(csv.problem(content))
        .isEqualTo(
            "the record that starts in line 2 is longer than 67108864 bytes;"
                + " is a quote never closed?");
  }
}
