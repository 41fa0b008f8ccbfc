package org.cytobeam.join;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;
import org.cytobeam.duckdb.UserQuery;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.QueryTables;
import org.cytobeam.schema.TableSchema;
import org.cytobeam.write.Gathered;
import org.duckdb.DuckDBConnection;

/**
 * The user's SQL. One query sees at most one image per ImageNumber, since common SQL joins on
 * ImageNumber alone: where a number repeats in the partition, the query starts anew.
 */
final class QueriedRows implements RowSource {
  private final OutputSchema schema;
  private final BufferAllocator allocator;
  private final UserQuery query;

  QueriedRows(OutputSchema schema, DuckDBConnection connection, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
    this.query = new UserQuery(connection, schema.join().query());
  }

  @Override
  public void write(Partition partition, RowGroupOutput output, Tally tally)
      throws IOException, SQLException {
    for (int[] images : runsWithoutRepeats(partition.images())) {
      for (TableSchema table : schema.tables()) {
        load(partition, table, images[0], images[1]);
      }
      checkColumns(query.run());
      query.forEachBatch(
          allocator,
          resultColumns(),
          (vectors, rows) -> output.append("", gathered(vectors, rows), rows));
    }
    for (PartitionTable table : partition.tables()) {
      tally.count(new TableCount(table.tag(), table.rows(), 0, 0, 0));
      tally.unreadable(table.unreadable());
    }
  }

  /** A PIVOT, for one, makes columns of values; the output's columns must not depend on those. */
  private void checkColumns(List<Column> result) {
    List<String> described =
        schema.output("").columns().stream().map(OutputColumn::name).sorted().toList();
    List<String> found = result.stream().map(Column::name).sorted().toList();
    if (!described.equals(found)) {
      List<String> extra = new ArrayList<>(found);
      extra.removeAll(described);
      throw new UserError(
          "the columns of the SQL's result depend on the data: %d over empty tables, %d now%s"
              .formatted(
                  described.size(),
                  found.size(),
                  extra.isEmpty() ? "" : ", such as " + extra.get(0)));
    }
  }

  /** Half-open runs of image ordinals, as long as no ImageNumber comes twice. */
  static List<int[]> runsWithoutRepeats(ImageKeys images) {
    List<int[]> runs = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    int start = 0;
    for (int i = 0; i < images.size(); i++) {
      if (!seen.add(images.imageNumber(i))) {
        runs.add(new int[] {start, i});
        start = i;
        seen.clear();
        seen.add(images.imageNumber(i));
      }
    }
    if (start < images.size()) {
      runs.add(new int[] {start, images.size()});
    }
    return runs;
  }

  private void load(Partition partition, TableSchema columns, int firstImage, int endImage)
      throws SQLException {
    PartitionTable table = partition.table(columns.tag());
    int first = lowerBound(table.images(), firstImage);
    int rows = lowerBound(table.images(), endImage) - first;
    List<FieldVector> vectors = new ArrayList<>();
    try {
      for (int c = 0; c < columns.columns().size(); c++) {
        vectors.add(
            QueryTables.isTableNumber(columns, c)
                ? tableNumbers(
                    partition, columns.names().get(c), columns.columns().get(c), table, first, rows)
                : slice(table.batch().vector(c), columns.names().get(c), first, rows));
      }
      query.create(allocator, columns.group(), vectors, rows);
    } finally {
      vectors.forEach(FieldVector::close);
    }
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

  /** The query's columns in the output's order, which is also their order in the row order. */
  private List<Column> resultColumns() {
    return schema.output("").columns().stream()
        .map(c -> new Column(c.name(), queryType(c)))
        .toList();
  }

  /** A cast to another width is the writer's, so that the rows' order does not depend on it. */
  private static ColumnType queryType(OutputColumn column) {
    return switch (column.type()) {
      case FLOAT -> ColumnType.DOUBLE;
      case INT8, INT32 -> ColumnType.INT64;
      default -> column.type();
    };
  }

  private static List<Gathered> gathered(List<FieldVector> vectors, int rows) {
    int[] all = IntStream.range(0, rows).toArray();
    return Arrays.asList(vectors.stream().map(v -> new Gathered(v, all)).toArray(Gathered[]::new));
  }
}
