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
public enum PlateField {
  PLATE(
      List.of("Plate", "PlateName", "PlateID", "Barcode", "PlateBarcode", "AssayPlateBarcode"),
      "PLATE ID"),
  WELL(List.of("Well", "WellName", "WellPosition"), "WELL LABEL"),
  SITE(List.of("Site", "SiteID", "Field", "FieldID", "FieldOfView", "FOV"), "FOV");

  private static final String METADATA = "metadata_";

  private final List<String> tags;
  private final String inCarta;

  /**
   * @param tags CellProfiler's metadata tags, what comes after {@code Metadata_}
   * @param inCarta IN Carta's column
   */
  PlateField(List<String> tags, String inCarta) {
    this.tags = tags;
    this.inCarta = inCarta;
  }

  /** The output's name: {@code Metadata_Plate}. */
  String outputName() {
    return "Metadata_" + tags.get(0);
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
  public int rank(String tableTag, String column) {
    if (column.equalsIgnoreCase(inCarta)) {
      return tags.size();
    }
    String lower = column.toLowerCase(Locale.ROOT);
    for (String prefix : List.of("", "image_", tableTag.toLowerCase(Locale.ROOT) + "_")) {
      if (lower.startsWith(prefix + METADATA)) {
        String tag = lower.substring(prefix.length() + METADATA.length()).replace("_", "");
        return tags.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList().indexOf(tag);
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
