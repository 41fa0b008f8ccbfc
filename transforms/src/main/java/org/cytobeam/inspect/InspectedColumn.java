package org.cytobeam.inspect;

import java.util.Locale;
import org.cytobeam.model.ColumnType;

/**
 * A column of a table that was found, or of an output.
 *
 * @param type in lower case: {@code double}, {@code int64}, {@code text} ...
 */
public record InspectedColumn(String name, String type) {
  static InspectedColumn of(String name, ColumnType type) {
    return new InspectedColumn(name, type.name().toLowerCase(Locale.ROOT));
  }
}
