package org.cytobeam.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound files, damaged in thousands of ways: each gives exactly the rows that a plain parser gives,
 * or one clear reason; nothing hangs, and no row is lost without being counted.
 */
class CsvMutationTest {
  private static final int CASES = 4000;
  private static final int GZIP_CASES = 1000;
  private static final long SEED = 20240611;

  private static final List<String> SOUND =
      List.of(
          "ImageNumber,ObjectNumber,Area\n1,1,2.5\n1,2,nan\n2,1,\n",
          "ImageNumber,Note\r\n1,\"a,\"\"b\"\"\r\nc\"\r\n\r\n2,in \"the\" middle\r\n2,µm",
          "\uFEFF\"ImageNumber\",\"A|B\",\"C;D\"\n\"1\",\"\",\"x\"\n\"1\",\"7\",\"y\"\n",
          "Area\tImageNumber\tText\n1\t1\ta,b\n2\t1\t\"a\tb\"\n3\t2\tc\n",
          "ImageNumber;Area;Well\n1;0,5;B02\n1;0,25;B03\n3;1;\n",
          "ImageNumber|Area|Path\n1|1|a/b\n1|2|c|d\n2|3|\"e|f\"\n".replace("c|d", "c d"),
          "ImageNumber\n1\n\n2\n",
          "ImageNumber,Area\n",
          "ImageNumber,Area\n1,1\nImageNumber,Area\n2,2\n2.5,3\n",
          "a,b,c,d,e,f,g,h,imagenumber\n1,2,3,4,5,6,7,8,9\n10,20,30,40,50,60,70,80,90\n");

  private static final byte[][] INSERTED = {
    {'"'},
    {'"', '"'},
    {','},
    {';'},
    {'\t'},
    {'|'},
    {'\n'},
    {'\r', '\n'},
    {'\r'},
    {0},
    {'1'},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {(byte) 0xE9},
    {(byte) 0xC3, (byte) 0xA9},
    {' '}
  };

  @TempDir private Path folder;

