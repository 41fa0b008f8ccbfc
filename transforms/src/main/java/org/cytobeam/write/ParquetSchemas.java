package org.cytobeam.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;

/**
 * The Parquet schema of an output: a flat message of optional columns, in order, under any names.
 *
 * <p>Annotations are those of the <a
 * href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet format</a>;
 * Arrow's readers give int64, double, float, int32, int8, bool, string, date32, time64[us],
 * timestamp[us], timestamp[us, UTC] and binary back.
 */
public final class ParquetSchemas {
  private static final String ROOT = "schema";

  private ParquetSchemas() {}

  /** The message of these columns; a name that occurs twice is an error of the caller. */
  public static MessageType of(List<OutputColumn> columns) {
    Set<String> names = new HashSet<>();
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (OutputColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two output columns are named " + column.name());
      }
      message.addField(primitive(column.type()).named(column.name()));
    }
    return message.named(ROOT);
  }

  private static Types.PrimitiveBuilder<PrimitiveType> primitive(ColumnType type) {
    return switch (type) {
      case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN);
      case INT64 -> Types.optional(PrimitiveTypeName.INT64);
      case INT32 -> Types.optional(PrimitiveTypeName.INT32);
      case INT8 ->
          Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.intType(8, true));
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE);
      case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT);
      case DATE -> Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType());
      case TIME -> int64(LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS));
      case TIMESTAMP -> int64(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS));
      case TIMESTAMP_UTC -> int64(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
      case NULL, TEXT ->
          Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
      case BINARY -> Types.optional(PrimitiveTypeName.BINARY);
    };
  }

  private static Types.PrimitiveBuilder<PrimitiveType> int64(LogicalTypeAnnotation annotation) {
    return Types.optional(PrimitiveTypeName.INT64).as(annotation);
  }
}
