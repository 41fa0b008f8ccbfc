package org.cytobeam.testkit.property;

import java.util.List;

/**
 * A random plate and how it is converted.
 *
 * @param running options that change no row
 */
public record PlateCase(TextPlate plate, OracleOptions options, List<String> running) {
  @Override
  public String toString() {
    return options + " " + String.join(" ", running) + "\n" + plate;
  }
}
