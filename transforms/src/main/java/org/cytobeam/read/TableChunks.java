package org.cytobeam.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.schema.TableSchema;

/**
 * What travels through the merge for one table of one row group: the descriptors in a list, so that
 * a key has as many values as tables, and, when data is exchanged, their values.
 *
 * @param tag the table
 * @param chunks in order of partition and sequence
 * @param batches empty, or for each partition that has chunks its rows; each carries its position,
 *     since arrival order is undefined
 */
public record TableChunks(String tag, List<ChunkDescriptor> chunks, List<PartitionBatch> batches) {

  /** The chunks of one partition, in order. */
  public List<ChunkDescriptor> of(int partition) {
    return chunks.stream().filter(c -> c.partition() == partition).toList();
  }

  /**
   * The rows of one partition, from where they travelled or from the source; to be closed.
   *
   * @param temporaryFolder a local folder, made when it is missing, for what must be unpacked
   */
  public PartitionTable open(
      int partition, TableSchema schema, BufferAllocator allocator, Path temporaryFolder)
      throws IOException {
    List<ChunkDescriptor> wanted = of(partition);
    Optional<PartitionBatch> batch =
        batches.stream().filter(b -> b.partition() == partition).findFirst();
    return batch.isPresent()
        ? batch.get().open(allocator, schema, wanted)
        : new PartitionReader(allocator, temporaryFolder).read(schema, wanted);
  }
}
