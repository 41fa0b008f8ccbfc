package org.cytobeam.duckdb;

import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.duckdb.DuckDBConnection;

/**
 * Arrow vectors as a DuckDB table that can be scanned <em>once</em>, without copying them. The
 * vectors' contents move to DuckDB; what is left to the caller is to close this.
 */
public final class ArrowInput implements AutoCloseable {
  private final ArrowArrayStream stream;

  private ArrowInput(ArrowArrayStream stream) {
    this.stream = stream;
  }

  /** Registers the vectors, one column each under its field's name. */
  public static ArrowInput register(
      DuckDBConnection connection,
      BufferAllocator allocator,
      String table,
      List<FieldVector> vectors,
      int rows) {
    ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
    try {
      Data.exportArrayStream(allocator, new OneBatchReader(allocator, vectors, rows), stream);
      connection.registerArrowStream(table, stream);
      return new ArrowInput(stream);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** DuckDB takes the stream over by scanning it; one that was never scanned is still ours. */
  @Override
  public void close() {
    if (stream.snapshot().release != 0) {
      stream.release();
    }
    stream.close();
  }
}
