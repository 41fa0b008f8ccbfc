package org.cytobeam.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One pass over a plate in a process of its own, which tells how much memory it has taken. */
@Command(
    name = "native-pass",
    description = "Reads a plate once, and prints the process's peak resident memory in bytes.",
    hidden = true)
final class NativePassCommand implements Callable<Integer> {
  static final String HEAP = "-Xmx64m";

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Override
  public Integer call() throws Exception {
    ReadingMethod.NATIVE.time(file);
    System.out.println(Machine.peakResidentBytes());
    return 0;
  }

  /** The peak of a fresh process that reads a plate. */
  static long peakResidentBytes(Path plate) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    HEAP,
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "native-pass",
                    plate.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the pass over " + plate + " failed");
    }
    return Long.parseLong(printed.strip());
  }
}
