package org.cytobeam.write;

import java.util.function.IntConsumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.cytobeam.schema.OutputColumn;

/**
 * Gathers rows of Arrow vectors into one column, cast to its type, without an object per value.
 *
 * <p>Casts: DOUBLE and INT64 to FLOAT, INT64 to DOUBLE, INT64 to INT32 and INT8 (refused where a
 * value does not fit). A vector without a single value suits any column.
 */
final class ColumnAppender {
  private final OutputColumn column;
  private final ColumnEncoder encoder;
  private byte[] scratch = new byte[0];

  ColumnAppender(OutputColumn column, ColumnEncoder encoder) {
    this.column = column;
    this.encoder = encoder;
  }

  void append(Gathered gathered, int count) {
    FieldVector vector = gathered.vector();
    int[] rows = gathered.rows();
    if (vector.getNullCount() == vector.getValueCount()) {
      each(vector, rows, count, row -> {});
      return;
    }
    IntConsumer add =
        switch (column.type()) {
          case DOUBLE -> doubles(vector);
          case FLOAT -> floats(vector);
          case INT64 -> vector instanceof BigIntVector ? longs(vector) : null;
          case INT32 -> vector instanceof IntVector ? ints(vector) : narrowed(vector);
          case INT8 -> vector instanceof TinyIntVector ? bytes(vector) : narrowed(vector);
          case BOOL -> vector instanceof BitVector bits ? booleans(bits) : null;
          case DATE -> vector instanceof DateDayVector ? ints(vector) : null;
          case TIME -> vector instanceof TimeMicroVector ? longs(vector) : null;
          case TIMESTAMP, TIMESTAMP_UTC -> vector instanceof TimeStampVector ? longs(vector) : null;
          case NULL, TEXT, BINARY ->
              vector instanceof BaseVariableWidthVector texts ? binaries(texts) : null;
        };
    if (add == null) {
      throw Casts.impossible(column, vector);
    }
    if (vector instanceof Float8Vector && column.type().isFloating()) {
      eachDouble(vector, rows, count, add);
    } else {
      each(vector, rows, count, add);
    }
  }

  private void each(FieldVector vector, int[] rows, int count, IntConsumer add) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row < 0 || vector.isNull(row)) {
        encoder.addNull();
      } else {
        add.accept(row);
      }
    }
  }

  /** The same loop apart, so that the compiler specialises it: nearly all columns are doubles. */
  private void eachDouble(FieldVector vector, int[] rows, int count, IntConsumer add) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row < 0 || vector.isNull(row)) {
        encoder.addNull();
      } else {
        add.accept(row);
      }
    }
  }

  private IntConsumer doubles(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    if (vector instanceof Float8Vector) {
      return row -> encoder.add(values.getDouble((long) row * Double.BYTES));
    }
    if (vector instanceof BigIntVector) {
      return row -> encoder.add((double) values.getLong((long) row * Long.BYTES));
    }
    return null;
  }

  private IntConsumer floats(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    if (vector instanceof Float8Vector) {
      return row -> encoder.add((float) values.getDouble((long) row * Double.BYTES));
    }
    if (vector instanceof BigIntVector) {
      return row -> encoder.add((float) values.getLong((long) row * Long.BYTES));
    }
    if (vector instanceof Float4Vector) {
      return row -> encoder.add(values.getFloat((long) row * Float.BYTES));
    }
    return null;
  }

  private IntConsumer narrowed(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    return vector instanceof BigIntVector
        ? row -> encoder.add(Casts.narrow(column, values.getLong((long) row * Long.BYTES)))
        : null;
  }

  private IntConsumer longs(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    return row -> encoder.add(values.getLong((long) row * Long.BYTES));
  }

  private IntConsumer ints(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    return row -> encoder.add(values.getInt((long) row * Integer.BYTES));
  }

  private IntConsumer bytes(FieldVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    return row -> encoder.add((int) values.getByte(row));
  }

  private IntConsumer booleans(BitVector vector) {
    return row -> encoder.add(vector.get(row) != 0);
  }

  private IntConsumer binaries(BaseVariableWidthVector vector) {
    ArrowBuf values = vector.getDataBuffer();
    return row -> {
      int start = vector.getStartOffset(row);
      int length = vector.getEndOffset(row) - start;
      if (scratch.length < length) {
        scratch = new byte[length];
      }
      values.getBytes(start, scratch, 0, length);
      encoder.add(scratch, length);
    };
  }
}
