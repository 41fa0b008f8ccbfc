package org.cytobeam.testkit.property;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What identifies an image.
 *
 * @param source the source's place in order
 * @param tableNumber null, Long or String
 */
record ImageId(int source, Object tableNumber, long imageNumber) implements Comparable<ImageId> {
  static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final Comparator<ImageId> ORDER =
      Comparator.comparingInt(ImageId::source)
          .thenComparingInt(ImageId::kind)
          .thenComparingLong(id -> id.tableNumber instanceof Long number ? number : 0)
          .thenComparing(id -> id.tableNumber instanceof String text ? text : "", BY_BYTES)
          .thenComparingLong(ImageId::imageNumber);

  private int kind() {
    return tableNumber == null ? 0 : tableNumber instanceof Long ? 1 : 2;
  }

  @Override
  public int compareTo(ImageId other) {
    return ORDER.compare(this, other);
  }
}
