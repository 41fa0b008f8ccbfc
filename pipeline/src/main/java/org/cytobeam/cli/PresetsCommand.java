package org.cytobeam.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cytobeam.pipeline.Preset;
import org.cytobeam.pipeline.PresetSql;
import org.cytobeam.pipeline.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cytobeam presets}: which there are, and what one does. */
@Command(
    name = "presets",
    sortOptions = false,
    header = "Lists the presets, or tells about one.",
    description = {
      "",
      "Lists the presets: kinds of input that CytoBeam knows. With a name, everything about that"
          + " one: its tables, the columns that are ids, and its join.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:there is no such preset"},
    footerHeading = "%nExamples:%n",
    footer = {"  cytobeam presets", "  cytobeam presets cellprofiler_csv"})
final class PresetsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int WIDTH = 96;

  /** What picocli offers to complete. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(Presets.names());
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The preset to tell about.")
  private String name;

  @Option(names = "--json", description = "Say it as JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Sheet sheet = new Sheet(spec.commandLine().getOut());
    if (json) {
      Object all = name == null ? Presets.all() : Presets.named(name);
      sheet.line(JSON.writeValueAsString(all));
    } else if (name == null) {
      list(sheet);
    } else {
      tell(Presets.named(name), sheet);
    }
    return ExitCodes.DONE;
  }

  private static void list(Sheet sheet) {
    for (Preset preset : Presets.all()) {
      sheet.line(preset.name());
      Sheet.wrapped(preset.description(), WIDTH).forEach(line -> sheet.line("    " + line));
    }
    sheet.blank();
    sheet.line("Everything about one: cytobeam presets NAME. With --preset auto, the default of");
    sheet.line("convert, CytoBeam tells from your files which fits.");
  }

  private static void tell(Preset preset, Sheet sheet) {
    sheet.line(preset.name());
    Sheet.wrapped(preset.description(), WIDTH).forEach(line -> sheet.line("    " + line));
    sheet.blank();
    if (preset.tableNames().isEverything()) {
      sheet.labelled("Tables", "every file of the source, as one table");
    } else {
      sheet.labelled("Images", String.join(", ", preset.metadata()));
      sheet.labelled("Objects", String.join(", ", preset.compartments()));
    }
    sheet.labelled("Ids", String.join(", ", preset.identifyingColumns()));
    if (!preset.isJoined()) {
      sheet.labelled("Join", "none");
      return;
    }
    List<String> images = new ArrayList<>(preset.join().imageColumns());
    preset.join().imagePatterns().forEach(pattern -> images.add("all that match " + pattern));
    sheet.labelled("From images", String.join(", ", images));
    sheet.labelled(
        "Rows",
        JoinText.rows(
            preset.join().anchor(),
            preset.join().partners(),
            preset.join().policy().name().toLowerCase(Locale.ROOT)));
    sheet.blank();
    sheet.line("The join as SQL, to change and give with --joins FILE.sql:");
    sheet.blank();
    sheet.line(PresetSql.of(preset));
  }
}
