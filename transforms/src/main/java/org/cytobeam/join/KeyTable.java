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
import org.cytobeam.join.KeyFault.Kind;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.schema.JoinLink;

/**
 * The keys of one table's rows, as small Arrow columns: {@code row_number}, {@code image} (the
 * ordinal), {@code object}, and {@code parent0}, {@code parent1} ... A key that is missing, zero
 * where it names a parent, or not a whole number is NULL and matches nothing. Object numbers that
 * are so are faults; of parents' numbers those that are there and no whole numbers.
 *
 * <p>Numbers are read from whatever type all sources' values meet in: one bad value in one file
 * makes the column text everywhere, and must not cost the other rows their partners.
 *
 * <p>A row whose (image, object) an earlier row already has is rejected: it would multiply the rows
 * that refer to it. The anchor's rows, to which none refers, all stay.
 */
final class KeyTable implements AutoCloseable {
  private static final int SHOWN_CHARACTERS = 40;

  private final List<FieldVector> vectors = new ArrayList<>();
  private final PartitionTable table;
  private final Spec spec;
  private final KeyFaults faults;
  private int rows;
  private int rejected;

  /**
   * Which columns hold the keys.
   *
   * @param object the position of the object number, -1 for an image table
   * @param links the links by which the table refers to others
   * @param parents the positions of the parents' numbers, one a link
   * @param unique whether repeated keys are rejected; the anchor's rows are all kept
   */
  record Spec(int object, List<JoinLink> links, List<Integer> parents, boolean unique) {}

  static KeyTable of(BufferAllocator allocator, PartitionTable table, Spec spec, KeyFaults faults) {
    KeyTable keys = new KeyTable(table, spec, faults);
    try {
      keys.fill(allocator);
      return keys;
    } catch (RuntimeException | Error e) {
      keys.close();
      throw e;
    }
  }

  private KeyTable(PartitionTable table, Spec spec, KeyFaults faults) {
    this.table = table;
    this.spec = spec;
    this.faults = faults;
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

  private void fill(BufferAllocator allocator) {
    IntVector rowNumbers = add(new IntVector("row_number", allocator));
    IntVector images = add(new IntVector("image", allocator));
    BigIntVector objects = add(new BigIntVector("object", allocator));
    List<BigIntVector> parentVectors = new ArrayList<>();
    for (int i = 0; i < spec.parents().size(); i++) {
      parentVectors.add(add(new BigIntVector("parent" + i, allocator)));
    }
    boolean[] repeated = repeated();
    for (int row = 0; row < table.rows(); row++) {
      if (repeated[row]) {
        fault(spec.unique() ? Kind.REPEATED : Kind.REPEATED_ANCHOR, spec.object(), "", row);
        if (spec.unique()) {
          rejected++;
          continue;
        }
      }
      rowNumbers.set(rows, row);
      images.set(rows, table.images()[row]);
      if (spec.object() >= 0) {
        putObject(objects, row);
      }
      for (int i = 0; i < parentVectors.size(); i++) {
        putParent(parentVectors.get(i), spec.links().get(i), spec.parents().get(i), row);
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
  private boolean[] repeated() {
    boolean[] repeated = new boolean[table.rows()];
    Set<Long> seen = new HashSet<>();
    for (int row = 0; row < table.rows(); row++) {
      if (row > 0 && table.images()[row] != table.images()[row - 1]) {
        seen.clear();
      }
      Long key = spec.object() < 0 ? Long.valueOf(0) : wholeNumber(vector(spec.object()), row);
      repeated[row] = key != null && !seen.add(key);
    }
    return repeated;
  }

  private void putObject(BigIntVector keys, int row) {
    Long key = wholeNumber(vector(spec.object()), row);
    if (key != null) {
      keys.set(rows, key);
    } else {
      fault(Kind.NO_OBJECT_NUMBER, spec.object(), "", row);
    }
  }

  private void putParent(BigIntVector keys, JoinLink link, int column, int row) {
    Long key = wholeNumber(vector(column), row);
    if (key == null && !isMissing(vector(column), row)) {
      fault(Kind.PARENT_NOT_WHOLE, column, link.target(), row);
    } else if (key != null && key != 0) {
      keys.set(rows, key);
    }
  }

  private void fault(Kind kind, int column, String target, int row) {
    String name = column < 0 ? "" : table.batch().columns().get(column).name();
    int image = table.images()[row];
    faults.add(
        kind,
        table.tag(),
        name,
        target,
        image,
        () -> column < 0 ? "" : describe(vector(column), row));
  }

  private FieldVector vector(int column) {
    return table.batch().vector(column);
  }

  /** NaN is how CellProfiler writes that there is nothing. */
  private static boolean isMissing(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return true;
    }
    if (vector instanceof Float8Vector doubles) {
      return Double.isNaN(doubles.get(row));
    }
    byte[] text =
        vector instanceof VarCharVector texts
            ? texts.get(row)
            : vector instanceof VarBinaryVector blobs ? blobs.get(row) : null;
    return text != null
        && switch (TextValue.typeOf(text, 0, text.length)) {
          case NULL -> true;
          case DOUBLE -> Double.isNaN(TextValue.parseDouble(text, 0, text.length));
          default -> false;
        };
  }

  /** A value as messages show it. */
  static String describe(FieldVector source, int row) {
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
