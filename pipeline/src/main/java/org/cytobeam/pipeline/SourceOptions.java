package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which tables of a source are wanted, and which of its files are left out. */
public final class SourceOptions {
  /** What {@code --preset} takes. */
  static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of("auto"), Presets.names().stream()).iterator();
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = PresetNames.class,
      description =
          "What kind of input it is: ${COMPLETION-CANDIDATES}. auto, the default, tells it from the"
              + " table names and headers.")
  String preset = "auto";

  @Option(
      names = "--source-datatype",
      paramLabel = "csv|sqlite",
      description = "Read only files of this format; needed where both are there.")
  String sourceDatatype = "";

  @Option(
      names = "--metadata",
      paramLabel = "NAME[,NAME]",
      description = "The image tables' names (default: the preset's, e.g. image).")
  String metadata = "";

  @Option(
      names = "--compartments",
      paramLabel = "NAME[,NAME]",
      description =
          "The object tables' names (default: the preset's, e.g. cells,nuclei,cytoplasm);"
              + " * stands for anything, as in '*_cellpose3'.")
  String compartments = "";

  @Option(
      names = "--exclude",
      paramLabel = "GLOB[,GLOB]",
      description =
          "Files or folders below SOURCE_PATH that are as if they were not there: a name"
              + " (bad.sqlite, *_old), or a path (site7/*.csv, **/test/*). May be repeated.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--sqlite-reader",
      paramLabel = "native|jdbc",
      defaultValue = "native",
      description =
          "How databases are read: native, from their pages, and by SQLite where that is not"
              + " certain; jdbc, all by SQLite, several times slower. The result is the same."
              + " Default: native.")
  String sqliteReader = "native";
}
