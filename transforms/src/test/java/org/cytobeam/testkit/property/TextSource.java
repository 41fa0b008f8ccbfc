package org.cytobeam.testkit.property;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies in one place: a folder of CSV files, or a database.
 *
 * @param name a relative path without its last separator: {@code s1}
 * @param tables by the object's name, {@code Image}, {@code Cells}; one that is missing has no file
 */
public record TextSource(String name, Map<String, TextTable> tables) {
  public TextSource {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    tables.forEach(
        (table, rows) ->
            text.append("--- ").append(name).append('/').append(table).append('\n').append(rows));
    return text.toString();
  }
}
