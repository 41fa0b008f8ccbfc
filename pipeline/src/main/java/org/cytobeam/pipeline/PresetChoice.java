package org.cytobeam.pipeline;

import java.util.List;
import java.util.Locale;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.StandardTables;

/**
 * What {@code --preset auto} settles on, by the decision table in {@code docs/presets.md}.
 *
 * @param preset one of {@link Presets}; or, where cells, nuclei and cytoplasm are not all there,
 *     one named {@link #INFERRED} over those that are, whose join follows from the data
 * @param reason one sentence for the user
 */
public record PresetChoice(Preset preset, String reason) {
  /** The name of the preset made up where none fits. */
  public static final String INFERRED = "inferred";

  /**
   * A table as the launcher's first look sees it.
   *
   * @param format the {@code TableFormat}'s name
   * @param group the group name, {@code cells} or {@code per_cells}
   * @param columns the header
   */
  public record SeenTable(String format, String group, List<String> columns) {
    static final String PER = "per_";

    /** The name that a preset would list. */
    String tag() {
      String lower = group.toLowerCase(Locale.ROOT);
      return lower.startsWith(PER) ? lower.substring(PER.length()) : lower;
    }
  }

  /**
   * Chooses a preset for these tables, in whatever order they come.
   *
   * @throws UserError if none of them is known, or they are of several kinds
   */
  public static PresetChoice of(List<SeenTable> tables) {
    TableFamily family = TableFamily.of(tables);
    Preset preset = family.preset();
    List<String> tags = tables.stream().map(SeenTable::tag).toList();
    List<String> present = StandardTables.COMPARTMENTS.stream().filter(tags::contains).toList();
    if (!preset.isJoined()) {
      return new PresetChoice(preset, found(family) + ", which are not joined.");
    }
    if (family != TableFamily.UNNUMBERED && present.containsAll(preset.compartments())) {
      return new PresetChoice(
          preset, found(family) + " with all of " + String.join(", ", present) + ".");
    }
    return new PresetChoice(inferred(preset, present), inferredReason(family, preset, present));
  }

  public boolean isInferred() {
    return preset.name().equals(INFERRED);
  }

  /** Without a compartment there is nothing to join. */
  private static Preset inferred(Preset family, List<String> present) {
    return new Preset(
        INFERRED,
        "The compartments that are there, joined by their Parent_ columns.",
        family.metadata(),
        present,
        family.identifyingColumns(),
        family.sourceDatatype(),
        present.isEmpty() ? null : JoinSpec.inferred(JoinPolicy.INNER));
  }

  private static String inferredReason(TableFamily family, Preset preset, List<String> present) {
    String which =
        present.isEmpty()
            ? ", none of cells, nuclei and cytoplasm among them: nothing is joined"
            : ": the join of " + String.join(", ", present) + " is inferred";
    return found(family) + which + ", with the identifying columns of " + preset.name() + ".";
  }

  private static String found(TableFamily family) {
    return "Found " + family.description();
  }
}
