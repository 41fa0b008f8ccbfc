package org.cytobeam.schema;

import java.util.List;
import java.util.Optional;

/**
 * Finds the column by which the objects of one table name their parents in another: {@code
 * Parent_<Object>}, or with the child's own name before it, ignoring case.
 */
public final class ParentColumns {
  private ParentColumns() {}

  /**
   * The column's name as the table spells it, if it has one.
   *
   * @param columns the child's columns
   * @param child the tag of the table that refers: {@code cells_cellpose3}
   * @param parent the tag of the table that is referred to: {@code nuclei_cellpose3}
   */
  public static Optional<String> find(List<String> columns, String child, String parent) {
    return columns.stream()
        .filter(
            name ->
                name.equalsIgnoreCase("Parent_" + parent)
                    || name.equalsIgnoreCase(child + "_Parent_" + parent))
        .findFirst();
  }
}
