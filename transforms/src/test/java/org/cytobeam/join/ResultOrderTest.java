package org.cytobeam.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultOrderTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final List<FieldVector> vectors = new ArrayList<>();

  @AfterEach
  void close() {
    vectors.forEach(FieldVector::close);
    allocator.close();
  }

  @Test
  void nanComesAfterInfinityAndNullLastAndMinusZeroBeforeZero() {
    Double[] values = {null, Double.NaN, 0.0, Double.POSITIVE_INFINITY, -0.0, null, -1e308};
    assertThat(order(doubles(values))).containsExactly(6, 4, 2, 3, 1, 0, 5);
    Double[] infinite = {Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.NEGATIVE_INFINITY};
    assertThat(order(doubles(infinite))).containsExactly(0, 2, 1);
  }

  @Test
  void anyNanIsTheSameValue() {
    Double[] values = {Double.longBitsToDouble(0xfff8000000000001L), Double.NaN, 1.0};
    assertThat(order(doubles(values))).containsExactly(2, 0, 1);
  }

  @Test
  void integersAreComparedInFull() {
    assertThat(order(integers(Long.MAX_VALUE, null, 0L, Long.MIN_VALUE, -1L)))
        .containsExactly(3, 4, 2, 0, 1);
  }

  @Test
  void textIsOrderedByItsBytesNotByItsUtf16() {
    // U+FFFD is three bytes from EF on; the microscope is four from F0 on, but D83D in UTF-16.
    assertThat(order(texts("\uD83D\uDD2C", "b", null, "a", "\uFFFD", "", "ab", "\u00FC", "B")))
        .containsExactly(5, 8, 3, 6, 1, 7, 4, 0, 2);
  }

  @Test
  void blobsAreOrderedByUnsignedBytes() {
    VarBinaryVector vector = add(new VarBinaryVector("v", allocator));
    byte[][] values = {{(byte) 0x80}, {0x7f, 1}, {0x7f}, {}};
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i]);
    }
    assertThat(order(filled(vector, values.length))).containsExactly(3, 2, 1, 0);
  }

  @Test
  void falseComesBeforeTrue() {
    BitVector vector = add(new BitVector("v", allocator));
    vector.setSafe(0, 1);
    vector.setNull(1);
    vector.setSafe(2, 0);
    vector.setSafe(3, 1);
    assertThat(order(filled(vector, 4))).containsExactly(2, 0, 3, 1);
  }

  @Test
  void timesAreInTheirOrderAlsoBefore1970() {
    TimeStampMicroVector local = add(new TimeStampMicroVector("v", allocator));
    TimeStampMicroTZVector utc = add(new TimeStampMicroTZVector("v", allocator, "UTC"));
    TimeMicroVector time = add(new TimeMicroVector("v", allocator));
    DateDayVector date = add(new DateDayVector("v", allocator));
    int[] values = {5, -1, 0, 5};
    for (int i = 0; i < values.length; i++) {
      local.setSafe(i, values[i]);
      utc.setSafe(i, values[i]);
      time.setSafe(i, values[i] + 1L);
      date.setSafe(i, values[i]);
    }
    for (FieldVector vector : List.of(local, utc, time, date)) {
      vector.setNull(4);
      assertThat(order(filled(vector, 5))).containsExactly(1, 2, 0, 3, 4);
    }
  }

  @Test
  void theKeysGoBeforeColumnsThatStandFurtherLeft() {
    List<String> names =
        List.of("a", "Metadata_ObjectNumber", "Metadata_ImageNumber", "Metadata_TableNumber");
    FieldVector values = integers(1L, 2L, 3L, 4L, 5L);
    FieldVector objects = integers(1L, 2L, 1L, 9L, 1L);
    FieldVector images = integers(1L, 1L, 1L, 0L, 1L);
    FieldVector tables = integers(2L, 1L, 1L, 1L, null);
    assertThat(ResultOrder.of(names, List.of(values, objects, images, tables), 5))
        .containsExactly(3, 2, 1, 0, 4);
  }

  @Test
  void equalKeysAreDecidedByAllColumnsFromLeftToRightAndEqualRowsKeepTheirPlaces() {
    FieldVector keys = integers(1L, 1L, 1L, 1L, 0L);
    FieldVector texts = texts("b", "a", null, "b", "z");
    FieldVector doubles = doubles(2.0, 9.0, 0.0, 2.0, 0.0);
    assertThat(
            ResultOrder.of(
                List.of("t", "d", "Metadata_ImageNumber"), List.of(texts, doubles, keys), 5))
        .containsExactly(4, 1, 0, 3, 2);
    assertThat(
            ResultOrder.of(
                List.of("d", "t", "Metadata_ImageNumber"), List.of(doubles, texts, keys), 5))
        .containsExactly(4, 2, 0, 3, 1);
  }

  @Test
  void noRowsHaveAnOrderAndATypeThatCannotBeWrittenHasNone() {
    assertThat(order(integers())).isEmpty();
    FieldVector vector = new NullVector("v", 2);
    assertThatThrownBy(() -> ResultOrder.of(List.of("v"), List.of(vector), 2))
        .hasMessageStartingWith("no order for v");
  }

  private static int[] order(FieldVector vector) {
    return ResultOrder.of(List.of("v"), List.of(vector), vector.getValueCount());
  }

  private <V extends FieldVector> V add(V vector) {
    vectors.add(vector);
    vector.allocateNew();
    return vector;
  }

  private static <V extends FieldVector> V filled(V vector, int rows) {
    vector.setValueCount(rows);
    return vector;
  }

  private Float8Vector doubles(Double... values) {
    Float8Vector vector = add(new Float8Vector("v", allocator));
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.setSafe(i, values[i]);
      }
    }
    return filled(vector, values.length);
  }

  private BigIntVector integers(Long... values) {
    BigIntVector vector = add(new BigIntVector("v", allocator));
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.setSafe(i, values[i]);
      }
    }
    return filled(vector, values.length);
  }

  private VarCharVector texts(String... values) {
    VarCharVector vector = add(new VarCharVector("v", allocator));
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
      }
    }
    return filled(vector, values.length);
  }
}
