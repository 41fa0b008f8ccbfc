package org.cytobeam.testkit;

import java.util.List;

/**
 * One image and its objects.
 *
 * @param tableNumber Long, String, or null for none
 * @param values the image row's values, parallel to {@link Plate#imageColumns}; null for an image
 *     without a row in the image table
 * @param cells by ascending number, as are the others
 */
public record PlateImage(
    Object tableNumber,
    long imageNumber,
    List<Object> values,
    List<PlateRow> cells,
    List<PlateRow> nuclei,
    List<PlateRow> cytoplasm) {
  public boolean hasRow() {
    return values != null;
  }

  public List<PlateRow> rows(Compartment compartment) {
    return switch (compartment) {
      case CELLS -> cells;
      case NUCLEI -> nuclei;
      case CYTOPLASM -> cytoplasm;
    };
  }

  PlateImage numbered(long number) {
    return new PlateImage(tableNumber, number, values, cells, nuclei, cytoplasm);
  }
}
