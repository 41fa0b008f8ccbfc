package org.cytobeam.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/** Where something was measured: without it a figure says nothing. */
final class Machine {
  private Machine() {}

  /** The processor, the system and the versions, in a sentence. */
  static String describe() throws IOException {
    return "%s, %d processors, %s %s; Java %s; SQLite of sqlite-jdbc %s"
        .formatted(
            field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version(),
            SQLiteJDBCLoader.getVersion());
  }

  /** How many threads of all processes want a processor, on average over the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The most memory that this process has had resident; pages that the system caches are not. */
  static long peakResidentBytes() throws IOException {
    String kilobytes = field("/proc/self/status", "VmHWM", "");
    if (kilobytes.isEmpty()) {
      throw new IOException("resident memory is read from /proc/self/status, which is not here");
    }
    return Long.parseLong(kilobytes.replace(" kB", "")) * 1024;
  }

  private static String field(String file, String name, String otherwise) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    }
  }
}
