package org.cytobeam.join;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.column.TextValue;
import org.cytobeam.read.PartitionTable;

/**
 * The keys of one table's rows, as small Arrow columns: {@code row_number}, {@code image} (the
 * ordinal), {@code object}, and {@code parent0}, {@code parent1} ... A key that is missing, zero
 * where it names a parent, or not a whole number is NULL and matches nothing; object numbers that
 * are so are counted.
 *
 * <p>Numbers are read from whatever type all sources' values meet in: one bad value in one file
 * makes the column text everywhere, and must not cost the other rows their partners.
 *
 * <p>A row whose (image, object) an earlier row already has is rejected: it would multiply the rows
 * that refer to it.
 */
final class KeyTable implements AutoCloseable {
  private static final int SHOWN_CHARACTERS = 40;

  private final List<FieldVector> vectors = new ArrayList<>();
  private final PartitionTable table;
  private int rows;
  private int rejected;
  private long unusable;
  private String firstUnusable = "";

  /**
   * @param object the position of the object number, -1 for an image table
   * @param parents the positions of the parents' numbers
   * @param unique whether repeated keys are rejected; the anchor's rows are all kept
   */
  static KeyTable of(
      BufferAllocator allocator,
      PartitionTable table,
      int object,
      List<Integer> parents,
      boolean unique) {
    KeyTable keys = new KeyTable(table);
    try {
      keys.fill(allocator, object, parents, unique);
      return keys;
    } catch (RuntimeException | Error e) {
      keys.close();
      throw e;
    }
  }

  private KeyTable(PartitionTable table) {
    this.table = table;
  }

  List<FieldVector> vectors() {
    return vectors;
  }

  int rows() {
    return rows;
  }

  int rejected() {
    return rejected;
  }

  /** The rows kept without a usable object number. */
  UnusableKeys unusable() {
    return new UnusableKeys(table.tag(), unusable, firstUnusable);
  }

  private void fill(BufferAllocator allocator, int object, List<Integer> parents, boolean unique) {
    IntVector rowNumbers = add(new IntVector("row_number", allocator));
    IntVector images = add(new IntVector("image", allocator));
    BigIntVector objects = add(new BigIntVector("object", allocator));
    List<BigIntVector> parentVectors = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      parentVectors.add(add(new BigIntVector("parent" + i, allocator)));
    }
    boolean[] repeated = unique ? repeated(object) : new boolean[table.rows()];
    for (int row = 0; row < table.rows(); row++) {
      if (repeated[row]) {
        rejected++;
        continue;
      }
      rowNumbers.set(rows, row);
      images.set(rows, table.images()[row]);
      if (object >= 0) {
        putObject(objects, table.batch().vector(object), row);
      }
      for (int i = 0; i < parents.size(); i++) {
        putParent(parentVectors.get(i), table.batch().vector(parents.get(i)), row);
      }
      rows++;
    }
    vectors.forEach(v -> v.setValueCount(rows));
  }

  private <V extends FieldVector> V add(V vector) {
    vectors.add(vector);
    vector.setInitialCapacity(table.rows());
    vector.allocateNew();
    return vector;
  }

  /** Rows of an image lie together, so the keys seen are forgotten with each new image. */
  private boolean[] repeated(int object) {
    boolean[] repeated = new boolean[table.rows()];
    Set<Long> seen = new HashSet<>();
    for (int row = 0; row < table.rows(); row++) {
      if (row > 0 && table.images()[row] != table.images()[row - 1]) {
        seen.clear();
      }
      Long key = object < 0 ? Long.valueOf(0) : wholeNumber(table.batch().vector(object), row);
      repeated[row] = key != null && !seen.add(key);
    }
    return repeated;
  }

  private void putObject(BigIntVector keys, FieldVector source, int row) {
    Long key = wholeNumber(source, row);
    if (key != null) {
      keys.set(rows, key);
    } else if (unusable++ == 0) {
      firstUnusable = describe(source, row);
    }
  }

  private void putParent(BigIntVector keys, FieldVector source, int row) {
    Long key = wholeNumber(source, row);
    if (key != null && key != 0) {
      keys.set(rows, key);
    }
  }

  private static String describe(FieldVector source, int row) {
    if (source instanceof VarBinaryVector blobs && !blobs.isNull(row)) {
      return "a blob of " + blobs.getValueLength(row) + " bytes";
    }
    String value = source.isNull(row) ? "NULL" : source.getObject(row).toString();
    String shown =
        value.length() > SHOWN_CHARACTERS ? value.substring(0, SHOWN_CHARACTERS) + ".." : value;
    return source instanceof VarCharVector && !source.isNull(row) ? "'" + shown + "'" : shown;
  }

  /** The number in a row, or null where there is none that could name an object. */
  static Long wholeNumber(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof BigIntVector integers) {
      return integers.get(row);
    }
    if (vector instanceof Float8Vector doubles) {
      return wholeNumber(doubles.get(row));
    }
    if (vector instanceof VarCharVector texts) {
      return wholeNumber(texts.get(row));
    }
    return vector instanceof VarBinaryVector blobs ? wholeNumber(blobs.get(row)) : null;
  }

  /** Above 2^53 a double no longer tells neighbouring integers apart. */
  private static Long wholeNumber(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53 ? (Long) (long) value : null;
  }

  private static Long wholeNumber(byte[] utf8) {
    return switch (TextValue.typeOf(utf8, 0, utf8.length)) {
      case INT64 -> TextValue.parseLong(utf8, 0, utf8.length);
      case DOUBLE -> wholeNumber(TextValue.parseDouble(utf8, 0, utf8.length));
      default -> null;
    };
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
  }
}
