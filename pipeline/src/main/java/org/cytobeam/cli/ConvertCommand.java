package org.cytobeam.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.cytobeam.inspect.InspectedProblem;
import org.cytobeam.pipeline.Conversion;
import org.cytobeam.pipeline.ConversionResult;
import org.cytobeam.pipeline.ConvertOptions;
import org.cytobeam.pipeline.DryRun;
import org.cytobeam.pipeline.ShutdownHook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code cytobeam convert}: the main job. */
@Command(
    name = "convert",
    sortOptions = false,
    header = "Joins the tables of a source and writes them as Parquet.",
    customSynopsis = "cytobeam convert SOURCE_PATH DEST_PATH [OPTIONS]",
    description =
        "%nReads the tables of SOURCE_PATH (cells, nuclei, cytoplasm, image), joins them and writes"
            + " one Parquet file, with a report beside it (DEST_PATH.report.json).%n",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:the command or its options make no sense",
      "3:something you can fix: the message says what",
      "4:done, but some input was left out: the report says which and why",
      "5:DEST_PATH exists"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  A plate in one SQLite file:",
      "    cytobeam convert plate.sqlite plate.parquet",
      "  A folder of CSV files, in one folder or a folder a site:",
      "    cytobeam convert measurements/ plate.parquet",
      "  Half the size, all image columns, every cytoplasm kept:",
      "    cytobeam convert plate.sqlite plate.parquet \\",
      "      --data-type-cast-map float=float32,integer=int32 \\",
      "      --image-columns all --join-policy left",
      "  Every table by itself:",
      "    cytobeam convert plate.sqlite tables --no-join",
      "",
      "Options of Apache Beam are written --camelCase=value, e.g. --runner=DirectRunner."
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SOURCE_PATH",
      description = "A SQLite file, a folder (searched with its subfolders), or a glob.")
  private String source;

  @Parameters(
      index = "1",
      paramLabel = "DEST_PATH",
      description = "The Parquet file to write; a folder with --no-join or --no-concat.")
  private String destination;

  @Mixin private ConvertOptions options;

  @Option(
      names = "--dry-run",
      description =
          "Write nothing; say what was found, how it would be joined, and what it would take.")
  private boolean dryRun;

  @Option(names = "--columns", description = "With --dry-run: name every column of the output.")
  private boolean columns;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but the result's path and errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what is done, step by step.")
  private boolean verbose;

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try {
      return convert();
    } catch (Error e) {
      // Only exceptions come to where the exit code and the message are decided.
      throw new ExecutionException(e);
    }
  }

  private int convert() throws Exception {
    LogOutput.show(verbose);
    PrintWriter err = spec.commandLine().getErr();
    Conversion conversion =
        Conversion.of(source, destination, options, BeamArguments.parse(unmatched, "convert"));
    if (dryRun) {
      return dryRun(conversion, err);
    }
    if (!quiet) {
      err.println(conversion.reason());
      conversion.prepare().forEach(err::println);
    }
    ConversionResult result = run(conversion, err);
    spec.commandLine().getOut().println(result.output());
    if (!quiet) {
      tell(result, err);
    }
    return result.quarantined() ? ExitCodes.QUARANTINED : ExitCodes.DONE;
  }

  private int dryRun(Conversion conversion, PrintWriter err) throws Exception {
    ProgressDisplay progress = new ProgressDisplay(err, isTerminal());
    DryRun plan;
    try {
      plan = conversion.dryRun(quiet ? nothing -> {} : progress);
    } finally {
      progress.finish();
    }
    Sheet sheet = new Sheet(spec.commandLine().getOut());
    new DryRunText(plan, sheet).write(source, columns);
    return plan.inspection().problems().stream().anyMatch(InspectedProblem::leavesOut)
        ? ExitCodes.QUARANTINED
        : ExitCodes.DONE;
  }

  private ConversionResult run(Conversion conversion, PrintWriter err) throws Exception {
    ProgressDisplay progress = new ProgressDisplay(err, isTerminal());
    try (ShutdownHook abandon = ShutdownHook.of("abandon", conversion::abandon)) {
      return quiet ? conversion.run() : conversion.run(progress);
    } finally {
      progress.finish();
    }
  }

  /** Told by the start script: newer JVMs have a console also when the output goes to a file. */
  private boolean isTerminal() {
    return !quiet && Boolean.getBoolean("cytobeam.terminal") && System.getenv("TERM") != null;
  }

  private static void tell(ConversionResult result, PrintWriter err) {
    ProblemLines.of(result.problems(), "all of them in the report").forEach(err::println);
    err.printf(Locale.ROOT, "%,d rows; report: %s%n", result.rows(), result.report());
  }
}
