package org.cytobeam.testkit;

/**
 * What a generated plate is like: {@code PlateSpec.small().withImages(8).withExtraNuclei(2)}.
 *
 * @param seed decides every value; equal specs give equal plates
 * @param images images in all, over all TableNumbers
 * @param cellsPerImage cells an image, give or take {@code cellSpread}
 * @param cellSpread by how much that varies, evenly
 * @param features features a compartment, at least 4
 * @param imageFeatures real-valued columns of the image table beside the named ones
 * @param tableNumbers which TableNumbers there are
 * @param imagesPerTableNumber images a TableNumber, numbered from 1 in each
 * @param missing the share of feature values that are missing
 * @param notANumber the share of feature values in floating columns that are NaN
 * @param cellsWithoutNucleus per image, of its cells: their cytoplasm names nucleus 0 or one that
 *     does not exist
 * @param extraNuclei per image, nuclei that nothing refers to
 * @param cytoplasmWithoutCell per image, in addition: Parent_Cells is 0, the nucleus exists
 * @param emptyImages images without any object
 * @param imagesWithoutRow images with objects but without a row in the image table
 * @param objectNumbers how numbers relate between compartments
 */
public record PlateSpec(
    long seed,
    int images,
    int cellsPerImage,
    int cellSpread,
    int features,
    int imageFeatures,
    TableNumbers tableNumbers,
    int imagesPerTableNumber,
    double missing,
    double notANumber,
    int cellsWithoutNucleus,
    int extraNuclei,
    int cytoplasmWithoutCell,
    int emptyImages,
    int imagesWithoutRow,
    ObjectNumbers objectNumbers) {
  /** The form of a plate's TableNumbers. */
  public enum TableNumbers {
    NONE,
    /** Like CRC-32 checksums: large, not in the order of writing. */
    INTEGERS,
    /** Hexadecimal digests, as in older cytominer databases. */
    TEXT
  }

  /** How the numbers of one cell's cytoplasm, cell and nucleus relate. */
  public enum ObjectNumbers {
    /** Equal, where all three exist. */
    ALIGNED,
    /** Independent of each other. */
    SHUFFLED
  }

  public PlateSpec {
    check(images >= 0 && cellsPerImage >= 0, "images and cellsPerImage must not be negative");
    check(cellSpread >= 0 && cellSpread <= cellsPerImage, "cellSpread must be 0..cellsPerImage");
    check(features >= 4, "features must be at least 4, not " + features);
    check(imagesPerTableNumber > 0, "imagesPerTableNumber must be positive");
    check(
        emptyImages >= 0 && imagesWithoutRow >= 0 && emptyImages + imagesWithoutRow <= images,
        "emptyImages + imagesWithoutRow must be 0..images");
  }

  /** Four images of five cells with six features, regular in every way, nothing missing. */
  public static PlateSpec small() {
    return new PlateSpec(
        1,
        4,
        5,
        0,
        6,
        2,
        TableNumbers.NONE,
        Integer.MAX_VALUE,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        ObjectNumbers.ALIGNED);
  }

  /** Everything irregular that a CellProfiler export can be, in twelve images. */
  public static PlateSpec irregular() {
    return small()
        .withImages(12)
        .withCells(7, 3)
        .withFeatures(24)
        .withMissing(0.1, 0.05)
        .withCellsWithoutNucleus(2)
        .withExtraNuclei(3)
        .withCytoplasmWithoutCell(2)
        .withEmptyImages(2)
        .withImagesWithoutRow(2)
        .withObjectNumbers(ObjectNumbers.SHUFFLED);
  }

  public PlateSpec withSeed(long seed) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withImages(int images) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withCells(int cellsPerImage, int cellSpread) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withFeatures(int features) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withImageFeatures(int imageFeatures) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withTableNumbers(TableNumbers tableNumbers, int imagesPerTableNumber) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withMissing(double missing, double notANumber) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withCellsWithoutNucleus(int cellsWithoutNucleus) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withExtraNuclei(int extraNuclei) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withCytoplasmWithoutCell(int cytoplasmWithoutCell) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withEmptyImages(int emptyImages) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withImagesWithoutRow(int imagesWithoutRow) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  public PlateSpec withObjectNumbers(ObjectNumbers objectNumbers) {
    return new PlateSpec(
        seed,
        images,
        cellsPerImage,
        cellSpread,
        features,
        imageFeatures,
        tableNumbers,
        imagesPerTableNumber,
        missing,
        notANumber,
        cellsWithoutNucleus,
        extraNuclei,
        cytoplasmWithoutCell,
        emptyImages,
        imagesWithoutRow,
        objectNumbers);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
