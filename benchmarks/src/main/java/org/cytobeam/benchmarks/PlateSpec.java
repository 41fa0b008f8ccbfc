package org.cytobeam.benchmarks;

/**
 * What a generated plate is like. The same plate comes of the same numbers.
 *
 * @param images on the plate
 * @param cells an image, on average; a fifth more or fewer
 * @param features a compartment
 * @param missing the share of values that are NULL
 */
record PlateSpec(int images, int cells, int features, double missing, long seed) {
  static final int COMPARTMENTS = 3;

  /** A value in the body of a record, its type in the header, and its share of unfilled pages. */
  private static final double BYTES_PER_VALUE = 9.2;

  PlateSpec {
    if (images < 1 || cells < 1 || features < 1 || missing < 0 || missing > 1) {
      throw new IllegalArgumentException(
          "a plate has at least an image, a cell and a feature, and 0 to 1 of it missing, not "
              + "%d, %d, %d and %s".formatted(images, cells, features, missing));
    }
  }

  /** As many images as make a SQLite file of about that size. */
  static PlateSpec ofMegabytes(int megabytes, int cells, int features, long seed) {
    double imageBytes = BYTES_PER_VALUE * COMPARTMENTS * cells * features;
    int images = (int) Math.max(1, Math.round(megabytes * 1e6 / imageBytes));
    return new PlateSpec(images, cells, features, 0.01, seed);
  }

  /** A name for its file that tells it from other plates. */
  String name() {
    return "plate-%dx%dx%d-missing%s-seed%d".formatted(images, cells, features, missing, seed);
  }
}
