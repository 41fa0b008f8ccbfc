package org.cytobeam.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cytobeam.inspect.InspectedProblem;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.ConvertOptions;
import org.cytobeam.pipeline.OutputInspection;
import org.cytobeam.pipeline.SourceInspection;
import org.cytobeam.pipeline.SourceNames;
import org.cytobeam.pipeline.SourceOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code cytobeam inspect}: what is in a source, or in an output. */
@Command(
    name = "inspect",
    sortOptions = false,
    header = "Says what is in a source or an output.",
    customSynopsis = "cytobeam inspect PATH [OPTIONS]",
    description = {
      "",
      "Says what is in a source, before you convert it: its tables, rows, images and columns, what"
          + " is wrong with it, and which preset fits. Every file is read once, nothing is written.",
      "",
      "Of an output (a Parquet file, or a folder of them) it says what is in it, how it was made,"
          + " and what its report tells.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:the command or its options make no sense",
      "3:something you can fix: the message says what",
      "4:done; of this source, a conversion would leave something out"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  cytobeam inspect plate.sqlite",
      "  cytobeam inspect measurements/ --columns",
      "  cytobeam inspect measurements/ --compartments cells,cells_cellpose3",
      "  cytobeam inspect measurements/ --exclude '*_old,site7/*'",
      "  cytobeam inspect plate.parquet --json"
    })
final class InspectCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "A source (SQLite file, folder, glob) or an output (file or folder).")
  private String path;

  @Option(names = "--columns", description = "Name every column with its type.")
  private boolean columns;

  @Option(names = "--json", description = "Say all of it as JSON, for programs.")
  private boolean json;

  @Mixin private SourceOptions wanted;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many files are read at once (default: the processors).")
  private int threads;

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where findings are put together (default: the system's temporary folder).")
  private String tempDir = "";

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what is done, step by step.")
  private boolean verbose;

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    LogOutput.show(verbose);
    var pipelineOptions = BeamArguments.parse(unmatched, "inspect");
    PrintWriter out = spec.commandLine().getOut();
    Optional<OutputInspection> output = OutputInspection.at(path);
    if (output.isPresent()) {
      if (json) {
        out.println(JSON.writeValueAsString(output.get()));
      } else {
        new OutputText(output.get(), new Sheet(out)).write(columns);
      }
      return ExitCodes.DONE;
    }
    return inspectSource(prepare(pipelineOptions, out), out);
  }

  /** Where no preset can be told, the names of what is there help to choose. */
  private SourceInspection prepare(
      org.apache.beam.sdk.options.PipelineOptions pipelineOptions, PrintWriter out) {
    ConvertOptions options = new ConvertOptions().source(wanted).threads(threads).tempDir(tempDir);
    try {
      return SourceInspection.of(path, options, pipelineOptions);
    } catch (UserError e) {
      List<String> names = SourceNames.at(path, wanted).others();
      if (!names.isEmpty() && !json) {
        out.println("Tables found: " + ColumnGroups.names(names, SourceText.NAMES_SHOWN));
      }
      throw e;
    }
  }

  private int inspectSource(SourceInspection source, PrintWriter out) throws IOException {
    ProgressDisplay progress = new ProgressDisplay(spec.commandLine().getErr(), isTerminal());
    Inspection found;
    try {
      found = source.run(quiet ? nothing -> {} : progress);
    } finally {
      progress.finish();
    }
    List<String> others = source.names().others();
    if (json) {
      out.println(json(source, found, others));
    } else {
      new SourceText(path, found, new Sheet(out)).write(source, others, columns);
    }
    return found.problems().stream().anyMatch(InspectedProblem::leavesOut)
        ? ExitCodes.QUARANTINED
        : ExitCodes.DONE;
  }

  private boolean isTerminal() {
    return !quiet && Boolean.getBoolean("cytobeam.terminal") && System.getenv("TERM") != null;
  }

  /** Without what is about a conversion: that is the dry run's. */
  private String json(SourceInspection source, Inspection found, List<String> others)
      throws JsonProcessingException {
    ObjectNode all = JSON.createObjectNode();
    all.put("path", path);
    all.put("preset", source.preset());
    all.put("presetReason", source.reason());
    ObjectNode inspection = JSON.valueToTree(found);
    inspection.remove(List.of("join", "sql", "work", "outputs"));
    all.setAll(inspection);
    all.set("otherTables", JSON.valueToTree(others));
    return JSON.writeValueAsString(all);
  }
}
