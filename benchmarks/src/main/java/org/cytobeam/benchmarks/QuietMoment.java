package org.cytobeam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Waits until other processes leave the processors alone, which two threads need to show what they
 * are worth. Where {@code /proc/stat} is not there, no moment is taken for quiet.
 */
final class QuietMoment {
  private static final Path STATISTICS = Path.of("/proc/stat");
  private static final double MAX_BUSY = 0.1;
  private static final long LOOK_MILLIS = 300;

  private long millisLeft;

  /**
   * @param maxMillis for how long to wait, in all
   */
  QuietMoment(long maxMillis) {
    this.millisLeft = maxMillis;
  }

  /** Waits for one; whether there is one, and not the end of waiting. */
  boolean await() throws IOException, InterruptedException {
    while (millisLeft > 0 && Files.exists(STATISTICS)) {
      millisLeft -= LOOK_MILLIS;
      long[] before = ticks();
      Thread.sleep(LOOK_MILLIS);
      long[] after = ticks();
      double idle = (double) (after[1] - before[1]) / Math.max(1, after[0] - before[0]);
      if (idle >= 1 - MAX_BUSY) {
        return true;
      }
    }
    return false;
  }

  /** Of all processors: all ticks, and those in which nothing ran. */
  private static long[] ticks() throws IOException {
    String[] fields = Files.readAllLines(STATISTICS).get(0).split(" +");
    long all = 0;
    // User, nice, system, idle, waiting for disks, interrupts (two), taken by other machines.
    for (int i = 1; i <= 8; i++) {
      all += Long.parseLong(fields[i]);
    }
    return new long[] {all, Long.parseLong(fields[4]) + Long.parseLong(fields[5])};
  }
}