  @Test
  void damagedTextsGiveTheirRowsOrAReason() {
    Random random = new Random(SEED);
    int broken = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] content = SOUND.get(i % SOUND.size()).getBytes(UTF_8);
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        content = changed(content, random);
      }
      String name = "case " + i + " '" + new String(content, UTF_8) + "'";
      broken += check(content, 16 + random.nextInt(100), name) ? 0 : 1;
    }
    // Otherwise the corpus would test one side only.
    assertThat(broken).isBetween(CASES / 5, CASES * 4 / 5);
  }

  @Test
  void damagedGzipGivesItsRowsOrAReason() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < GZIP_CASES; i++) {
      byte[] text = SOUND.get(i % SOUND.size()).getBytes(UTF_8);
      byte[] content = changed(random.nextBoolean() ? packed(text) : twoMembers(text), random);
      String name = "gzip case " + i;
      TableIndex index = index(content, 64, name);
      if (!index.isQuarantined()) {
        byte[] unpacked = unpacked(content, name);
        checkSame(index, expected(unpacked, name), 64, name);
      }
    }
  }

  @Test
  void damagedFilesOfSeveralObjectsGiveRowsOrAReason() {
    Random random = new Random(SEED);
    byte[] sound =
        "Image,Cells,Cells,Nuclei,Nuclei\nImageNumber,ObjectNumber,Area,Number_Object_Number,Area\n1,1,2,1,3\n1,2,3,nan,nan\n2,1,nan,1,4\n"
            .getBytes(UTF_8);
    for (int i = 0; i < CASES / 4; i++) {
      String name = "combined case " + i;
      byte[] content = changed(changed(sound, random), random);
      int buffer = 16 + random.nextInt(100);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            CsvFixture csv = new CsvFixture(folder, new CsvFormat(buffer, 64));
            SourceFile file = csv.write("t.csv", "cells", content);
            for (TableIndex index : csv.format().index(file, CsvFixture.WANTED)) {
              if (index.isQuarantined()) {
                checkReason(index, name);
              } else if (!index.runs().isEmpty()) {
                assertThat(csv.read(index))
                    .as(name)
                    .hasSize((int) (index.rows() - index.rejectedRows()));
              }
            }
          },
          name);
    }
  }

  /** Whether it is read; it is exactly when the plain parser reads it too. */
  private boolean check(byte[] content, int bufferBytes, String name) {
    ReferenceTable expected = expected(content, name);
    TableIndex index = index(content, bufferBytes, name);
    assertThat(index.isQuarantined())
        .as("%s: %s, %s", name, index.problems(), new String(content, UTF_8))
        .isEqualTo(expected == null);
    if (expected != null) {
      checkSame(index, expected, bufferBytes, name);
    }
    return expected != null;
  }

  private static ReferenceTable expected(byte[] content, String name) {
    try {
      return ReferenceTable.of(content);
    } catch (ReferenceCsv.Broken e) {
      return null;
    }
  }

  private TableIndex index(byte[] content, int bufferBytes, String name) {
    TableIndex index =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              CsvFixture csv = new CsvFixture(folder, new CsvFormat(bufferBytes, 64));
              return csv.index(csv.write("t.csv", "cells", content));
            },
            name);
    if (index.isQuarantined()) {
      checkReason(index, name);
    }
    return index;
  }

  private static void checkReason(TableIndex index, String name) {
    assertThat(index.problems()).as(name).hasSize(1);
    assertThat(index.problems().get(0).message())
        .as(name)
        .matches("(line \\d+|no column ImageNumber|its gzip data|its two header rows).*")
        .doesNotContain("Exception");
  }

  private void checkSame(TableIndex index, ReferenceTable expected, int bufferBytes, String name) {
    assertThat(index.columns()).extracting(Column::type).as(name).isEqualTo(expected.types());
    assertThat(index.rejectedRows()).as(name).isEqualTo(expected.rejected());
    assertThat(index.rows()).as(name).isEqualTo(expected.rejected() + expected.rows().size());
    List<Column> texts =
        index.columns().stream().map(c -> new Column(c.name(), ColumnType.TEXT)).toList();
    if (index.runs().isEmpty()) {
      assertThat(expected.rows()).as(name).isEmpty();
      return;
    }
    List<List<Object>> read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                new CsvFixture(folder, new CsvFormat(bufferBytes, 64))
                    .read(index, texts, index.runs()),
            name);
    assertThat(read).as(name).isEqualTo(expected.rows());
  }

  private static byte[] changed(byte[] content, Random random) {
    int at = random.nextInt(content.length + 1);
    int behind = Math.min(content.length, at + 1 + random.nextInt(6));
    return switch (random.nextInt(9)) {
      case 0 -> spliced(content, at, new byte[0], behind);
      case 1 -> spliced(content, at, new byte[0], content.length);
      case 2 -> duplicatedLine(content, at);
      case 3 -> otherNewlines(content, random);
      case 4 -> {
        byte[] flipped = content.clone();
        if (at < content.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
      case 5 -> spliced(content, at, INSERTED[random.nextInt(INSERTED.length)], behind);
      default -> spliced(content, at, INSERTED[random.nextInt(INSERTED.length)], at);
    };
  }

  private static byte[] spliced(byte[] content, int from, byte[] inserted, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(content, 0, from);
    bytes.writeBytes(inserted);
    bytes.write(content, to, content.length - to);
    return bytes.toByteArray();
  }

  private static byte[] duplicatedLine(byte[] content, int at) {
    int from = at;
    while (from > 0 && content[from - 1] != '\n') {
      from--;
    }
    int to = at;
    while (to < content.length && content[to++] != '\n') {
      continue;
    }
    return spliced(content, to, java.util.Arrays.copyOfRange(content, from, to), to);
  }

  private static byte[] otherNewlines(byte[] content, Random random) {
    String other = List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4));
    List<Byte> changed = new ArrayList<>();
    for (byte b : content) {
      if (b == '\n') {
        for (byte each : other.getBytes(UTF_8)) {
          changed.add(each);
        }
      } else if (b != '\r') {
        changed.add(b);
      }
    }
    byte[] bytes = new byte[changed.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = changed.get(i);
    }
    return bytes;
  }

  private static byte[] packed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] twoMembers(byte[] text) throws IOException {
    int half = text.length / 2;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(packed(java.util.Arrays.copyOf(text, half)));
    bytes.writeBytes(packed(java.util.Arrays.copyOfRange(text, half, text.length)));
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] content, String name) throws IOException {
    boolean gzip = content.length > 1 && content[0] == 0x1F && content[1] == (byte) 0x8B;
    if (!gzip) {
      return content;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(name + " was read, but is no valid gzip", e);
    }
  }
}
