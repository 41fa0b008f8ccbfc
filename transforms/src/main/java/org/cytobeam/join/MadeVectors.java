package org.cytobeam.join;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.write.Gathered;

/** Vectors that no table has as they are; the caller closes them. */
final class MadeVectors {
  /** A number with a point, as pandas and SQLite write whole numbers among missing ones. */
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d*(E1?\\d)?");

  private MadeVectors() {}

  /** Row by row the whole number in a column, NULL where there is none. */
  static FieldVector integers(FieldVector source, BufferAllocator allocator) {
    BigIntVector integers = new BigIntVector("integers", allocator);
    integers.allocateNew(source.getValueCount());
    for (int row = 0; row < source.getValueCount(); row++) {
      Long number = KeyTable.wholeNumber(source, row);
      if (number != null) {
        integers.set(row, number);
      }
    }
    integers.setValueCount(source.getValueCount());
    return integers;
  }

  /** For each row of the output the first of its texts; NULL where none has a value. */
  static FieldVector firstTexts(List<Gathered> candidates, int rows, BufferAllocator allocator) {
    VarCharVector texts = new VarCharVector("texts", allocator);
    texts.allocateNew(rows);
    for (int i = 0; i < rows; i++) {
      for (Gathered candidate : candidates) {
        int row = candidate.rows()[i];
        String text = row < 0 ? "" : text((VarCharVector) candidate.vector(), row);
        if (!text.isEmpty()) {
          texts.setSafe(i, text.getBytes(StandardCharsets.UTF_8));
          break;
        }
      }
    }
    texts.setValueCount(rows);
    return texts;
  }

  private static String text(VarCharVector texts, int row) {
    return texts.isNull(row)
        ? ""
        : plateText(new String(texts.get(row), StandardCharsets.UTF_8).strip());
  }

  /** {@code 1.0} is {@code 1}; {@code nan}, as CellProfiler writes what is missing, is no value. */
  static String plateText(String text) {
    if (text.equalsIgnoreCase("nan")) {
      return "";
    }
    if (!DECIMAL.matcher(text).matches()) {
      return text;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() <= 0 ? number.toBigInteger().toString() : text;
  }
}
