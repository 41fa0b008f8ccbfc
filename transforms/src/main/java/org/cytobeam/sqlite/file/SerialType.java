package org.cytobeam.sqlite.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The numbers in the header of a record that tell how each value is stored.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 2.1.
 */
final class SerialType {
  static final int NULL = 0;
  static final int REAL = 7;
  static final int ZERO = 8;
  static final int ONE = 9;
  static final int FIRST_BLOB = 12;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final int[] BYTES = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};

  private SerialType() {}

  /** How many bytes a value takes in the body of the record. */
  static int bytes(int type) {
    return type < FIRST_BLOB ? BYTES[type] : (type - FIRST_BLOB) >>> 1;
  }

  static StorageClass storageClass(int type) {
    if (type >= FIRST_BLOB) {
      return (type & 1) == 1 ? StorageClass.TEXT : StorageClass.BLOB;
    }
    return switch (type) {
      case 1, 2, 3, 4, 5, 6, ZERO, ONE -> StorageClass.INTEGER;
      case REAL -> StorageClass.REAL;
      // 10 and 11 are not used; SQLite reads them as NULL.
      default -> StorageClass.NULL;
    };
  }

  static long integer(int type, byte[] bytes, int at) {
    return switch (type) {
      case 1 -> bytes[at];
      case 2 -> (short) SHORT.get(bytes, at);
      case 3 -> bytes[at] << 16 | (short) SHORT.get(bytes, at + 1) & 0xffff;
      case 4 -> (int) INT.get(bytes, at);
      case 5 ->
          (long) (short) SHORT.get(bytes, at) << 32 | (int) INT.get(bytes, at + 2) & 0xffffffffL;
      case 6 -> (long) LONG.get(bytes, at);
      case ONE -> 1;
      default -> 0;
    };
  }

  static double real(byte[] bytes, int at) {
    return Double.longBitsToDouble((long) LONG.get(bytes, at));
  }
}
