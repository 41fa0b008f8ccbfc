package org.cytobeam.benchmarks;

import java.util.Arrays;
import org.cytobeam.sqlite.file.ValueSink;

/** Some rows of a column of numbers: an array, and a bit for each value that there is. */
final class DoubleColumn implements ValueSink {
  private final double[] values;
  private final long[] valid;

  DoubleColumn(int rows) {
    this.values = new double[rows];
    this.valid = new long[(rows + Long.SIZE - 1) / Long.SIZE];
  }

  static DoubleColumn[] block(int columns, int rows) {
    DoubleColumn[] block = new DoubleColumn[columns];
    Arrays.setAll(block, i -> new DoubleColumn(rows));
    return block;
  }

  /** Makes every value NULL. */
  void clear() {
    Arrays.fill(valid, 0);
  }

  @Override
  public void putDouble(int row, double value) {
    values[row] = value;
    valid[row >> 6] |= 1L << row;
  }

  @Override
  public void putLong(int row, long value) {
    putDouble(row, value);
  }

  @Override
  public void putText(int row, byte[] utf8, int offset, int length) {
    throw new IllegalStateException("there is text among the measurements");
  }

  @Override
  public void putBlob(int row, byte[] bytes, int offset, int length) {
    throw new IllegalStateException("there is a blob among the measurements");
  }

  /**
   * Sums the bits of the values, each with its column: exact, and the same in whatever order rows
   * come.
   */
  long sum(int column, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      boolean isValid = (valid[row >> 6] >>> row & 1) == 1;
      sum += isValid ? Double.doubleToRawLongBits(values[row]) : 1;
    }
    return sum * (2L * column + 1);
  }
}
