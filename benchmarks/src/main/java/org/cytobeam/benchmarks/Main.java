package org.cytobeam.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code benchmarks/run} starts: the benchmarks by name. */
@Command(
    name = "benchmarks/run",
    description = "Generates plates, and measures what it takes to read them.",
    mixinStandardHelpOptions = true,
    subcommands = {GenerateCommand.class, SqliteReadingCommand.class, NativePassCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
