package org.cytobeam.sqlite.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A row as a test sees it, compared by storage class and bits.
 *
 * @param values null, Long, Double, String, or for a blob its ByteBuffer
 */
record Row(long rowid, List<Object> values) {
  static Row of(long rowid, Object[] values) {
    return new Row(rowid, Arrays.asList(values));
  }

  /** The value with equality by content. */
  static Object value(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  Row only(int[] columns) {
    Object[] some = Arrays.stream(columns).mapToObj(values::get).toArray();
    return of(rowid, some);
  }
}
