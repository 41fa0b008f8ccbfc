package org.cytobeam.testkit;

import java.util.function.Consumer;

/**
 * What a generated plate is like, immutable: {@code
 * PlateSpec.small().withImages(8).withExtraNuclei(2)}.
 */
public final class PlateSpec {
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

  private long seed = 1;
  private int images = 4;
  private int cellsPerImage = 5;
  private int cellSpread = 0;
  private int features = 6;
  private int imageFeatures = 2;
  private TableNumbers tableNumbers = TableNumbers.NONE;
  private int imagesPerTableNumber = Integer.MAX_VALUE;
  private double missing;
  private double notANumber;
  private int cellsWithoutNucleus;
  private int extraNuclei;
  private int cytoplasmWithoutCell;
  private int emptyImages;
  private int imagesWithoutRow;
  private ObjectNumbers objectNumbers = ObjectNumbers.ALIGNED;

  private PlateSpec() {}

  private PlateSpec(PlateSpec other) {
    seed = other.seed;
    images = other.images;
    cellsPerImage = other.cellsPerImage;
    cellSpread = other.cellSpread;
    features = other.features;
    imageFeatures = other.imageFeatures;
    tableNumbers = other.tableNumbers;
    imagesPerTableNumber = other.imagesPerTableNumber;
    missing = other.missing;
    notANumber = other.notANumber;
    cellsWithoutNucleus = other.cellsWithoutNucleus;
    extraNuclei = other.extraNuclei;
    cytoplasmWithoutCell = other.cytoplasmWithoutCell;
    emptyImages = other.emptyImages;
    imagesWithoutRow = other.imagesWithoutRow;
    objectNumbers = other.objectNumbers;
  }

  /** Four images of five cells with six features, regular in every way, nothing missing. */
  public static PlateSpec small() {
    return new PlateSpec();
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

  /** Decides every value; equal specs give equal plates. */
  public PlateSpec withSeed(long seed) {
    return with(copy -> copy.seed = seed);
  }

  /** Images in all, over all TableNumbers. */
  public PlateSpec withImages(int images) {
    return with(copy -> copy.images = images);
  }

  /** Cells an image, give or take a spread, evenly distributed. */
  public PlateSpec withCells(int cellsPerImage, int cellSpread) {
    return with(
        copy -> {
          copy.cellsPerImage = cellsPerImage;
          copy.cellSpread = cellSpread;
        });
  }

  /** Features a compartment, at least 4. */
  public PlateSpec withFeatures(int features) {
    return with(copy -> copy.features = features);
  }

  /** Real-valued columns of the image table beside the named ones. */
  public PlateSpec withImageFeatures(int imageFeatures) {
    return with(copy -> copy.imageFeatures = imageFeatures);
  }

  /** TableNumbers of so many images each, numbered from 1 in each. */
  public PlateSpec withTableNumbers(TableNumbers tableNumbers, int imagesPerTableNumber) {
    return with(
        copy -> {
          copy.tableNumbers = tableNumbers;
          copy.imagesPerTableNumber = imagesPerTableNumber;
        });
  }

  /** The shares of feature values that are missing, and (floating columns) that are NaN. */
  public PlateSpec withMissing(double missing, double notANumber) {
    return with(
        copy -> {
          copy.missing = missing;
          copy.notANumber = notANumber;
        });
  }

  /** Of an image's cells; they and their cytoplasm name nucleus 0 or one that does not exist. */
  public PlateSpec withCellsWithoutNucleus(int cellsWithoutNucleus) {
    return with(copy -> copy.cellsWithoutNucleus = cellsWithoutNucleus);
  }

  /** Per image, nuclei that nothing refers to. */
  public PlateSpec withExtraNuclei(int extraNuclei) {
    return with(copy -> copy.extraNuclei = extraNuclei);
  }

  /** Per image, in addition: Parent_Cells is 0, the nucleus exists. */
  public PlateSpec withCytoplasmWithoutCell(int cytoplasmWithoutCell) {
    return with(copy -> copy.cytoplasmWithoutCell = cytoplasmWithoutCell);
  }

  /** Images without any object. */
  public PlateSpec withEmptyImages(int emptyImages) {
    return with(copy -> copy.emptyImages = emptyImages);
  }

  /** Images with objects but without a row in the image table. */
  public PlateSpec withImagesWithoutRow(int imagesWithoutRow) {
    return with(copy -> copy.imagesWithoutRow = imagesWithoutRow);
  }

  /** How numbers relate between compartments. */
  public PlateSpec withObjectNumbers(ObjectNumbers objectNumbers) {
    return with(copy -> copy.objectNumbers = objectNumbers);
  }

  private PlateSpec with(Consumer<PlateSpec> change) {
    PlateSpec copy = new PlateSpec(this);
    change.accept(copy);
    copy.check();
    return copy;
  }

  private void check() {
    require(images >= 0 && cellsPerImage >= 0, "images and cellsPerImage must not be negative");
    require(cellSpread >= 0 && cellSpread <= cellsPerImage, "cellSpread must be 0..cellsPerImage");
    require(features >= 4, "features must be at least 4, not " + features);
    require(imagesPerTableNumber > 0, "imagesPerTableNumber must be positive");
    require(
        emptyImages >= 0 && imagesWithoutRow >= 0 && emptyImages + imagesWithoutRow <= images,
        "emptyImages + imagesWithoutRow must be 0..images");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  long seed() {
    return seed;
  }

  int images() {
    return images;
  }

  int cellsPerImage() {
    return cellsPerImage;
  }

  int cellSpread() {
    return cellSpread;
  }

  int features() {
    return features;
  }

  int imageFeatures() {
    return imageFeatures;
  }

  TableNumbers tableNumbers() {
    return tableNumbers;
  }

  int imagesPerTableNumber() {
    return imagesPerTableNumber;
  }

  double missing() {
    return missing;
  }

  double notANumber() {
    return notANumber;
  }

  int cellsWithoutNucleus() {
    return cellsWithoutNucleus;
  }

  int extraNuclei() {
    return extraNuclei;
  }

  int cytoplasmWithoutCell() {
    return cytoplasmWithoutCell;
  }

  int emptyImages() {
    return emptyImages;
  }

  int imagesWithoutRow() {
    return imagesWithoutRow;
  }

  ObjectNumbers objectNumbers() {
    return objectNumbers;
  }
}
