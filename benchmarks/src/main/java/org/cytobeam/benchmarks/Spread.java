package org.cytobeam.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** The median and the range of some figures. */
record Spread(double median, double min, double max) {
  static Spread of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** As a cell of a table: {@code 8.4 (8.1 - 9.0)}. */
  String format(int digits) {
    String form = "%." + digits + "f";
    return String.format(Locale.ROOT, form + " (" + form + " - " + form + ")", median, min, max);
  }
}
