package org.cytobeam.join;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.write.Gathered;

/** The vectors behind a partition's output columns; owns those that no table has. */
final class OutputColumns implements AutoCloseable {
  private final Partition partition;
  private final BufferAllocator allocator;
  private final List<FieldVector> owned = new ArrayList<>();

  OutputColumns(Partition partition, BufferAllocator allocator) {
    this.partition = partition;
    this.allocator = allocator;
  }

  /** Every output column with the row numbers of its table. */
  List<Gathered> gather(List<OutputColumn> columns, RowMap rows) {
    return columns.stream().map(column -> gather(column, rows)).toList();
  }

  private Gathered gather(OutputColumn column, RowMap rows) {
    return switch (column.origin()) {
      case TABLE ->
          new Gathered(
              partition.table(column.tag()).batch().vector(column.column()),
              rows.rowsOf(column.tag()));
      case IMAGE_NUMBER ->
          new Gathered(own(partition.images().imageNumberVector(allocator)), rows.images());
      case TABLE_NUMBER -> new Gathered(own(tableNumbers(column.type())), rows.images());
      case OBJECT_NUMBER -> {
        FieldVector numbers = partition.table(column.tag()).batch().vector(column.column());
        yield new Gathered(
            numbers instanceof BigIntVector
                ? numbers
                : own(MadeVectors.integers(numbers, allocator)),
            rows.rowsOf(column.tag()));
      }
      case FIRST_TEXT -> firstTexts(column, rows);
      case QUERY -> throw new IllegalStateException("no query column in a join of keys: " + column);
    };
  }

  private Gathered firstTexts(OutputColumn column, RowMap rows) {
    List<Gathered> candidates =
        column.places().stream()
            .map(
                place ->
                    new Gathered(
                        partition.table(place.tag()).batch().vector(place.column()),
                        rows.rowsOf(place.tag())))
            .toList();
    return new Gathered(
        own(MadeVectors.firstTexts(candidates, rows.size(), allocator)),
        IntStream.range(0, rows.size()).toArray());
  }

  private FieldVector tableNumbers(ColumnType type) {
    return partition.images().tableNumberVector(allocator, type);
  }

  private FieldVector own(FieldVector vector) {
    owned.add(vector);
    return vector;
  }

  @Override
  public void close() {
    owned.forEach(FieldVector::close);
  }
}
