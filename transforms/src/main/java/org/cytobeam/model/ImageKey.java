package org.cytobeam.model;

/**
 * What identifies an image: source, TableNumber and ImageNumber together, never one of them alone.
 * Ordered by the source's UTF-8 bytes, then TableNumber, then ImageNumber.
 */
public record ImageKey(String source, TableNumber tableNumber, long imageNumber)
    implements Comparable<ImageKey> {
  @Override
  public int compareTo(ImageKey other) {
    int bySource = TableNumber.compareUtf8(source, other.source);
    if (bySource != 0) {
      return bySource;
    }
    int byTable = tableNumber.compareTo(other.tableNumber);
    return byTable != 0 ? byTable : Long.compare(imageNumber, other.imageNumber);
  }
}
