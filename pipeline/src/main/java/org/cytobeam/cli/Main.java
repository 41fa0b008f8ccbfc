package org.cytobeam.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cytobeam}: the command and its subcommands. */
@Command(
    name = "cytobeam",
    description = "Turns single-cell measurements into joined, analysis-ready tables.",
    subcommands = {ConvertCommand.class, InspectCommand.class, CleanCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footer = {
      "",
      "Examples:",
      "  cytobeam convert plate.sqlite plate.parquet",
      "  cytobeam convert --help"
    })
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // Numbers in messages and reports are the same wherever the program runs.
    Locale.setDefault(Locale.ROOT);
    Thread.setDefaultUncaughtExceptionHandler(MemoryShortage::uncaught);
    System.exit(
        run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
  }

  /** Runs a command; tells the exit code instead of ending the JVM. */
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(ExitCodes::usage)
        .setExecutionExceptionHandler(ExitCodes::failure)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: convert");
  }
}
