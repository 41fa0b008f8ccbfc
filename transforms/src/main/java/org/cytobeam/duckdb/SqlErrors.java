package org.cytobeam.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says of a user's SQL, in one line and without what is not the user's. */
final class SqlErrors {
  private static final Pattern WRAPPING =
      Pattern.compile(
          "^Invalid Input Error: Attempting to execute an unsuccessful or closed pending query"
              + " result\\s*(Error: )?");

  /** {@code LINE 3: the line}, and below it a mark at the place. */
  private static final Pattern PLACE = Pattern.compile("\\s*\\bLINE (\\d+): (.*)", Pattern.DOTALL);

  private SqlErrors() {}

  /**
   * @param message of the exception
   * @param linesBefore lines of the statement before the first of the user's
   */
  static String describe(String message, int linesBefore) {
    String text = WRAPPING.matcher(message.strip()).replaceFirst("");
    Matcher place = PLACE.matcher(text);
    if (!place.find()) {
      return oneLine(text);
    }
    String line = place.group(2).lines().findFirst().orElse("");
    return "%s; line %s: %s"
        .formatted(
            oneLine(text.substring(0, place.start())),
            Integer.parseInt(place.group(1)) - linesBefore,
            line.strip());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replace(": : ", ": ");
  }
}
