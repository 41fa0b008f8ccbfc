package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes kept as text in every encoding, held against what sqlite-jdbc makes of them. */
class Utf8TextTest {
  private static final int CASES = 1500;
  private static final int ENCODING_OFFSET = 56;
  private static final int[] UNITS = {
    0, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff,
    0xfffe, 0xffff
  };

  @TempDir private Path folder;

  @Test
  void everyTextIsWhatSqliteMakesOfIt() throws Exception {
    for (int encoding = 1; encoding <= 3; encoding++) {
      Path path = folder.resolve(encoding + ".sqlite");
      try (Connection connection = ReferenceDatabase.writable(path);
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA user_version = 1");
      }
      byte[] file = Files.readAllBytes(path);
      ByteBuffer.wrap(file).putInt(ENCODING_OFFSET, encoding);
      Files.write(path, file);
      List<byte[]> texts = texts(encoding);
      write(path, texts);
      try (SqliteFile natively = SqliteFile.open(LocalPageSource.open(path));
          ReferenceDatabase reference = ReferenceDatabase.open(path)) {
        assertThat(natively.header().encodingNumber()).isEqualTo(encoding);
        TableDefinition table = natively.table("t");
        List<Row> expected = reference.rows("t");
        assertThat(expected).hasSize(texts.size());
        TableComparison.checkSame("texts", expected, NativeRows.all(natively, table));
        TableComparison.checkSame(
            "texts", expected, NativeRows.put(natively.rows(table), new int[] {0}, 0, 1 << 20));
      }
    }
  }

  private static void write(Path path, List<byte[]> texts) throws Exception {
    try (Connection connection = ReferenceDatabase.writable(path);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t VALUES (CAST(? AS TEXT))")) {
        for (byte[] text : texts) {
          insert.setBytes(1, text);
          insert.execute();
        }
      }
      connection.commit();
    }
  }

  /** All pairs of units at the boundaries, and random bytes of odd and even lengths. */
  private static List<byte[]> texts(int encoding) {
    Charset charset = encoding == 3 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    List<byte[]> texts = new ArrayList<>();
    for (int one : UNITS) {
      for (int other : UNITS) {
        ByteBuffer units = ByteBuffer.allocate(6);
        for (int unit : new int[] {one, other, 'z'}) {
          int swapped =
              charset == StandardCharsets.UTF_16BE ? unit : Integer.reverseBytes(unit) >>> 16;
          units.putShort((short) swapped);
        }
        texts.add(units.array());
        texts.add(Arrays.copyOf(units.array(), 4));
        texts.add(Arrays.copyOf(units.array(), 3));
      }
    }
    Random random = new Random(encoding);
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        // Mostly bytes that begin or continue a character of several bytes.
        bytes[j] = random.nextInt(4) == 0 ? bytes[j] : (byte) (0x80 | bytes[j]);
      }
      texts.add(bytes);
    }
    return texts;
  }
}
