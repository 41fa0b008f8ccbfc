package org.cytobeam.join;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.TableSchema;

/**
 * Every table by itself, in order of image and object number; where there is no object number, in
 * the order of the file.
 */
final class SeparateRows implements RowSource {
  private final OutputSchema schema;
  private final BufferAllocator allocator;

  SeparateRows(OutputSchema schema, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
  }

  @Override
  public void write(Partition partition, RowGroupOutput output, Tally tally) throws IOException {
    for (TableSchema columns : schema.tables()) {
      PartitionTable table = partition.table(columns.tag());
      int[] order = order(table, columns);
      int[] images = IntStream.of(order).map(row -> table.images()[row]).toArray();
      RowMap rows = new RowMap(List.of(columns.tag()), images, List.of(order));
      try (OutputColumns gathered = new OutputColumns(partition, allocator)) {
        output.append(
            columns.group(),
            gathered.gather(schema.output(columns.group()).columns(), rows),
            rows.size());
      }
      tally.count(new TableCount(columns.tag(), table.rows(), table.rows(), 0, 0));
      tally.read(table);
    }
  }

  private static int[] order(PartitionTable table, TableSchema columns) {
    int object = columns.indexOf(columns.keys().objectNumber());
    IntStream rows = IntStream.range(0, table.rows());
    if (object < 0) {
      return rows.toArray();
    }
    FieldVector numbers = table.batch().vector(object);
    return rows.boxed()
        .sorted(
            Comparator.<Integer>comparingInt(row -> table.images()[row])
                .thenComparing(
                    row -> KeyTable.wholeNumber(numbers, row),
                    Comparator.nullsLast(Comparator.naturalOrder())))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
