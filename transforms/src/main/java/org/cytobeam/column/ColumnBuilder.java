package org.cytobeam.column;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.model.ColumnType;

/**
 * Puts stored values into one column, converting them to the column's type.
 *
 * <p>A value that the type cannot hold stays NULL and is counted. Missing values need no call. Text
 * that is put is read by the rules of {@link TextValue}, by which {@code nan} and {@code inf} are
 * numbers.
 */
public abstract class ColumnBuilder {
  private long unreadable;

  static ColumnBuilder of(FieldVector vector, ColumnType type, long maxTextBytes) {
    return switch (type.settled()) {
      case INT64 -> new Longs((BigIntVector) vector);
      case DOUBLE -> new Doubles((Float8Vector) vector);
      case BOOL -> new Bools((BitVector) vector);
      case DATE -> new Dates((DateDayVector) vector);
      case TIME -> new Times((TimeMicroVector) vector);
      case TIMESTAMP, TIMESTAMP_UTC -> new Timestamps((TimeStampVector) vector);
      case BINARY -> new Blobs((VarBinaryVector) vector, maxTextBytes);
      case TEXT -> new Texts((VarCharVector) vector, maxTextBytes);
      default -> throw new IllegalArgumentException("no source column has type " + type);
    };
  }

  /** Puts an integer. */
  public void putLong(int row, long value) {
    refuse();
  }

  /** Puts a floating-point number. */
  public void putDouble(int row, double value) {
    refuse();
  }

  /** Puts UTF-8 text. */
  public abstract void putText(int row, byte[] utf8, int offset, int length);

  /** Puts bytes that are not text. */
  public void putBlob(int row, byte[] bytes, int offset, int length) {
    refuse();
  }

  /** How many values became NULL because the column's type cannot hold them. */
  public final long unreadable() {
    return unreadable;
  }

  final void refuse() {
    unreadable++;
  }

  /** Integers; a double is taken when it is a whole number of 64 bits. */
  private static final class Longs extends ColumnBuilder {
    private final BigIntVector vector;

    Longs(BigIntVector vector) {
      this.vector = vector;
    }

    @Override
    public void putLong(int row, long value) {
      vector.set(row, value);
    }

    @Override
    public void putDouble(int row, double value) {
      if (value == Math.rint(value) && value >= -0x1p63 && value < 0x1p63) {
        vector.set(row, (long) value);
      } else {
        refuse();
      }
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      switch (TextValue.typeOf(utf8, offset, length)) {
        case INT64 -> vector.set(row, TextValue.parseLong(utf8, offset, length));
        case DOUBLE -> putDouble(row, TextValue.parseDouble(utf8, offset, length));
        default -> refuse();
      }
    }
  }

  /** Floating-point numbers, integers among them. */
  private static final class Doubles extends ColumnBuilder {
    private final Float8Vector vector;

    Doubles(Float8Vector vector) {
      this.vector = vector;
    }

    @Override
    public void putLong(int row, long value) {
      vector.set(row, value);
    }

    @Override
    public void putDouble(int row, double value) {
      vector.set(row, value);
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      if (TextValue.isNumber(utf8, offset, length)) {
        vector.set(row, TextValue.parseDouble(utf8, offset, length));
      } else {
        refuse();
      }
    }
  }

  /** Truth values. */
  private static final class Bools extends ColumnBuilder {
    private final BitVector vector;

    Bools(BitVector vector) {
      this.vector = vector;
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      if (TextValue.typeOf(utf8, offset, length) == ColumnType.BOOL) {
        vector.set(row, TextValue.parseBool(utf8, offset, length) ? 1 : 0);
      } else {
        refuse();
      }
    }
  }

  /** Dates. */
  private static final class Dates extends ColumnBuilder {
    private final DateDayVector vector;

    Dates(DateDayVector vector) {
      this.vector = vector;
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      if (TextValue.typeOf(utf8, offset, length) == ColumnType.DATE) {
        vector.set(row, TextValue.parseDate(utf8, offset, length));
      } else {
        refuse();
      }
    }
  }

  /** Times of day. */
  private static final class Times extends ColumnBuilder {
    private final TimeMicroVector vector;

    Times(TimeMicroVector vector) {
      this.vector = vector;
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      if (TextValue.typeOf(utf8, offset, length) == ColumnType.TIME) {
        vector.set(row, TextValue.parseTime(utf8, offset, length));
      } else {
        refuse();
      }
    }
  }

  /** Timestamps, with or without zone; a plain date counts as its midnight. */
  private static final class Timestamps extends ColumnBuilder {
    private final TimeStampVector vector;

    Timestamps(TimeStampVector vector) {
      this.vector = vector;
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      switch (TextValue.typeOf(utf8, offset, length)) {
        case TIMESTAMP, TIMESTAMP_UTC ->
            vector.set(row, TextValue.parseTimestamp(utf8, offset, length));
        case DATE -> vector.set(row, TextValue.parseDate(utf8, offset, length) * 86_400_000_000L);
        default -> refuse();
      }
    }
  }

  /** Text; numbers keep the shortest text that gives them back. */
  private static final class Texts extends ColumnBuilder {
    private final VarCharVector vector;
    private final Room room;

    Texts(VarCharVector vector, long maxTextBytes) {
      this.vector = vector;
      this.room = new Room(vector, maxTextBytes);
    }

    @Override
    public void putLong(int row, long value) {
      putString(row, Long.toString(value));
    }

    @Override
    public void putDouble(int row, double value) {
      putString(row, DoubleText.of(value));
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      room.take(length);
      vector.setSafe(row, utf8, offset, length);
    }

    private void putString(int row, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      putText(row, bytes, 0, bytes.length);
    }
  }

  /** Bytes; text counts as its UTF-8. */
  private static final class Blobs extends ColumnBuilder {
    private final VarBinaryVector vector;
    private final Room room;

    Blobs(VarBinaryVector vector, long maxTextBytes) {
      this.vector = vector;
      this.room = new Room(vector, maxTextBytes);
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      putBlob(row, utf8, offset, length);
    }

    @Override
    public void putBlob(int row, byte[] bytes, int offset, int length) {
      room.take(length);
      vector.setSafe(row, bytes, offset, length);
    }
  }

  /** What a vector of text can still take. */
  private static final class Room {
    private final FieldVector vector;
    private long left;

    Room(FieldVector vector, long bytes) {
      this.vector = vector;
      this.left = bytes;
    }

    void take(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new FullColumnException(vector.getName());
      }
    }
  }
}
