package org.cytobeam.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.Reading;
import org.cytobeam.schema.TableSchema;

/** Tables that travel with their values, made of Java values: a join needs no file then. */
public final class TestBatches {
  private TestBatches() {}

  /**
   * The chunks with their rows in partition 0.
   *
   * @param rows Long, Double, String or null by position in {@code columns}; read by name
   */
  public static TableChunks chunks(
      TableSchema schema,
      List<ChunkDescriptor> chunks,
      List<String> columns,
      List<List<Object>> rows)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ColumnBatch batch = ColumnBatch.allocate(allocator, schema.columns(), rows.size())) {
      for (int c = 0; c < schema.columns().size(); c++) {
        Column column = schema.columns().get(c);
        for (int row = 0; row < rows.size(); row++) {
          put(batch, c, row, rows.get(row).get(columns.indexOf(column.name())));
        }
      }
      PartitionTable table =
          new PartitionTable(schema.tag(), batch.seal(), chunks, List.of(), Reading.NONE);
      return new TableChunks(schema.tag(), chunks, List.of(PartitionBatch.of(0, table)));
    }
  }

  private static void put(ColumnBatch batch, int column, int row, Object value) {
    if (value instanceof Long number) {
      batch.builder(column).putLong(row, number);
    } else if (value instanceof Double number) {
      batch.builder(column).putDouble(row, number);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      batch.builder(column).putText(row, utf8, 0, utf8.length);
    }
  }
}
