package org.cytobeam.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Sizes, times and counts as a person reads them. */
final class HumanText {
  private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB", "TB");

  private HumanText() {}

  /** Two digits at least, three at most: {@code 12 KB}, {@code 1.2 GB}. */
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || value >= 10 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }

  /** Roughly, in the largest unit of which there are two. */
  static String duration(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return count(seconds, "second");
    }
    if (seconds < 2 * 3600) {
      return count(Math.round(seconds / 60.0), "minute");
    }
    return seconds < 48 * 3600
        ? count(Math.round(seconds / 3600.0), "hour")
        : count(Math.round(seconds / 86400.0), "day");
  }

  /** {@code 1 row}, {@code 1,200 rows}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
