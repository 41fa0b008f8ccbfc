package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The options of a conversion that decide its table; an empty value is not given.
 *
 * @param compartments the objects, as their tables are called; empty for what there is of cells,
 *     nuclei and cytoplasm
 * @param join null for the default
 * @param tableNumbers null for the default
 * @param identifying beyond ImageNumber and ObjectNumber, which always are; null for the preset's
 */
public record OracleOptions(
    List<String> compartments,
    Join join,
    boolean union,
    String imageColumns,
    Boolean tableNumbers,
    boolean dropNull,
    List<String> identifying) {
  /** The names of the three that are looked for by themselves. */
  static final List<String> STANDARD = List.of("Cells", "Nuclei", "Cytoplasm");

  static final String IMAGE = "Image";

  boolean isAuto() {
    return compartments.isEmpty();
  }

  /** The objects' tables that are looked for, in the order in which they are listed. */
  List<String> wanted() {
    return isAuto() ? STANDARD : compartments;
  }

  /** As the command line takes them. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (!isAuto()) {
      arguments.add("--preset=cellprofiler_csv");
      arguments.add("--compartments=" + String.join(",", compartments));
    }
    if (join != null) {
      arguments.add("--join-policy=" + join.name().toLowerCase(Locale.ROOT));
    }
    if (!union) {
      arguments.add("--schema=intersection");
    }
    if (!imageColumns.isEmpty()) {
      arguments.add("--image-columns=" + imageColumns);
    }
    if (tableNumbers != null) {
      arguments.add(tableNumbers ? "--add-tablenumber" : "--no-add-tablenumber");
    }
    if (dropNull) {
      arguments.add("--drop-null");
    }
    if (identifying != null) {
      List<String> names = new ArrayList<>(List.of("ImageNumber", "ObjectNumber"));
      names.addAll(identifying);
      arguments.add("--identifying-columns=" + String.join(",", names));
    }
    return arguments;
  }

  @Override
  public String toString() {
    return String.join(" ", arguments());
  }
}
