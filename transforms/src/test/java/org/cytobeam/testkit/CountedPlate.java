package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plates of a given number of rows: every cell has its cytoplasm and its nucleus, and the nuclei
 * beyond them belong to nothing.
 */
public final class CountedPlate {
  private static final List<PlateColumn> FEATURES = List.of(PlateColumn.real("AreaShape_Area"));
  private static final List<PlateColumn> IMAGE_COLUMNS =
      List.of(PlateColumn.text("FileName_DNA"), PlateColumn.text("Metadata_Well"));

  private CountedPlate() {}

  /**
   * A plate without TableNumbers, whose images are numbered from 1.
   *
   * @param seed makes the values of one plate differ from another's
   */
  public static Plate of(int images, int cells, int nuclei, int seed) {
    List<PlateImage> made = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int ownCells = share(cells, images, i);
      int ownNuclei = share(nuclei, images, i);
      List<PlateRow> cellRows = new ArrayList<>();
      List<PlateRow> nucleusRows = new ArrayList<>();
      List<PlateRow> cytoplasmRows = new ArrayList<>();
      for (int n = 1; n <= ownNuclei; n++) {
        // Nuclei are numbered from the other end, so equal numbers never belong together by chance.
        int nucleus = ownNuclei + 1 - n;
        double value = seed * 1000 + i + n / 1000.0;
        nucleusRows.add(0, PlateRow.of(nucleus, 0, 0, value + 0.25));
        if (n <= ownCells) {
          cellRows.add(PlateRow.of(n, 0, nucleus, value + 0.5));
          cytoplasmRows.add(PlateRow.of(n, n, nucleus, value + 0.75));
        }
      }
      List<Object> values = Arrays.asList("image" + i + ".tif", "A0" + (1 + i % 9));
      made.add(new PlateImage(null, i + 1, values, cellRows, nucleusRows, cytoplasmRows));
    }
    return Plate.of(FEATURES, IMAGE_COLUMNS, made);
  }

  private static int share(int total, int images, int image) {
    return total / images + (image < total % images ? 1 : 0);
  }
}
