package org.cytobeam.schema;

import org.cytobeam.model.ColumnType;

/**
 * A column of an output table.
 *
 * @param name its name in the file
 * @param type the type it is written as; where this differs from the source's, values are cast
 * @param origin where its values come from
 * @param tag the table, for {@code TABLE}; empty otherwise
 * @param column the position among that table's columns, or among the query's; -1 for the image key
 */
public record OutputColumn(String name, ColumnType type, Origin origin, String tag, int column) {
  /** Where a column's values come from. */
  public enum Origin {
    /** A column of one table. */
    TABLE,
    /** The image key's TableNumber. */
    TABLE_NUMBER,
    /** The image key's ImageNumber. */
    IMAGE_NUMBER,
    /** A column of the user's query. */
    QUERY
  }
}
