package org.cytobeam.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any position of a file can be read, whether its file system can seek or not. */
class CsvInputTest {
  private static final String CONTENT = "0123456789".repeat(20_000);

  @TempDir private Path folder;

  @Test
  void seeksInLocalFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), CONTENT);
    try (CsvInput input = CsvInput.open(file.toString())) {
      assertThat(input.fileBytes()).isEqualTo(200_000);
      checkPositions(input);
    }
  }

  @Test
  void skipsAndReopensWhereItCannotSeek() throws IOException {
    List<Integer> opened = new ArrayList<>();
    CsvInput.Opener opener =
        () -> {
          opened.add(opened.size());
          byte[] bytes = CONTENT.getBytes(StandardCharsets.US_ASCII);
          return Channels.newChannel(new ByteArrayInputStream(bytes));
        };
    try (CsvInput input = new CsvInput(opener, false, 200_000)) {
      assertThat(input.fileBytes()).isEqualTo(200_000);
      checkPositions(input);
    }
    // Once at first, and once to go back.
    assertThat(opened).hasSize(2);
  }

  private static void checkPositions(CsvInput input) throws IOException {
    assertThat(read(input, 0)).isEqualTo("0123");
    assertThat(read(input, 4)).isEqualTo("4567");
    assertThat(read(input, 150_003)).isEqualTo("3456");
    assertThat(read(input, 12)).isEqualTo("2345");
    assertThat(read(input, 199_998)).isEqualTo("89");
    assertThat(read(input, 200_000)).isEmpty();
    assertThat(read(input, 300_000)).isEmpty();
  }

  private static String read(CsvInput input, long from) throws IOException {
    byte[] bytes = new byte[6];
    int count = input.read(from, bytes, 1, 4);
    return count < 0 ? "" : new String(bytes, 1, count, StandardCharsets.US_ASCII);
  }
}
