package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cytobeam.format.TableNames;

/**
 * The output's column names, by CytoTable's rules, which downstream tools rely on: features begin
 * with their table's stem ({@code Cells_AreaShape_Area}), identifying columns with {@code
 * Metadata_}.
 *
 * <p>With S the stem of the column's table, the first rule that applies to a column c decides, case
 * mattering:
 *
 * <ol>
 *   <li>c is not identifying and does not start with S (no underscore needed): {@code S_c}
 *   <li>c is identifying and starts with S: {@code Metadata_c}
 *   <li>c is identifying, does not start with {@code Metadata_}, and contains no capitalised name
 *       of an image table, nor {@code ObjectNumber}, nor {@code TableNumber}: {@code Metadata_S_c}
 *   <li>c is identifying and does not start with {@code Metadata_}: {@code Metadata_c}
 *   <li>else c stays
 * </ol>
 *
 * <p>Beyond CytoTable, TableNumber is identifying whatever the set says, for it is part of the
 * image key: under a table's own name it would pass for a feature. With no wanted tables (IN Carta)
 * all names stay.
 */
public final class ColumnNames {
  /** The name of the image key's TableNumber in every output. */
  public static final String TABLE_NUMBER = "Metadata_TableNumber";

  /** The name of the image key's ImageNumber in joined tables. */
  public static final String IMAGE_NUMBER = "Metadata_ImageNumber";

  /** The name of an object's number where a preset lists {@code ObjectNumber} as identifying. */
  public static final String OBJECT_NUMBER = "Metadata_ObjectNumber";

  private static final String METADATA = "Metadata_";

  private final TableNames wanted;
  private final Set<String> identifyingColumns;

  /**
   * @param wanted the tables whose names give the stems
   * @param identifyingColumns names as the source spells them
   */
  public ColumnNames(TableNames wanted, Set<String> identifyingColumns) {
    this.wanted = wanted;
    this.identifyingColumns = Set.copyOf(identifyingColumns);
  }

  /**
   * The output's name for a column.
   *
   * @param tag the wanted name of its table, {@code cells}; if it is none of the wanted, the stem
   *     is looked for in the group
   * @param group the table's group name, {@code per_cells}
   * @param column the name in the source
   */
  public String outputName(String tag, String group, String column) {
    if (wanted.isEverything()) {
      return column;
    }
    if (column.equalsIgnoreCase("TableNumber")) {
      return TABLE_NUMBER;
    }
    String stem = stem(wanted.tags().contains(tag) ? tag : group);
    boolean startsWithStem = startsWithStem(column, stem);
    if (!identifyingColumns.contains(column)) {
      return startsWithStem ? column : stem + "_" + column;
    }
    if (startsWithStem) {
      return METADATA + column;
    }
    if (column.startsWith(METADATA)) {
      return column;
    }
    return belongsToNoTable(column) ? METADATA + column : METADATA + stem + "_" + column;
  }

  /**
   * What a group's columns begin with: the longest wanted name contained in the group's, an image
   * table's before an object's of the same length, each part between underscores with a capital
   * first: {@code per_cells} gives {@code Cells}, {@code cells_cellpose3} gives {@code
   * Cells_Cellpose3} and not {@code Cells}.
   *
   * @throws IllegalArgumentException if no wanted name is contained in it
   */
  public String stem(String group) {
    String lower = group.toLowerCase(Locale.ROOT);
    String best = "";
    for (String tag : wanted.tags()) {
      if (lower.contains(tag.toLowerCase(Locale.ROOT)) && tag.length() > best.length()) {
        best = tag;
      }
    }
    if (best.isEmpty()) {
      throw new IllegalArgumentException(
          "table '" + group + "' contains none of the wanted names " + wanted.tags());
    }
    return capitalised(best);
  }

  /**
   * CytoTable's four stems have a spelling of their own, so case matters. Other objects are spelled
   * as the scientist liked ({@code CellsDAPI}), which tags do not keep: case must not make {@code
   * Cellsdapi_CellsDAPI_AreaShape_Area} of their columns.
   */
  private static boolean startsWithStem(String column, String stem) {
    boolean standard = StandardTables.ALL.contains(stem.toLowerCase(Locale.ROOT));
    return column.regionMatches(!standard, 0, stem, 0, stem.length());
  }

  private boolean belongsToNoTable(String column) {
    return column.contains("ObjectNumber")
        || column.contains("TableNumber")
        || wanted.metadata().stream().anyMatch(name -> column.contains(capitalised(name)));
  }

  private static String capitalised(String tag) {
    List<String> parts = new ArrayList<>();
    for (String part : tag.toLowerCase(Locale.ROOT).split("_", -1)) {
      parts.add(
          part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return String.join("_", parts);
  }
}
