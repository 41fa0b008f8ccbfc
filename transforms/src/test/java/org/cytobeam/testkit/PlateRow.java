package org.cytobeam.testkit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One object.
 *
 * @param number its number in its image and compartment, from 1
 * @param parentCells the number of its cell, 0 for none; used by Cytoplasm
 * @param parentNuclei the number of its nucleus, 0 for none; used by Cells and Cytoplasm
 * @param features Double, Long, String or null, parallel to the plate's features
 */
public record PlateRow(long number, long parentCells, long parentNuclei, List<Object> features) {
  /** A row from its values written out, for plates made by hand. */
  public static PlateRow of(
      long number, long parentCells, long parentNuclei, Object... featureValues) {
    List<Object> features = Collections.unmodifiableList(Arrays.asList(featureValues));
    return new PlateRow(number, parentCells, parentNuclei, features);
  }
}
