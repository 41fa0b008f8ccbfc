package org.cytobeam.schema;

import java.util.List;
import org.cytobeam.model.ColumnType;

/**
 * A column of an output table.
 *
 * @param name its name in the file
 * @param type the type it is written as; where this differs from the source's, values are cast
 * @param origin where its values come from
 * @param places the columns that hold them: one for {@code TABLE}, {@code OBJECT_NUMBER} and {@code
 *     QUERY}, any number for {@code FIRST_TEXT}, none for the image key
 */
public record OutputColumn(String name, ColumnType type, Origin origin, List<Place> places) {
  /** Where a column's values come from. */
  public enum Origin {
    /** A column of one table. */
    TABLE,
    /** The image key's TableNumber. */
    TABLE_NUMBER,
    /** The image key's ImageNumber. */
    IMAGE_NUMBER,
    /** A column of the user's query. */
    QUERY,
    /** A column of object numbers, as integers whatever type all sources' values meet in. */
    OBJECT_NUMBER,
    /** In each row the first of several text columns that has a value. */
    FIRST_TEXT
  }

  /**
   * A column of what is read.
   *
   * @param tag the table; empty for the query
   * @param column the position among its columns
   */
  public record Place(String tag, int column) {}

  public OutputColumn {
    places = List.copyOf(places);
  }

  /** A column that one place holds, or none where the position is -1. */
  public OutputColumn(String name, ColumnType type, Origin origin, String tag, int column) {
    this(name, type, origin, column < 0 ? List.of() : List.of(new Place(tag, column)));
  }

  /** The table of its first place; empty where there is none. */
  public String tag() {
    return places.isEmpty() ? "" : places.get(0).tag();
  }

  /** The position in that table; -1 where there is none. */
  public int column() {
    return places.isEmpty() ? -1 : places.get(0).column();
  }

  OutputColumn withName(String newName) {
    return new OutputColumn(newName, type, origin, places);
  }

  OutputColumn withType(ColumnType newType) {
    return new OutputColumn(name, newType, origin, places);
  }

  OutputColumn withPlaces(List<Place> newPlaces) {
    return new OutputColumn(name, type, origin, newPlaces);
  }
}
