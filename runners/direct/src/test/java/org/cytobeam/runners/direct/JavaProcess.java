package org.cytobeam.runners.direct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class in a JVM of its own on the tests' class path; its output goes to files. */
record JavaProcess(Process handle, Path outFile, Path errFile) {
  /**
   * What a shell starts in the background ignores Ctrl-C, and so does what it starts in turn, but
   * for this prefix, which GNU's {@code env} understands.
   */
  private static final List<String> DEFAULT_SIGNALS = prefix("env", "--default-signal");

  private static List<String> prefix(String... command) {
    try {
      List<String> tried = new ArrayList<>(List.of(command));
      tried.add("true");
      Process process = new ProcessBuilder(tried).start();
      return process.waitFor() == 0 ? List.of(command) : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Starts it as {@code bin/cytobeam} would. */
  static JavaProcess start(Path folder, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseParallelGC",
            // A run of seconds is over before the second compiler is of use.
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new JavaProcess(process, out, err);
  }

  String out() throws IOException {
    return Files.readString(outFile);
  }

  String err() throws IOException {
    return Files.readString(errFile);
  }
}
