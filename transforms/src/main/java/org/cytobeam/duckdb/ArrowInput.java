package org.cytobeam.duckdb;

import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
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

  /** Gives the vectors as the only batch of a stream. */
  private static final class OneBatchReader extends ArrowReader {
    private final List<FieldVector> vectors;
    private final int rows;
    private boolean given;

    OneBatchReader(BufferAllocator allocator, List<FieldVector> vectors, int rows) {
      super(allocator);
      this.vectors = vectors;
      this.rows = rows;
    }

    @Override
    public boolean loadNextBatch() throws java.io.IOException {
      if (given) {
        return false;
      }
      given = true;
      VectorSchemaRoot root = getVectorSchemaRoot();
      for (int i = 0; i < vectors.size(); i++) {
        vectors.get(i).makeTransferPair(root.getVector(i)).transfer();
      }
      root.setRowCount(rows);
      return true;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    protected void closeReadSource() {
      // The vectors are memory, not a file.
    }

    @Override
    protected Schema readSchema() {
      return new Schema(vectors.stream().map(FieldVector::getField).toList());
    }
  }
}
