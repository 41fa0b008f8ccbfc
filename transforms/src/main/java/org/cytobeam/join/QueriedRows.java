package org.cytobeam.join;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;
import org.cytobeam.duckdb.QueryResult;
import org.cytobeam.duckdb.QueryRunner;
import org.cytobeam.model.Column;
import org.cytobeam.model.JoinScope;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.QueryTables;
import org.cytobeam.schema.TableSchema;
import org.cytobeam.write.Gathered;
import org.duckdb.DuckDBConnection;

/**
 * The user's SQL, run once for each image, source, or everything, as its scope says. What a run
 * sees lies in one partition.
 */
final class QueriedRows implements RowSource, AutoCloseable {
  private final OutputSchema schema;
  private final BufferAllocator allocator;
  private final QueryRunner runner;
  private final long maxResultBytes;

  QueriedRows(
      OutputSchema schema,
      DuckDBConnection connection,
      BufferAllocator allocator,
      long maxResultBytes) {
    this.schema = schema;
    this.allocator = allocator;
    this.runner = new QueryRunner(connection, allocator, schema.join().query());
    this.maxResultBytes = maxResultBytes;
  }

  @Override
  public void write(Partition partition, RowGroupOutput output, Tally tally) throws IOException {
    int end;
    for (int first = 0; first < partition.images().size(); first = end) {
      end = endOfRun(partition.images(), first, schema.join().scope());
      query(partition, first, end, output);
    }
    for (PartitionTable table : partition.tables()) {
      tally.count(new TableCount(table.tag(), table.rows(), 0, 0, 0));
      tally.read(table);
    }
  }

  /** The ordinal after the last image that is seen together with one. */
  static int endOfRun(ImageKeys images, int first, JoinScope scope) {
    if (scope == JoinScope.ALL) {
      return images.size();
    }
    int end = first + 1;
    while (scope == JoinScope.SOURCE
        && end < images.size()
        && images.source(end).equals(images.source(first))) {
      end++;
    }
    return end;
  }

  private void query(Partition partition, int firstImage, int endImage, RowGroupOutput output)
      throws IOException {
    List<FieldVector> inputs = new ArrayList<>();
    try {
      for (int table = 0; table < schema.tables().size(); table++) {
        setRows(partition, table, firstImage, endImage, inputs);
      }
      try (QueryResult result = runner.run(where(partition.images(), firstImage), maxResultBytes)) {
        write(result, output);
      }
    } finally {
      inputs.forEach(FieldVector::close);
    }
  }

  private String where(ImageKeys images, int first) {
    return switch (schema.join().scope()) {
      case IMAGE -> " for " + images.describe(first);
      case SOURCE -> images.source(first).isEmpty() ? "" : " for " + images.source(first);
      case ALL -> "";
    };
  }

  private void setRows(
      Partition partition, int number, int firstImage, int endImage, List<FieldVector> inputs) {
    TableSchema columns = schema.tables().get(number);
    if (columns.columns().isEmpty()) {
      return;
    }
    PartitionTable table = partition.table(columns.tag());
    int first = lowerBound(table.images(), firstImage);
    int rows = lowerBound(table.images(), endImage) - first;
    List<FieldVector> vectors = new ArrayList<>();
    for (int c = 0; c < columns.columns().size(); c++) {
      String name = QueryRunner.columnName(c);
      FieldVector vector =
          QueryTables.isTableNumber(columns, c)
              ? tableNumbers(partition, name, columns.columns().get(c), table, first, rows)
              : slice(table.batch().vector(c), name, first, rows);
      vectors.add(vector);
      inputs.add(vector);
    }
    runner.setRows(number, vectors, rows);
  }

  /** Rows are in order of their images, so an image's first row can be searched. */
  private static int lowerBound(int[] images, int image) {
    int low = 0;
    int high = images.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (images[middle] < image) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private FieldVector slice(FieldVector vector, String name, int first, int rows) {
    TransferPair pair = vector.getTransferPair(name, allocator);
    pair.splitAndTransfer(first, rows);
    return (FieldVector) pair.getTo();
  }

  private FieldVector tableNumbers(
      Partition partition, String name, Column column, PartitionTable table, int first, int rows) {
    try (FieldVector byImage = partition.images().tableNumberVector(allocator, column.type())) {
      TransferPair pair = byImage.getTransferPair(name, allocator);
      FieldVector target = (FieldVector) pair.getTo();
      target.setInitialCapacity(rows);
      target.allocateNew();
      for (int row = 0; row < rows; row++) {
        target.copyFromSafe(table.images()[first + row], row, byImage);
      }
      target.setValueCount(rows);
      return target;
    }
  }

  private void write(QueryResult result, RowGroupOutput output) throws IOException {
    List<FieldVector> vectors = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (OutputColumn column : schema.output("").columns()) {
      vectors.add(result.vectors().get(column.column()));
      names.add(column.name());
    }
    int[] order = ResultOrder.of(names, vectors, result.rows());
    output.append(
        "", vectors.stream().map(vector -> new Gathered(vector, order)).toList(), result.rows());
  }

  @Override
  public void close() throws SQLException {
    runner.close();
  }
}
