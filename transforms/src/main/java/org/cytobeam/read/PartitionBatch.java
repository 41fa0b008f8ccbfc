package org.cytobeam.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.TransferPair;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.schema.TableSchema;

/**
 * The rows of one table for one partition as they travel with {@code --exchange=data}.
 *
 * @param arrow an Arrow IPC stream of one batch
 */
public record PartitionBatch(
    int partition, byte[] arrow, List<UnreadableColumn> unreadable, Reading reading) {

  static PartitionBatch of(int partition, PartitionTable table) throws IOException {
    List<FieldVector> vectors =
        IntStream.range(0, table.batch().columns().size()).mapToObj(table.batch()::vector).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorSchemaRoot root =
        new VectorSchemaRoot(vectors.stream().map(FieldVector::getField).toList(), vectors);
    root.setRowCount(table.rows());
    try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
      writer.start();
      writer.writeBatch();
      writer.end();
    }
    return new PartitionBatch(partition, bytes.toByteArray(), table.unreadable(), table.reading());
  }

  /** The rows again; the caller closes them. */
  PartitionTable open(BufferAllocator allocator, TableSchema schema, List<ChunkDescriptor> chunks)
      throws IOException {
    List<FieldVector> vectors = new ArrayList<>();
    try (ArrowStreamReader reader =
        new ArrowStreamReader(new ByteArrayInputStream(arrow), allocator)) {
      reader.loadNextBatch();
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      for (FieldVector vector : root.getFieldVectors()) {
        TransferPair transfer = vector.getTransferPair(allocator);
        transfer.transfer();
        vectors.add((FieldVector) transfer.getTo());
      }
      int rows = root.getRowCount();
      return new PartitionTable(
          schema.tag(),
          ColumnBatch.of(schema.columns(), vectors, rows),
          chunks,
          unreadable,
          reading);
    } catch (IOException | RuntimeException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
  }
}
