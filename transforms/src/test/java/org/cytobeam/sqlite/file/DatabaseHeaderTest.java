package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseHeaderTest {
  @TempDir private Path folder;
  private byte[] sound;

  @BeforeEach
  void makeSound() throws Exception {
    sound = CraftedFile.of(folder, 4).bytes();
  }

  @Test
  void aSoundHeaderIsRead() throws IOException {
    DatabaseHeader header = DatabaseHeader.of(sound, 2048);
    assertThat(header.pageBytes()).isEqualTo(512);
    assertThat(header.usableBytes()).isEqualTo(512);
    assertThat(header.pages()).isEqualTo(4);
    assertThat(header.usesLog()).isFalse();
    assertThat(header.encoding()).isEqualTo(TextEncoding.UTF_8);
    assertThat(header(b -> b.putShort(16, (short) 1).putInt(28, 1), 65_536).pageBytes())
        .isEqualTo(65_536);
    assertThat(header(b -> b.put(20, (byte) 32), 2048).usableBytes()).isEqualTo(480);
    assertThat(header(b -> b.put(19, (byte) 2), 2048).usesLog()).isTrue();
    assertThat(header(b -> b.putInt(56, 2), 2048).encoding()).isEqualTo(TextEncoding.UTF_16LE);
    assertThat(header(b -> b.putInt(56, 3), 2048).encoding()).isEqualTo(TextEncoding.UTF_16BE);
    assertThat(header(b -> b.putInt(56, 0), 2048).encoding()).isEqualTo(TextEncoding.UTF_8);
  }

  @Test
  void theCountOfPagesHoldsIfTheLastWriterKnewOfIt() throws IOException {
    assertThat(header(b -> b.putInt(28, 3), 2048).pages()).isEqualTo(3);
    assertThat(header(b -> b.putInt(28, 3).putInt(92, 77), 2048).pages()).isEqualTo(4);
    assertThat(header(b -> b.putInt(28, 0), 2048).pages()).isEqualTo(4);
  }

  @Test
  void whatIsNoDatabaseIsRefused() {
    assertThatThrownBy(() -> DatabaseHeader.of(new byte[0], 0))
        .isInstanceOf(CorruptDatabaseException.class)
        .hasMessage("the file is empty (0 bytes)");
    refused(b -> b.put(0, (byte) 'X'), "it is not a SQLite database, or it is encrypted");
    byte[] text = "ImageNumber,ObjectNumber".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> DatabaseHeader.of(text, text.length))
        .hasMessage("it is not a SQLite database, or it is encrypted");
    assertThatThrownBy(() -> DatabaseHeader.of(Arrays.copyOf(sound, 9), 9))
        .hasMessage("it is not a SQLite database, or it is encrypted");
  }

  @Test
  void whatIsCutOffIsRefused() {
    assertThatThrownBy(() -> DatabaseHeader.of(Arrays.copyOf(sound, 99), 99))
        .hasMessage("the file is truncated: it has 99 bytes of 100");
    assertThatThrownBy(() -> DatabaseHeader.of(sound, 2047))
        .hasMessage("the file is truncated: it has 2047 bytes of 2048");
    refused(b -> b.putInt(28, -1), "the file is truncated: it has 2048 bytes of 2199023255040");
    assertThatThrownBy(() -> header(b -> b.putInt(92, 77), 2047))
        .hasMessage("the file is truncated: it has 2047 bytes of 2048");
  }

  @Test
  void sizesThatNoPageHasAreRefused() {
    for (int size : new int[] {0, 2, 256, 511, 513, 1000, 65_535}) {
      refused(
          b -> b.putShort(16, (short) size),
          "its header tells of pages of %d bytes, %d of them usable".formatted(size, size));
    }
    refused(
        b -> b.put(20, (byte) 33), "its header tells of pages of 512 bytes, 479 of them usable");
    refused(
        b -> b.put(20, (byte) -1), "its header tells of pages of 512 bytes, 257 of them usable");
  }

  @Test
  void formatsThatDoNotExistAreRefused() {
    String what =
        "its header tells of a format that SQLite 3 does not have (read version %d, schema %d)";
    refused(b -> b.put(19, (byte) 0), what.formatted(0, 4));
    refused(b -> b.put(19, (byte) 3), what.formatted(3, 4));
    refused(b -> b.put(19, (byte) 200), what.formatted(200, 4));
    refused(b -> b.putInt(44, 5), what.formatted(1, 5));
    refused(b -> b.putInt(44, -1), what.formatted(1, -1));
    for (int at : new int[] {21, 22, 23}) {
      refused(b -> b.put(at, (byte) 1), "its header has payload fractions that no database has");
    }
    refused(b -> b.putInt(56, 4), "its header tells of text encoding 4");
    refused(b -> b.putInt(56, -2), "its header tells of text encoding -2");
  }

  @Test
  void aSourceIsClosedIfItIsNoDatabase() {
    BytesPageSource source = new BytesPageSource(new byte[3000]);
    assertThatThrownBy(() -> SqliteFile.open(source)).isInstanceOf(CorruptDatabaseException.class);
    assertThat(source.isClosed()).isTrue();
  }

  private DatabaseHeader header(Consumer<ByteBuffer> change, long size) throws IOException {
    byte[] changed = sound.clone();
    change.accept(ByteBuffer.wrap(changed));
    return DatabaseHeader.of(changed, size);
  }

  private void refused(Consumer<ByteBuffer> change, String message) {
    assertThatThrownBy(() -> header(change, 2048))
        .isInstanceOf(CorruptDatabaseException.class)
        .hasMessage(message);
  }
}
