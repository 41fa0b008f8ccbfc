package org.cytobeam.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.cytobeam.model.JoinScope;

/**
 * What this machine lets a run use: the one place that asks. The JVM's answers respect the limits
 * of a container.
 *
 * @param threads row groups worked on at once
 * @param memoryBytes planned for, native memory included
 */
record WorkerResources(int threads, long memoryBytes) {
  private static final long MB = 1L << 20;

  /** Native memory of a thread: a partition decoded, and its copy in a query. */
  private static final long BYTES_A_THREAD = 256 * MB;

  /** Heap of a thread: a page of 32 KiB for each of 7,390 columns, and pages that are complete. */
  private static final long HEAP_A_THREAD = 384 * MB;

  private static final long MIN_QUERY_BYTES = 256 * MB;

  static WorkerResources of(int threads, long memoryBytes) {
    long memory = memoryBytes > 0 ? memoryBytes : machineMemory() / 2;
    int wanted = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    long affordable =
        Math.min(memory / BYTES_A_THREAD, Runtime.getRuntime().maxMemory() / HEAP_A_THREAD);
    return new WorkerResources((int) Math.max(1, Math.min(wanted, affordable)), memory);
  }

  /** What DuckDB may hold; more where its queries see more than an image. */
  long queryMemoryBytes(JoinScope scope) {
    return Math.max(MIN_QUERY_BYTES, memoryBytes / (scope == JoinScope.IMAGE ? 4 : 2));
  }

  /** What one run of a user's SQL may need; one that sees everything is the only one. */
  long unitMemoryBytes(JoinScope scope) {
    return scope == JoinScope.ALL ? memoryBytes : memoryBytes / threads;
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
