package org.cytobeam.join;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.cytobeam.duckdb.DuckDb;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.OutputSchema;
import org.duckdb.DuckDBConnection;

/**
 * Puts row groups of one schema together, one partition in memory at a time. Owns a DuckDB
 * connection and native memory; joins in one thread, and may be closed by another.
 */
final class RowGroupJoiner implements AutoCloseable {
  private static final long MAX_BYTES_ENCODED_IN_MEMORY = 64L << 20;

  private final JoinSettings settings;
  private final BufferAllocator allocator = new RootAllocator();
  private final DuckDBConnection connection;
  private QueriedRows queried;
  private volatile boolean closing;

  RowGroupJoiner(JoinSettings settings) throws SQLException {
    this.settings = settings;
    this.connection =
        DuckDb.connect(settings.worker().queryMemoryBytes(), settings.worker().temporaryFolder());
  }

  synchronized RowGroupResult join(long rowGroup, List<TableChunks> chunks, OutputSchema schema)
      throws IOException, SQLException {
    checkOpen();
    Tally tally = new Tally();
    RowSource source = rowSource(schema);
    try (RowGroupOutput output =
        new RowGroupOutput(rowGroup, schema, settings, spoolFolder(chunks), tally)) {
      for (int partition = 0; partition < partitions(chunks); partition++) {
        checkOpen();
        try (Partition tables =
            Partition.open(partition, chunks, schema, allocator, temporaryFolder())) {
          source.write(tables, output, tally);
        }
      }
      return tally.result(rowGroup, output.finish());
    }
  }

  private Path temporaryFolder() {
    return Path.of(settings.worker().temporaryFolder());
  }

  private void checkOpen() {
    if (closing) {
      throw new CancellationException("the run is being stopped");
    }
  }

  private RowSource rowSource(OutputSchema schema) {
    return switch (schema.join().kind()) {
      case SEPARATE -> new SeparateRows(schema, allocator);
      case KEYS -> new KeyedRows(schema, connection, allocator);
      case QUERY -> queried(schema);
    };
  }

  /** Kept, since a statement of thousands of columns is planned once for all row groups. */
  private QueriedRows queried(OutputSchema schema) {
    if (queried == null) {
      queried = new QueriedRows(schema, connection, allocator, settings.worker().unitMemoryBytes());
    }
    return queried;
  }

  /** Pages of a large row group wait on disk, so that memory does not grow with it. */
  private String spoolFolder(List<TableChunks> tables) {
    long bytes =
        tables.stream().flatMap(t -> t.chunks().stream()).mapToLong(ChunkDescriptor::bytes).sum();
    return bytes > MAX_BYTES_ENCODED_IN_MEMORY ? settings.worker().temporaryFolder() : "";
  }

  private static int partitions(List<TableChunks> tables) {
    return 1
        + tables.stream()
            .flatMap(t -> t.chunks().stream())
            .mapToInt(ChunkDescriptor::partition)
            .max()
            .orElse(-1);
  }

  /**
   * A runner that is stopped closes while another thread joins: that thread is waited for, and ends
   * after its partition, so that nothing native is freed under it and it writes nothing more.
   */
  @Override
  public void close() throws IOException, SQLException {
    closing = true;
    free();
  }

  private synchronized void free() throws IOException, SQLException {
    TableFormats.forget(temporaryFolder());
    if (queried != null) {
      queried.close();
    }
    connection.close();
    allocator.close();
  }
}
