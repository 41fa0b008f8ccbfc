package org.cytobeam.pipeline;

import java.util.List;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceListing;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.schema.StandardTables;
import org.cytobeam.sqlite.SqliteFormat;

/**
 * What is read of a source: its options held against the one listing of it, which all the rest of
 * the launcher goes by.
 *
 * @param choice the preset, and why it is that one
 * @param found the files, and what is wanted of them
 */
record WantedSource(PresetChoice choice, SourceFinder found) {
  /**
   * Lists a source and looks at it.
   *
   * @throws org.cytobeam.model.UserError if the options, or the source for them, make no sense
   */
  static WantedSource of(String path, SourceOptions options, JoinChoice join) {
    if (!options.sourceDatatype.isEmpty()) {
      OptionValues.oneOf(
          "--source-datatype", options.sourceDatatype, TableFormats.names().toArray(String[]::new));
    }
    boolean isNative =
        OptionValues.oneOf("--sqlite-reader", options.sqliteReader, "native", "jdbc")
            .equals("native");
    String sqliteFormat = isNative ? SqliteFormat.NAME : SqliteFormat.BY_SQLITE;
    Exclusion exclusion = OptionValues.exclusion(options.exclude);
    SourceListing listing = SourceListing.of(path);
    List<String> metadata = OptionValues.tags(options.metadata);
    // What tells image tables, as far as it is known without a preset.
    List<String> imageTags = metadata.isEmpty() ? List.of(StandardTables.IMAGE) : metadata;
    SourceLook look = SourceLook.at(listing, options.sourceDatatype, exclusion, imageTags);
    List<String> compartments =
        new CompartmentNames(path, look).resolve(OptionValues.tags(options.compartments));
    PresetChoice choice = choice(options.preset, compartments, join, look);
    Preset preset = choice.preset();
    TableNames names =
        new TableNames(
            metadata.isEmpty() ? preset.metadata() : metadata,
            compartments.isEmpty() ? preset.compartments() : compartments);
    TableNames wanted =
        new TableNames(names.metadata(), names.compartments(), look.tagsThatEndLike(names.tags()));
    String format =
        options.sourceDatatype.isEmpty() ? preset.sourceDatatype() : options.sourceDatatype;
    SourceQuery query = new SourceQuery(path, wanted, format, exclusion, sqliteFormat);
    return new WantedSource(choice, SourceFinder.in(listing, query));
  }

  private static PresetChoice choice(
      String preset, List<String> compartments, JoinChoice join, SourceLook look) {
    if (!preset.equals("auto")) {
      return new PresetChoice(Presets.named(preset), "The preset was given.");
    }
    if (!compartments.isEmpty() && join.hasSql()) {
      return new PresetChoice(Presets.named("cellprofiler_csv"), "Tables and join were given.");
    }
    return compartments.isEmpty()
        ? PresetChoice.of(look.tables())
        : PresetChoice.of(look.tables(), compartments);
  }

  Preset preset() {
    return choice.preset();
  }

  TableNames names() {
    return found.query().wanted();
  }

  /** The tables of the merge. Where every file is wanted, the one table is named by the files. */
  List<String> tags() {
    return names().isEverything() ? List.of(found.files().get(0).group()) : names().tags();
  }
}
