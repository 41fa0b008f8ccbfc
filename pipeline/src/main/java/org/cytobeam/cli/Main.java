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
    description = "%nTurns single-cell measurements into joined, analysis-ready tables.%n",
    subcommands = {
      ConvertCommand.class,
      InspectCommand.class,
      PresetsCommand.class,
      CleanCommand.class,
      CompletionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:the command or its options make no sense",
      "3:something you can fix: the message says what",
      "4:done, but some input was left out, or would be",
      "5:the destination exists"
    },
    footer = {
      "",
      "Examples:",
      "  cytobeam inspect plate.sqlite                             what is in it?",
      "  cytobeam convert plate.sqlite plate.parquet --dry-run     what would come of it?",
      "  cytobeam convert plate.sqlite plate.parquet               do it",
      "  cytobeam convert --help                                   all options, with examples"
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
    throw new ParameterException(
        spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
  }
}
