package org.cytobeam.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A way to read the tables of objects of a plate into columns. */
enum ReadingMethod {
  RESULT_SET("sqlite-jdbc, `ResultSet.getDouble`", 1, ResultSetReader::new),
  CORE_CLASSES("sqlite-jdbc, its core classes", 1, CoreClassesReader::new),
  NATIVE("CytoBeam", 1, NativeReader::new),
  NATIVE_TWO_THREADS("CytoBeam, 2 threads", 2, NativeReader::new);

  /** Few enough that a block of 600 columns stays in a core's cache. */
  private static final int BLOCK_ROWS = 256;

  private final String title;
  private final int threads;
  private final Opener opener;

  /** Opens a reader of some rows. */
  private interface Opener {
    BlockReader open(TableRange range) throws SQLException, IOException;
  }

  /**
   * What one pass over the tables took and gave.
   *
   * @param cpuNanos of all threads that read
   * @param sum of the values' bits; 0 if it was not asked for
   */
  record Pass(long wallNanos, long cpuNanos, long rows, long values, long sum) {
    private Pass plus(Pass other) {
      return new Pass(
          wallNanos + other.wallNanos,
          cpuNanos + other.cpuNanos,
          rows + other.rows,
          values + other.values,
          sum + other.sum);
    }
  }

  ReadingMethod(String title, int threads, Opener opener) {
    this.title = title;
    this.threads = threads;
    this.opener = opener;
  }

  String title() {
    return title;
  }

  /** Reads everything, and sums it up. */
  Pass check(Path plate) throws Exception {
    return pass(plate, true);
  }

  /** Reads everything. */
  Pass time(Path plate) throws Exception {
    return pass(plate, false);
  }

  private Pass pass(Path plate, boolean isSummed) throws Exception {
    List<List<TableRange>> parts = TableRange.parts(plate, threads);
    if (threads == 1) {
      return read(parts.get(0), isSummed);
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<Future<Pass>> passes = new ArrayList<>();
      for (List<TableRange> part : parts) {
        passes.add(executor.submit(() -> read(part, isSummed)));
      }
      Pass all = new Pass(0, 0, 0, 0, 0);
      for (Future<Pass> pass : passes) {
        all = all.plus(get(pass));
      }
      long wall = System.nanoTime() - start;
      return new Pass(wall, all.cpuNanos, all.rows, all.values, all.sum);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Pass get(Future<Pass> pass) throws Exception {
    try {
      return pass.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Pass read(List<TableRange> ranges, boolean isSummed) throws SQLException, IOException {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long rows = 0;
    long values = 0;
    long sum = 0;
    for (TableRange range : ranges) {
      DoubleColumn[] block = DoubleColumn.block(range.columns(), BLOCK_ROWS);
      try (BlockReader reader = opener.open(range)) {
        int count = BLOCK_ROWS;
        while (count == BLOCK_ROWS) {
          for (DoubleColumn column : block) {
            column.clear();
          }
          count = reader.read(block, BLOCK_ROWS);
          rows += count;
          values += (long) count * block.length;
          sum += isSummed ? sum(block, count) : 0;
        }
      }
    }
    return new Pass(System.nanoTime() - start, cpuNanos() - cpu, rows, values, sum);
  }

  private static long sum(DoubleColumn[] block, int rows) {
    long sum = 0;
    for (int i = 0; i < block.length; i++) {
      sum += block[i].sum(i, rows);
    }
    return sum;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
