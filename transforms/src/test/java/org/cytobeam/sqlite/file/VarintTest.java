package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VarintTest {
  @Test
  void boundariesTakeTheBytesThatTheFormatSays() {
    for (int bytes = 1; bytes <= 8; bytes++) {
      long first = bytes == 1 ? 0 : 1L << 7 * (bytes - 1);
      long last = (1L << 7 * bytes) - 1;
      check(first, bytes);
      check(last, bytes);
    }
    check(1L << 56, 9);
    check(Long.MAX_VALUE, 9);
    check(Long.MIN_VALUE, 9);
    check(-1, 9);
  }

  @Test
  void theNinthByteHasEightBits() {
    byte[] bytes = new byte[9];
    Arrays.fill(bytes, 0, 8, (byte) 0x80);
    bytes[8] = (byte) 0x80;
    assertThat(Varint.at(bytes, 0)).isEqualTo(128);
    assertThat(Varint.bytes(bytes, 0)).isEqualTo(9);
  }

  @Test
  void aNumberMayBeLongerThanItNeedsToBe() {
    byte[] bytes = {(byte) 0x80, (byte) 0x80, 5, 77};
    assertThat(Varint.at(bytes, 0)).isEqualTo(5);
    assertThat(Varint.bytes(bytes, 0)).isEqualTo(3);
  }

  @Property
  boolean everyNumberIsReadAgain(@ForAll long number) {
    byte[] written = CraftedFile.varint(number);
    return Varint.at(written, 0) == number && Varint.bytes(written, 0) == written.length;
  }

  private static void check(long number, int length) {
    byte[] written = CraftedFile.varint(number);
    assertThat(written).hasSize(length);
    byte[] inside = new byte[length + 12];
    Arrays.fill(inside, (byte) 0xff);
    System.arraycopy(written, 0, inside, 2, length);
    assertThat(Varint.at(inside, 2)).isEqualTo(number);
    assertThat(Varint.bytes(inside, 2)).isEqualTo(length);
  }
}
