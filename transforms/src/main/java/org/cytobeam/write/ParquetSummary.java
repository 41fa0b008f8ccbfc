package org.cytobeam.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * What the footer of a Parquet file tells, of whatever program it is.
 *
 * @param bytes of the file
 * @param valueBytes of its values before compression
 * @param columns name and type, the latter as {@code ColumnType} has it where it has it
 * @param metadata the file's key-value metadata
 */
public record ParquetSummary(
    String path,
    long bytes,
    long valueBytes,
    long rows,
    long rowGroups,
    Map<String, String> columns,
    Map<String, String> metadata) {

  /**
   * Reads the footer of a file on any Beam {@code FileSystem}.
   *
   * @throws IOException if it cannot be read, or is not Parquet; the message names the file
   */
  public static ParquetSummary of(String path) throws IOException {
    try (ChannelInput in = ChannelInput.open(path)) {
      FileMetaData footer = ParquetFooter.read(in, path);
      Map<String, String> metadata = new LinkedHashMap<>();
      if (footer.isSetKey_value_metadata()) {
        for (KeyValue entry : footer.getKey_value_metadata()) {
          metadata.put(entry.getKey(), String.valueOf(entry.getValue()));
        }
      }
      return new ParquetSummary(
          path,
          in.size(),
          footer.getRow_groups().stream().mapToLong(g -> g.getTotal_byte_size()).sum(),
          footer.getNum_rows(),
          footer.getRow_groups().size(),
          columns(footer),
          metadata);
    }
  }

  private static Map<String, String> columns(FileMetaData footer) throws IOException {
    List<Type> fields =
        new ArrayList<>(
            new ParquetMetadataConverter()
                .fromParquetMetadata(footer)
                .getFileMetaData()
                .getSchema()
                .getFields());
    Map<String, String> columns = new LinkedHashMap<>();
    fields.forEach(field -> columns.put(field.getName(), typeOf(field)));
    return columns;
  }

  private static String typeOf(Type field) {
    if (!field.isPrimitive()) {
      return "nested";
    }
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    if (logical instanceof StringLogicalTypeAnnotation) {
      return "text";
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      return (integer.isSigned() ? "int" : "uint") + integer.getBitWidth();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return timestamp.isAdjustedToUTC() ? "timestamp_utc" : "timestamp";
    }
    if (logical instanceof TimeLogicalTypeAnnotation) {
      return "time";
    }
    String name = field.asPrimitiveType().getPrimitiveTypeName().name();
    return logical != null
        ? logical.toString().toLowerCase(Locale.ROOT)
        : name.equals("BOOLEAN") ? "bool" : name.toLowerCase(Locale.ROOT);
  }
}
