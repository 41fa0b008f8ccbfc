package org.cytobeam.testkit;

/**
 * A column of a plate's table.
 *
 * @param name without the table's prefix
 */
public record PlateColumn(String name, Kind kind) {
  /** What a column holds, and so how it is declared and printed. */
  public enum Kind {
    /** Doubles with a fraction. */
    REAL,
    /**
     * Doubles without a fraction: {@code 12.0} in CSV; SQLite stores them as integers in a column
     * declared {@code float}.
     */
    WHOLE,
    /** Integers, declared as such: {@code 12}. */
    INTEGER,
    TEXT
  }

  public static PlateColumn real(String name) {
    return new PlateColumn(name, Kind.REAL);
  }

  public static PlateColumn whole(String name) {
    return new PlateColumn(name, Kind.WHOLE);
  }

  public static PlateColumn integer(String name) {
    return new PlateColumn(name, Kind.INTEGER);
  }

  public static PlateColumn text(String name) {
    return new PlateColumn(name, Kind.TEXT);
  }
}
