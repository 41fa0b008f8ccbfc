package org.cytobeam.schema;

import java.util.List;
import org.cytobeam.model.ColumnType;

/**
 * How the sources of one table differ in their columns.
 *
 * @param table the tag
 * @param sources how many sources have the table
 * @param missing the sources with rows that lack columns of others
 * @param types the columns whose types differ
 */
public record TableDrift(String table, int sources, List<Missing> missing, List<Differing> types) {
  /**
   * Sources that lack the same columns.
   *
   * @param columns by name
   * @param sources in source order
   * @param rows how many rows these sources have
   */
  public record Missing(List<String> columns, List<String> sources, long rows) {}

  /**
   * A column of several types.
   *
   * @param type the one that holds all values
   * @param found the types met, but for that of an empty column
   */
  public record Differing(String column, ColumnType type, List<Found> found) {}

  /**
   * A type that some sources have.
   *
   * @param sources how many
   * @param example the first of them
   */
  public record Found(ColumnType type, int sources, String example) {}

  public boolean isNone() {
    return missing.isEmpty() && types.isEmpty();
  }
}
