package org.cytobeam.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn;

/** The Avro schema of an output, for Beam's row-wise sink; every column may be null. */
public final class AvroSchemas {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private AvroSchemas() {}

  /**
   * The record of these columns.
   *
   * @throws UserError for a name or a type that Avro cannot express
   */
  public static Schema of(List<OutputColumn> columns) {
    List<Schema.Field> fields = new ArrayList<>(columns.size());
    for (OutputColumn column : columns) {
      if (!NAME.matcher(column.name()).matches()) {
        throw new UserError(
            "column %s: Avro, and so --sink=parquetio, allows only names of the form %s; use the default sink"
                .formatted(column.name(), NAME));
      }
      Schema nullable = Schema.createUnion(Schema.create(Schema.Type.NULL), type(column));
      fields.add(new Schema.Field(column.name(), nullable, null, JsonProperties.NULL_VALUE));
    }
    return Schema.createRecord("schema", null, "org.cytobeam", false, fields);
  }

  private static Schema type(OutputColumn column) {
    return switch (column.type()) {
      case BOOL -> Schema.create(Schema.Type.BOOLEAN);
      case INT32 -> Schema.create(Schema.Type.INT);
      case INT64 -> Schema.create(Schema.Type.LONG);
      case FLOAT -> Schema.create(Schema.Type.FLOAT);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case NULL, TEXT -> Schema.create(Schema.Type.STRING);
      case BINARY -> Schema.create(Schema.Type.BYTES);
      case DATE -> logical(LogicalTypes.date(), Schema.Type.INT);
      case TIME -> logical(LogicalTypes.timeMicros(), Schema.Type.LONG);
      case TIMESTAMP -> logical(LogicalTypes.localTimestampMicros(), Schema.Type.LONG);
      case TIMESTAMP_UTC -> logical(LogicalTypes.timestampMicros(), Schema.Type.LONG);
      case INT8 ->
          throw new UserError(
              "column %s: Avro, and so --sink=parquetio, has no type INT8; use the default sink, or cast it to int32"
                  .formatted(column.name()));
    };
  }

  private static Schema logical(LogicalType logical, Schema.Type type) {
    return logical.addToSchema(Schema.create(type));
  }
}
