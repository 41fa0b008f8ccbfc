package org.cytobeam.duckdb;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives the vectors as the only batch of a stream. */
final class OneBatchReader extends ArrowReader {
  private final List<FieldVector> vectors;
  private final int rows;
  private boolean given;

  OneBatchReader(BufferAllocator allocator, List<FieldVector> vectors, int rows) {
    super(allocator);
    this.vectors = vectors;
    this.rows = rows;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
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
