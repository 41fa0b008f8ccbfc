package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteChecksumTest {
  private static final List<List<Object>> IN_KEY_ORDER =
      List.of(
          Arrays.asList(null, 3L, "a"),
          Arrays.asList(1L, 1L, 7.25),
          Arrays.asList(1L, 2L, new byte[] {1, 2}),
          Arrays.asList(1L, 10L, null),
          Arrays.asList(12L, 1L, -5L),
          Arrays.asList("12", 1L, "é😀"),
          Arrays.asList("ab", 1L, ""));

  @TempDir Path folder;

  @Test
  void isTheCrcOfTheRowsInTheOrderOfTheirKeys() throws Exception {
    List<Object> values = new ArrayList<>();
    IN_KEY_ORDER.forEach(values::addAll);

    assertThat(checksum("plate.sqlite", IN_KEY_ORDER)).isEqualTo(crc(values.toArray()));
  }

  @Test
  void doesNotDependOnTheOrderOfInsertionOrTheLayoutOfPages() throws Exception {
    long expected = checksum("plate.sqlite", IN_KEY_ORDER);
    for (int seed = 0; seed < 5; seed++) {
      List<List<Object>> shuffled = new ArrayList<>(IN_KEY_ORDER);
      Collections.shuffle(shuffled, new Random(seed));
      String pageSize = "PRAGMA page_size = " + (512 << seed);

      assertThat(checksum(seed + ".sqlite", shuffled, pageSize)).isEqualTo(expected);
    }
  }

  @Test
  void isGivenForImageTablesOnlyAndIsZeroWithoutRows() throws Exception {
    TestDatabase database =
        TestDatabase.of(
            folder.resolve("plate.sqlite"),
            "CREATE TABLE Image (ImageNumber INT)",
            "CREATE TABLE Cells (ImageNumber INT)");

    assertThat(database.indexes()).extracting(TableIndex::checksum).containsExactly(0L, -1L);
  }

  private long checksum(String name, List<List<Object>> rows, String... before) throws Exception {
    return TestDatabase.of(folder.resolve(name), before)
        .run("CREATE TABLE Image (TableNumber, ImageNumber, v)")
        .insert("Image", rows)
        .index()
        .checksum();
  }

  /** The definition in {@code TableFormat.index}, written down once more. */
  static long crc(Object... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Object value : values) {
      if (value instanceof Long number) {
        out.writeByte(1);
        out.writeLong(number);
      } else if (value instanceof Double number) {
        out.writeByte(2);
        out.writeDouble(number);
      } else if (value instanceof String text) {
        out.writeByte(3);
        out.writeInt(text.getBytes(StandardCharsets.UTF_8).length);
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } else if (value instanceof byte[] blob) {
        out.writeByte(4);
        out.writeInt(blob.length);
        out.write(blob);
      } else {
        out.writeByte(5);
      }
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    return crc.getValue();
  }
}
