package org.cytobeam.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this machine lets a run use: the one place that asks. The JVM's answers respect the limits
 * of a container.
 *
 * @param threads row groups worked on at once
 * @param memoryBytes planned for, native memory included
 */
record WorkerResources(int threads, long memoryBytes) {
  private static final long MB = 1L << 20;

  /** A thread holds a partition decoded, its copy in a query, and its pages. */
  private static final long BYTES_A_THREAD = 256 * MB;

  private static final long MIN_QUERY_BYTES = 256 * MB;

  static WorkerResources of(int threads, long memoryBytes) {
    long memory = memoryBytes > 0 ? memoryBytes : machineMemory() / 2;
    int wanted = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    int affordable = (int) Math.max(1, memory / BYTES_A_THREAD);
    return new WorkerResources(Math.min(wanted, affordable), memory);
  }

  long queryMemoryBytes() {
    return Math.max(MIN_QUERY_BYTES, memoryBytes / 4);
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
