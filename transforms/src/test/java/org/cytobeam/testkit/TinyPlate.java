package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plate small enough to join by hand: image 1 has a whole cell, a cytoplasm without cell and a
 * nucleus alone; image 2 has no image row and a cell without nucleus; image 3 has no objects.
 */
final class TinyPlate {
  static final List<PlateColumn> FEATURES =
      List.of(PlateColumn.real("Area"), PlateColumn.integer("Euler"));
  static final List<PlateColumn> IMAGE_COLUMNS =
      List.of(
          PlateColumn.text("FileName_DNA"),
          PlateColumn.text("Metadata_Plate"),
          PlateColumn.integer("Metadata_Site"),
          PlateColumn.text("Metadata_Well"));

  private TinyPlate() {}

  /** The plate, all its images with the TableNumber; null for none. */
  static Plate with(Object tableNumber) {
    PlateImage first =
        new PlateImage(
            tableNumber,
            1,
            Arrays.asList("a.tif", "P1", 1L, "A01"),
            List.of(PlateRow.of(1, 0, 2, 10.5, 1L)),
            List.of(PlateRow.of(1, 0, 0, 5.5, 2L), PlateRow.of(2, 0, 0, Double.NaN, 3L)),
            List.of(PlateRow.of(1, 0, 1, 7.5, 4L), PlateRow.of(2, 1, 2, null, 5L)));
    PlateImage second =
        new PlateImage(
            tableNumber,
            2,
            null,
            List.of(PlateRow.of(1, 0, 0, 11.5, 6L), PlateRow.of(2, 0, 1, 12.5, 7L)),
            List.of(PlateRow.of(1, 0, 0, 6.5, 8L)),
            List.of(PlateRow.of(1, 1, 0, 8.5, 9L), PlateRow.of(2, 2, 1, 9.5, 10L)));
    PlateImage third =
        new PlateImage(
            tableNumber,
            3,
            Arrays.asList("c.tif", "P1", 2L, "A02"),
            List.of(),
            List.of(),
            List.of());
    List<PlateImage> images = new ArrayList<>(List.of(first, second, third));
    return Plate.of(FEATURES, IMAGE_COLUMNS, images);
  }
}
