package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.cytobeam.testkit.PlateSpec.TableNumbers;

/**
 * A plate with known contents: images, each with its row, cells, nuclei and cytoplasm. Images are
 * made when asked for, so a plate of any size takes the memory of one image.
 */
public final class Plate {
  /** What happens to an image's number in a folder of its own. */
  public enum Numbering {
    KEPT,
    /** Every folder's image is number 1. */
    RESTARTED
  }

  private final List<PlateColumn> features;
  private final List<PlateColumn> imageColumns;
  private final int imageCount;
  private final IntFunction<PlateImage> images;

  private Plate(
      List<PlateColumn> features,
      List<PlateColumn> imageColumns,
      int imageCount,
      IntFunction<PlateImage> images) {
    this.features = List.copyOf(features);
    this.imageColumns = List.copyOf(imageColumns);
    this.imageCount = imageCount;
    this.images = images;
  }

  /** The plate that a spec describes; the same for the same spec, always. */
  public static Plate of(PlateSpec spec) {
    PlateGenerator generator = new PlateGenerator(spec);
    return new Plate(
        generator.features(), generator.imageColumns(), spec.images(), generator::image);
  }

  /** A plate written out by hand. */
  public static Plate of(
      List<PlateColumn> features, List<PlateColumn> imageColumns, List<PlateImage> images) {
    List<PlateImage> copy = List.copyOf(images);
    return new Plate(features, imageColumns, copy.size(), copy::get);
  }

  /** The features of each of the three compartments. */
  public List<PlateColumn> features() {
    return features;
  }

  /** The image table's columns beside TableNumber and ImageNumber, without prefix. */
  public List<PlateColumn> imageColumns() {
    return imageColumns;
  }

  public int imageCount() {
    return imageCount;
  }

  /**
   * One image.
   *
   * @param index from 0, in the order of writing
   */
  public PlateImage image(int index) {
    return images.apply(index);
  }

  /** All images at once, for plates that are small. */
  public List<PlateImage> images() {
    List<PlateImage> all = new ArrayList<>(imageCount);
    for (int i = 0; i < imageCount; i++) {
      all.add(image(i));
    }
    return all;
  }

  /** The plate of one of the images alone. */
  public Plate site(int index, Numbering numbering) {
    PlateImage image = image(index);
    boolean restarted = numbering == Numbering.RESTARTED;
    return of(features, imageColumns, List.of(restarted ? image.numbered(1) : image));
  }

  /** The form of its TableNumbers. */
  public TableNumbers tableNumbers() {
    Object first = imageCount == 0 ? null : image(0).tableNumber();
    if (first == null) {
      return TableNumbers.NONE;
    }
    return first instanceof Long ? TableNumbers.INTEGERS : TableNumbers.TEXT;
  }

  void requireNoTableNumbers(String layout) {
    if (tableNumbers() != TableNumbers.NONE) {
      throw new IllegalArgumentException(
          layout + " has no TableNumber; use a plate without TableNumbers");
    }
  }
}
