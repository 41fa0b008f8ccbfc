package org.cytobeam.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.cytobeam.schema.OutputColumn;

/**
 * Puts parts together to one Parquet file: their row groups in the order given, copied without
 * decoding, under one new footer.
 *
 * <p>The file has the key-value metadata it is given and nothing of the parts'. Page indexes and
 * Bloom filters of a part lie outside its row groups; they are left behind, with every reference to
 * them. The bytes depend on the parts, the columns and the metadata only.
 */
public final class ParquetConcatenator {
  private final MessageType schema;
  private final Map<String, String> metadata;

  public ParquetConcatenator(List<OutputColumn> columns, Map<String, String> metadata) {
    this.schema = ParquetSchemas.of(columns);
    this.metadata = metadata;
  }

  /**
   * Writes a new file; without parts it has the schema and no rows.
   *
   * @param parts Parquet files of exactly this schema, on any Beam {@code FileSystem}
   * @throws IllegalStateException when a part has another schema
   */
  public void concatenate(List<String> parts, String path) throws IOException {
    write(parts, path, true);
  }

  /** One file under this schema's annotations, metadata and rules for statistics. */
  void relabel(String part, String path) throws IOException {
    write(List.of(part), path, false);
  }

  private void write(List<String> parts, String path, boolean sameSchema) throws IOException {
    List<SchemaElement> expected = ParquetFooter.of(schema).getSchema();
    List<RowGroup> rowGroups = new ArrayList<>();
    try (ChannelOutput out = ChannelOutput.create(path)) {
      ParquetFooter.start(out);
      for (String part : parts) {
        try (ChannelInput in = ChannelInput.open(part)) {
          FileMetaData footer = ParquetFooter.read(in, part);
          if (sameSchema) {
            checkSchema(part, footer.getSchema(), expected);
          }
          for (RowGroup rowGroup : footer.getRow_groups()) {
            rowGroup.setOrdinal((short) rowGroups.size());
            copy(rowGroup, footer.getCreated_by(), in, out);
            rowGroups.add(rowGroup);
          }
        }
      }
      ParquetFooter.end(out, schema, rowGroups, metadata);
    }
  }

  private static void checkSchema(
      String part, List<SchemaElement> given, List<SchemaElement> expected) {
    if (given.size() != expected.size()) {
      throw new IllegalStateException(
          "part %s has %s columns, the output %s"
              .formatted(part, given.size() - 1, expected.size() - 1));
    }
    for (int i = 1; i < expected.size(); i++) {
      if (!given.get(i).equals(expected.get(i))) {
        throw new IllegalStateException(
            "part %s has %s where the output has %s"
                .formatted(part, given.get(i), expected.get(i)));
      }
    }
  }

  private void copy(RowGroup rowGroup, String createdBy, ChannelInput in, ChannelOutput out)
      throws IOException {
    long start = out.position();
    for (int i = 0; i < rowGroup.getColumnsSize(); i++) {
      ColumnChunk chunk = rowGroup.getColumns().get(i);
      ColumnMetaData old = chunk.getMeta_data();
      long offset = out.position();
      long oldOffset = start(old);
      in.copy(oldOffset, old.getTotal_compressed_size(), out);
      ColumnMetaData moved = moved(old, offset - oldOffset);
      PrimitiveType type = schema.getType(i).asPrimitiveType();
      Statistics<?> statistics =
          new ParquetMetadataConverter()
              .fromParquetStatistics(createdBy, old.getStatistics(), type);
      moved.setStatistics(ChunkStatistics.footer(statistics));
      rowGroup.getColumns().set(i, new ColumnChunk(offset).setMeta_data(moved));
    }
    rowGroup.setFile_offset(start);
    rowGroup.setTotal_compressed_size(out.position() - start);
  }

  private static long start(ColumnMetaData chunk) {
    return chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0
        ? Math.min(chunk.getDictionary_page_offset(), chunk.getData_page_offset())
        : chunk.getData_page_offset();
  }

  /** The same chunk elsewhere, with nothing that points outside it. */
  private static ColumnMetaData moved(ColumnMetaData old, long distance) {
    ColumnMetaData moved =
        new ColumnMetaData(
            old.getType(),
            old.getEncodings(),
            old.getPath_in_schema(),
            old.getCodec(),
            old.getNum_values(),
            old.getTotal_uncompressed_size(),
            old.getTotal_compressed_size(),
            old.getData_page_offset() + distance);
    if (old.isSetDictionary_page_offset() && old.getDictionary_page_offset() > 0) {
      moved.setDictionary_page_offset(old.getDictionary_page_offset() + distance);
    }
    return moved;
  }
}
