package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.ParentColumns;
import org.cytobeam.schema.StandardTables;

/**
 * What {@code --preset auto} settles on, by the decision table in {@code docs/presets.md}.
 *
 * @param preset one of {@link Presets}; or, where other compartments than cells, nuclei and
 *     cytoplasm are taken, one named {@link #INFERRED} over these, whose join follows from the data
 * @param reason one sentence for the user, and another for tables that are not taken
 */
public record PresetChoice(Preset preset, String reason) {
  /** The name of the preset made up where none fits. */
  public static final String INFERRED = "inferred";

  private static final int NAMES_SHOWN = 8;

  /**
   * A table as the launcher's first look sees it.
   *
   * @param format the {@code TableFormat}'s name
   * @param group the group name, {@code cells} or {@code per_cells}
   * @param columns the header
   */
  public record SeenTable(String format, String group, List<String> columns) {
    private static final String PER = "per_";

    /** The name that a preset would list. */
    String tag() {
      String lower = group.toLowerCase(Locale.ROOT);
      return isPer() ? lower.substring(PER.length()) : lower;
    }

    boolean isPer() {
      return group.toLowerCase(Locale.ROOT).startsWith(PER);
    }

    boolean isInCarta() {
      return format.equals("csv") && columns.contains("OBJECT ID");
    }

    /** Whether its rows are objects of images. */
    boolean isObjects() {
      KeyColumns keys = KeyColumns.find(columns, tag());
      return !keys.imageNumber().isEmpty() && !keys.objectNumber().isEmpty();
    }
  }

  /**
   * Chooses a preset for these tables, in whatever order they come.
   *
   * @throws UserError if none of them is known, or they are of several kinds
   */
  public static PresetChoice of(List<SeenTable> tables) {
    List<String> tags = tables.stream().map(SeenTable::tag).toList();
    List<String> standard = StandardTables.COMPARTMENTS.stream().filter(tags::contains).toList();
    List<SeenTable> others =
        tables.stream()
            .filter(SeenTable::isObjects)
            .filter(table -> !StandardTables.ALL.contains(table.tag()))
            .toList();
    if (!standard.isEmpty() || others.isEmpty()) {
      PresetChoice choice = of(tables, standard);
      return new PresetChoice(choice.preset(), choice.reason() + notTaken(others));
    }
    return of(tables, new ObjectSets(others).only());
  }

  /**
   * Chooses a preset for some of these tables, as if no other compartment were there.
   *
   * @param compartments the tags of object tables, in the order in which they are to be listed
   * @throws UserError if they are of several kinds
   */
  public static PresetChoice of(List<SeenTable> tables, List<String> compartments) {
    List<SeenTable> taken = taken(tables, compartments);
    TableFamily family = TableFamily.of(taken);
    Preset preset = family.preset();
    if (!preset.isJoined()) {
      return new PresetChoice(preset, found(family) + ", which are not joined.");
    }
    if (family != TableFamily.UNNUMBERED
        && Set.copyOf(compartments).equals(Set.copyOf(preset.compartments()))) {
      return new PresetChoice(
          preset, found(family) + " with all of " + String.join(", ", compartments) + ".");
    }
    return new PresetChoice(
        inferred(preset, compartments, taken), inferredReason(family, preset, compartments));
  }

  public boolean isInferred() {
    return preset.name().equals(INFERRED);
  }

  /** IN Carta's files are told by their header alone, where nothing is told by its name. */
  private static List<SeenTable> taken(List<SeenTable> tables, List<String> compartments) {
    List<SeenTable> taken =
        tables.stream()
            .filter(t -> compartments.contains(t.tag()) || t.tag().equals(StandardTables.IMAGE))
            .toList();
    return taken.isEmpty() ? tables.stream().filter(SeenTable::isInCarta).toList() : taken;
  }

  /** Without a compartment there is nothing to join. */
  private static Preset inferred(Preset family, List<String> compartments, List<SeenTable> taken) {
    Set<String> ids = new TreeSet<>(idsOfOthers(compartments, taken));
    List<String> identifying = new ArrayList<>(family.identifyingColumns());
    ids.stream().filter(id -> !identifying.contains(id)).forEach(identifying::add);
    return new Preset(
        INFERRED,
        "The compartments that are there, joined by their Parent_ columns.",
        family.metadata(),
        compartments,
        identifying,
        family.sourceDatatype(),
        compartments.isEmpty() ? null : JoinSpec.inferred(JoinPolicy.INNER));
  }

  /**
   * Presets list the ids of the usual compartments only; those of others are no features either.
   */
  private static List<String> idsOfOthers(List<String> compartments, List<SeenTable> taken) {
    List<String> ids = new ArrayList<>();
    for (SeenTable table : taken) {
      boolean other = !StandardTables.ALL.contains(table.tag());
      String number = KeyColumns.find(table.columns(), table.tag()).objectNumber();
      if (other && !number.isEmpty()) {
        ids.add(number);
      }
      compartments.stream()
          .filter(parent -> other || !StandardTables.ALL.contains(parent))
          .flatMap(p -> ParentColumns.find(table.columns(), table.tag(), p).stream())
          .forEach(ids::add);
    }
    return ids;
  }

  private static String inferredReason(TableFamily family, Preset preset, List<String> present) {
    String which =
        switch (present.size()) {
          case 0 -> ", none of cells, nuclei and cytoplasm among them: nothing is joined";
          case 1 -> ": " + present.get(0) + " alone is taken";
          // Whether they are joined is not known here.
          default -> ": " + String.join(", ", present) + " are taken";
        };
    return found(family) + which + ", with the identifying columns of " + preset.name() + ".";
  }

  private static String notTaken(List<SeenTable> others) {
    List<String> tags = others.stream().map(SeenTable::tag).distinct().sorted().toList();
    if (tags.isEmpty()) {
      return "";
    }
    int more = tags.size() - NAMES_SHOWN;
    return " Also there, not taken: %s%s; name them with --compartments."
        .formatted(
            String.join(", ", tags.subList(0, Math.min(tags.size(), NAMES_SHOWN))),
            more > 0 ? " and " + more + " more" : "");
  }

  private static String found(TableFamily family) {
    return "Found " + family.description();
  }
}
