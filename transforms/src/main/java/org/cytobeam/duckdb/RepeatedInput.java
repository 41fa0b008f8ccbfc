package org.cytobeam.duckdb;

import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB view whose rows are replaced from one run of a prepared statement to the next, without
 * copying them and without planning the statement anew. Each run may scan it once.
 *
 * <p>DuckDB remembers where the stream's structure lies and takes the stream out of it when it
 * scans; so the next stream is put into the same place. Owns that place and what is in it.
 */
final class RepeatedInput implements AutoCloseable {
  private final BufferAllocator allocator;
  private final ArrowArrayStream stream;

  /** Registers the first rows; the scan moves the vectors' contents to DuckDB. */
  RepeatedInput(
      DuckDBConnection connection,
      BufferAllocator allocator,
      String name,
      List<FieldVector> vectors,
      int rows) {
    this.allocator = allocator;
    this.stream = ArrowArrayStream.allocateNew(allocator);
    try {
      fill(vectors, rows);
      connection.registerArrowStream(name, stream);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Puts other rows of the same columns in place; the scan moves their contents to DuckDB. */
  void fill(List<FieldVector> vectors, int rows) {
    empty();
    try (ArrowArrayStream next = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, new OneBatchReader(allocator, vectors, rows), next);
      stream.save(next.snapshot());
    }
  }

  /** What was not scanned is still ours. */
  private void empty() {
    if (stream.snapshot().release != 0) {
      stream.release();
    }
  }

  @Override
  public void close() {
    empty();
    stream.close();
  }
}
