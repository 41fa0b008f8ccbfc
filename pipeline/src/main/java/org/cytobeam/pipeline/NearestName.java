package org.cytobeam.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Finds the name that was probably meant by one that does not exist. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that needs the fewest letters changed, ignoring case; first where only a part of
   * it was given ({@code pycytominer}), then over the whole name.
   *
   * @param known at least one name
   */
  public static String among(List<String> known, String given) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distanceToPart(given, name))
                .thenComparingInt(name -> distance(given, name)))
        .orElseThrow();
  }

  /** Levenshtein's distance. */
  private static int distance(String given, String name) {
    int[] row = lastRow(given, name, IntStream.rangeClosed(0, name.length()).toArray());
    return row[name.length()];
  }

  /** The least distance to any part of the name, by Sellers' change to the first row. */
  private static int distanceToPart(String given, String name) {
    return Arrays.stream(lastRow(given, name, new int[name.length() + 1])).min().orElseThrow();
  }

  private static int[] lastRow(String a, String b, int[] row) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row;
  }
}
