package org.cytobeam.join;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.TableSchema;

/** The decoded tables of one partition; a table without rows here is empty, not missing. */
final class Partition implements AutoCloseable {
  private final ImageKeys images;
  private final Map<String, PartitionTable> tables = new LinkedHashMap<>();

  private Partition(ImageKeys images) {
    this.images = images;
  }

  /** Opens the chunks of every table of the schema; the caller closes the partition. */
  static Partition open(
      int number,
      List<TableChunks> chunks,
      OutputSchema schema,
      BufferAllocator allocator,
      Path temporaryFolder)
      throws IOException {
    List<ChunkDescriptor> all = chunks.stream().flatMap(t -> t.of(number).stream()).toList();
    Partition partition = new Partition(new ImageKeys(all));
    try {
      for (TableSchema table : schema.tables()) {
        TableChunks own =
            chunks.stream()
                .filter(t -> t.tag().equals(table.tag()))
                .findFirst()
                .orElse(new TableChunks(table.tag(), List.of(), List.of()));
        partition.tables.put(table.tag(), own.open(number, table, allocator, temporaryFolder));
      }
      return partition;
    } catch (IOException | RuntimeException | Error e) {
      partition.close();
      throw e;
    }
  }

  ImageKeys images() {
    return images;
  }

  PartitionTable table(String tag) {
    return tables.get(tag);
  }

  Iterable<PartitionTable> tables() {
    return tables.values();
  }

  @Override
  public void close() {
    tables.values().forEach(PartitionTable::close);
  }
}
