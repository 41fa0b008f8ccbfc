package org.cytobeam.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;

/** The values of a gathered column as Avro's objects, by the same casts as the columnar writer. */
final class AvroCells {
  private AvroCells() {}

  /** Row {@code i} of the output, or null. */
  static IntFunction<Object> of(OutputColumn column, Gathered gathered) {
    FieldVector vector = gathered.vector();
    int[] rows = gathered.rows();
    if (vector.getNullCount() == vector.getValueCount()) {
      return i -> null;
    }
    IntFunction<Object> values = values(column, vector);
    if (values == null) {
      throw Casts.impossible(column, vector);
    }
    return i -> rows[i] < 0 || vector.isNull(rows[i]) ? null : values.apply(rows[i]);
  }

  private static IntFunction<Object> values(OutputColumn column, FieldVector vector) {
    ColumnType type = column.type();
    return switch (type) {
      case DOUBLE, FLOAT, INT32, INT64 -> numbers(column, vector);
      case BOOL -> vector instanceof BitVector bits ? row -> bits.get(row) != 0 : null;
      case DATE -> vector instanceof DateDayVector days ? days::get : null;
      case TIME -> vector instanceof TimeMicroVector micros ? micros::get : null;
      case TIMESTAMP, TIMESTAMP_UTC ->
          vector instanceof TimeStampVector micros ? micros::get : null;
      case NULL, TEXT ->
          vector instanceof VarCharVector texts
              ? row -> new String(texts.get(row), StandardCharsets.UTF_8)
              : null;
      case BINARY ->
          vector instanceof VarBinaryVector blobs ? row -> ByteBuffer.wrap(blobs.get(row)) : null;
      case INT8 -> null;
    };
  }

  private static IntFunction<Object> numbers(OutputColumn column, FieldVector vector) {
    if (vector instanceof Float8Vector doubles) {
      return switch (column.type()) {
        case DOUBLE -> doubles::get;
        case FLOAT -> row -> (float) doubles.get(row);
        default -> null;
      };
    }
    if (vector instanceof BigIntVector longs) {
      return switch (column.type()) {
        case DOUBLE -> row -> (double) longs.get(row);
        case FLOAT -> row -> (float) longs.get(row);
        case INT32 -> row -> Casts.narrow(column, longs.get(row));
        default -> longs::get;
      };
    }
    if (vector instanceof Float4Vector floats && column.type() == ColumnType.FLOAT) {
      return floats::get;
    }
    return vector instanceof IntVector ints && column.type() == ColumnType.INT32 ? ints::get : null;
  }
}
