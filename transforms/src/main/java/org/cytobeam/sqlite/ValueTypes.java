package org.cytobeam.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;

/**
 * Corrects declared types by the stored values: SQLite keeps 7.25 and {@code 'nan'} in a BIGINT
 * column, and anything in a column without a type, as {@code CREATE TABLE .. AS SELECT} makes them.
 * Adds up on the way what texts and blobs need.
 *
 * <p>A declared number stays a number: whole, or with fractions where some value needs them. A
 * column without a type has that in which its values meet, where text among numbers counts as what
 * it says; text alone stays text, and a blob makes all of it binary.
 */
final class ValueTypes {
  /**
   * Storage classes as bits. Of a declared integer, only values that no integer equals are real.
   */
  static final int INTEGERS = 1;

  static final int REALS = 2;
  static final int TEXTS = 4;
  static final int BLOBS = 8;

  private final List<Column> open = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final int[] classes;
  private final long[] bytes;
  private final ColumnType[] texts;
  private final List<String> keyColumns;

  ValueTypes(StoredTable table, KeyColumns keys) {
    this.keyColumns = RowKey.columns(keys);
    for (Column column : table.columns()) {
      if (isOpen(column)) {
        places.put(column.name(), open.size());
        open.add(column);
      }
    }
    this.classes = new int[open.size()];
    this.bytes = new long[open.size()];
    this.texts = new ColumnType[open.size()];
  }

  /** A row whose image key is no whole number is rejected, so those columns stay as they are. */
  private boolean isOpen(Column column) {
    return switch (column.type()) {
      case INT64 -> !keyColumns.contains(column.name());
      case BINARY, TEXT -> true;
      default -> false;
    };
  }

  /** The columns whose declaration does not settle their type or size, by whose places to add. */
  List<Column> open() {
    return open;
  }

  /**
   * Adds values of an open column.
   *
   * @param storedBytes of those that are texts or blobs
   */
  void add(int place, int storageClasses, long storedBytes) {
    classes[place] |= storageClasses;
    bytes[place] += storedBytes;
  }

  /** Whether the column's type depends on what its texts say, after what was added so far. */
  boolean dependsOnTexts(int place) {
    return (classes[place] & TEXTS) != 0 && !isVariable(type(place)) && !isLast(type(place), place);
  }

  /** Whether another text could still change the column's type, whatever else is added. */
  boolean mayDependOnText(int place) {
    boolean isWide = texts[place] == ColumnType.DOUBLE || (classes[place] & REALS) != 0;
    return open.get(place).type() != ColumnType.TEXT
        && texts[place] != ColumnType.TEXT
        && !(isDeclared(place) && isWide);
  }

  /** Adds the text of a value. */
  void addText(int place, byte[] utf8) {
    ColumnType type = TextValue.typeOf(utf8, 0, utf8.length);
    boolean isNumber = type == ColumnType.INT64 || type == ColumnType.DOUBLE;
    // What is no number becomes NULL in a column of numbers, and makes text of one without a type.
    if (isNumber || !isDeclared(place)) {
      texts[place] = texts[place] == null ? type : texts[place].meet(type);
    }
  }

  /** The type that holds the values of a column of the table; usable image keys are integers. */
  ColumnType typeOf(Column column) {
    if (keyColumns.contains(column.name()) && column.type() == ColumnType.BINARY) {
      return ColumnType.INT64;
    }
    Integer place = places.get(column.name());
    return place == null ? column.type() : type(place);
  }

  /** The bytes of all texts and blobs in columns of those, together. */
  long variableBytes() {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += isVariable(type(i)) ? bytes[i] : 0;
    }
    return sum;
  }

  private ColumnType type(int place) {
    ColumnType type = typeOfClasses(open.get(place).type(), classes[place]);
    return isVariable(type) || texts[place] == null ? type : type.meet(texts[place]);
  }

  private static ColumnType typeOfClasses(ColumnType declared, int classes) {
    if (declared == ColumnType.INT64) {
      return (classes & REALS) != 0 ? ColumnType.DOUBLE : ColumnType.INT64;
    }
    if (declared == ColumnType.TEXT || classes == TEXTS) {
      return ColumnType.TEXT;
    }
    if (classes == 0 || (classes & BLOBS) != 0) {
      return ColumnType.BINARY;
    }
    return (classes & REALS) != 0 ? ColumnType.DOUBLE : ColumnType.INT64;
  }

  private boolean isLast(ColumnType type, int place) {
    return type == ColumnType.TEXT || type == ColumnType.DOUBLE && isDeclared(place);
  }

  private boolean isDeclared(int place) {
    return open.get(place).type() == ColumnType.INT64;
  }

  private static boolean isVariable(ColumnType type) {
    return type == ColumnType.TEXT || type == ColumnType.BINARY;
  }
}
