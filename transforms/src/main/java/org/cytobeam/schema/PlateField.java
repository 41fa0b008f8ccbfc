package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cytobeam.schema.OutputColumn.Place;

/**
 * What scientists note of an image's place, and the columns that may hold it, best first. Spelling
 * ignores case and underscores; a column may have its table's name or {@code Image_} in front.
 *
 * <p>A well is never put together from row and column: where a pipeline has only those,
 * CellProfiler adds {@code Metadata_Well} itself, and which of A1 and A01 a platemap has cannot be
 * told here.
 */
enum PlateField {
  PLATE(
      "Plate",
      List.of("plate", "platename", "plateid", "barcode", "platebarcode", "assayplatebarcode"),
      ""),
  WELL("Well", List.of("well", "wellname", "wellposition"), "well label"),
  SITE("Site", List.of("site", "siteid", "field", "fieldid", "fieldofview", "fov"), "fov");

  private static final String METADATA = "metadata_";

  private final String label;
  private final List<String> tags;
  private final String inCarta;

  PlateField(String label, List<String> tags, String inCarta) {
    this.label = label;
    this.tags = tags;
    this.inCarta = inCarta;
  }

  /** The output's name: {@code Metadata_Plate}. */
  String outputName() {
    return "Metadata_" + label;
  }

  /** The field that a column may hold. */
  static Optional<PlateField> of(String tableTag, String column) {
    for (PlateField field : values()) {
      if (field.rank(tableTag, column) >= 0) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** How good a candidate a column is: 0 is the best, -1 none. */
  int rank(String tableTag, String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    if (lower.equals(inCarta)) {
      return tags.size();
    }
    for (String prefix : List.of("", "image_", tableTag.toLowerCase(Locale.ROOT) + "_")) {
      if (lower.startsWith(prefix + METADATA)) {
        return tags.indexOf(lower.substring(prefix.length() + METADATA.length()).replace("_", ""));
      }
    }
    return -1;
  }

  /** The candidates of these tables: by rank, those of one rank in the tables' order. */
  List<Place> candidates(List<TableSchema> tables) {
    List<Place> candidates = new ArrayList<>();
    for (int rank = 0; rank <= tags.size(); rank++) {
      for (TableSchema table : tables) {
        for (int i = 0; i < table.columns().size(); i++) {
          if (rank(table.tag(), table.columns().get(i).name()) == rank) {
            candidates.add(new Place(table.tag(), i));
          }
        }
      }
    }
    return candidates;
  }

  /** The candidates, for a message. */
  String describeCandidates() {
    return String.join(", ", tags.stream().map(tag -> "Metadata_" + tag).toList());
  }
}
