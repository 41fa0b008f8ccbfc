package org.cytobeam.duckdb;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.VectorAppender;

/** Rows that a query gave. Owns the vectors. */
public final class QueryResult implements AutoCloseable {
  private final List<FieldVector> vectors;
  private final int rows;

  public QueryResult(List<FieldVector> vectors, int rows) {
    this.vectors = vectors;
    this.rows = rows;
  }

  /** One column each, in the query's order. */
  public List<FieldVector> vectors() {
    return vectors;
  }

  public int rows() {
    return rows;
  }

  long bytes() {
    return vectors.stream().mapToLong(FieldVector::getBufferSize).sum();
  }

  /**
   * The first column of which all batches together hold more text than that; -1 if none does.
   * Appending would not notice.
   */
  static int firstAbove(long maxTextBytes, List<QueryResult> batches) {
    for (int column = 0; column < batches.get(0).vectors().size(); column++) {
      long bytes = 0;
      for (QueryResult batch : batches) {
        if (batch.rows() > 0
            && batch.vectors().get(column) instanceof BaseVariableWidthVector text) {
          bytes += text.getStartOffset(text.getValueCount());
        }
      }
      if (bytes > maxTextBytes) {
        return column;
      }
    }
    return -1;
  }

  /** All rows together; the batches are empty afterwards. */
  static QueryResult concatenate(List<QueryResult> batches) {
    if (batches.size() == 1) {
      return batches.remove(0);
    }
    List<FieldVector> whole = new ArrayList<>();
    for (int column = 0; column < batches.get(0).vectors().size(); column++) {
      FieldVector target = batches.get(0).vectors().get(column);
      VectorAppender appender = new VectorAppender(target);
      for (QueryResult batch : batches.subList(1, batches.size())) {
        FieldVector more = batch.vectors().get(column);
        more.accept(appender, null);
        more.close();
      }
      whole.add(target);
    }
    int rows = batches.stream().mapToInt(QueryResult::rows).sum();
    batches.clear();
    return new QueryResult(whole, rows);
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
  }
}
