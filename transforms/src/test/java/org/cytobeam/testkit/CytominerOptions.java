package org.cytobeam.testkit;

/** How a cytominer database is laid out: {@code CytominerOptions.usual().withNanAs(Nan.TEXT)}. */
public record CytominerOptions(ImageNames imageNames, RowOrder rowOrder, Indexes indexes, Nan nan) {
  /** The names of the image table's columns. */
  public enum ImageNames {
    /** {@code Metadata_Plate}, as newer files have. */
    PLAIN,
    /** {@code Image_Metadata_Plate}, as older files have. */
    PREFIXED
  }

  /** The order of rows inside a table. */
  public enum RowOrder {
    CLUSTERED_BY_IMAGE,
    /** The rows of an image lie anywhere in the table. */
    SHUFFLED
  }

  /** Which indexes there are. */
  public enum Indexes {
    NONE,
    /** On TableNumber alone. */
    TABLE_NUMBER,
    /** On TableNumber, ImageNumber and, for objects, ObjectNumber. */
    IMAGE_KEY
  }

  /** How NaN is stored. */
  public enum Nan {
    NULL,
    /** The text {@code nan} in a FLOAT column, as in older files. */
    TEXT
  }

  /** Plain image names, rows clustered by image, indexed by image key, NaN as NULL. */
  public static CytominerOptions usual() {
    return new CytominerOptions(
        ImageNames.PLAIN, RowOrder.CLUSTERED_BY_IMAGE, Indexes.IMAGE_KEY, Nan.NULL);
  }

  public CytominerOptions withImageNames(ImageNames imageNames) {
    return new CytominerOptions(imageNames, rowOrder, indexes, nan);
  }

  public CytominerOptions withRowOrder(RowOrder rowOrder) {
    return new CytominerOptions(imageNames, rowOrder, indexes, nan);
  }

  public CytominerOptions withIndexes(Indexes indexes) {
    return new CytominerOptions(imageNames, rowOrder, indexes, nan);
  }

  public CytominerOptions withNanAs(Nan nan) {
    return new CytominerOptions(imageNames, rowOrder, indexes, nan);
  }
}
