package org.cytobeam.column;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.cytobeam.model.Column;

/**
 * The rows of one table for one partition, as Arrow vectors; every cell is NULL until it is put.
 *
 * <p>Owns its native memory: whoever allocates a batch closes it.
 */
public final class ColumnBatch implements AutoCloseable {
  /** Arrow's offsets in text have 32 bits. */
  public static final long MAX_TEXT_BYTES = Integer.MAX_VALUE - 8L;

  private final List<Column> columns;
  private final List<FieldVector> vectors;
  private final List<ColumnBuilder> builders;
  private final int rows;

  private ColumnBatch(
      List<Column> columns, List<FieldVector> vectors, int rows, long maxTextBytes) {
    this.columns = columns;
    this.vectors = vectors;
    this.rows = rows;
    this.builders = new ArrayList<>(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      builders.add(ColumnBuilder.of(vectors.get(i), columns.get(i).type(), maxTextBytes));
    }
  }

  /** A batch of exactly {@code rows} rows, all NULL. Columns of type NULL become text. */
  public static ColumnBatch allocate(BufferAllocator allocator, List<Column> columns, int rows) {
    return allocate(allocator, columns, rows, MAX_TEXT_BYTES);
  }

  /**
   * As above, with a lower limit for the text of a column, above which its builder throws a {@link
   * FullColumnException}.
   */
  public static ColumnBatch allocate(
      BufferAllocator allocator, List<Column> columns, int rows, long maxTextBytes) {
    List<FieldVector> vectors = new ArrayList<>(columns.size());
    try {
      for (Column column : columns) {
        Field field =
            new Field(
                column.name(), FieldType.nullable(ArrowTypes.of(column.type().settled())), null);
        FieldVector vector = field.createVector(allocator);
        vectors.add(vector);
        vector.setInitialCapacity(rows);
        vector.allocateNew();
      }
      return new ColumnBatch(columns, vectors, rows, maxTextBytes);
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
  }

  /** Wraps vectors that are already filled; the batch owns them from here on. */
  public static ColumnBatch of(List<Column> columns, List<FieldVector> vectors, int rows) {
    return new ColumnBatch(columns, vectors, rows, MAX_TEXT_BYTES);
  }

  public int rows() {
    return rows;
  }

  public List<Column> columns() {
    return columns;
  }

  /** The position of the column of that name (exact), or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public ColumnBuilder builder(int column) {
    return builders.get(column);
  }

  public FieldVector vector(int column) {
    return vectors.get(column);
  }

  /** Call once after the last put: fixes the length of every vector. */
  public ColumnBatch seal() {
    vectors.forEach(v -> v.setValueCount(rows));
    return this;
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
  }
}
