package org.cytobeam.write;

import org.apache.arrow.vector.FieldVector;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn;

/** Casts of values to the type of their column, and the errors where there is none. */
final class Casts {
  private Casts() {}

  /** The value as an INT32 or INT8; one that does not fit is refused rather than changed. */
  static int narrow(OutputColumn column, long value) {
    long min = column.type() == ColumnType.INT8 ? Byte.MIN_VALUE : Integer.MIN_VALUE;
    long max = column.type() == ColumnType.INT8 ? Byte.MAX_VALUE : Integer.MAX_VALUE;
    if (value < min || value > max) {
      throw new UserError(
          "column %s: the value %s does not fit the type %s it is cast to, which holds %s to %s"
              .formatted(column.name(), value, column.type(), min, max));
    }
    return (int) value;
  }

  /** Whoever resolved the schema promised a cast that there is not. */
  static IllegalStateException impossible(OutputColumn column, FieldVector vector) {
    return new IllegalStateException(
        "column %s of type %s cannot be written from a vector of type %s"
            .formatted(column.name(), column.type(), vector.getField().getType()));
  }
}
