package org.cytobeam.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cytobeam.model.UserError;

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
   * @param where the rows it was run over, as {@code " for image 3"}; empty for none
   */
  static UserError userError(String where, SQLException e) {
    String told = describe(e.getMessage(), 1);
    return new UserError("the SQL of the join does not work" + where + ": " + told, e);
  }

  static String names(List<QueryTable> tables) {
    return tables.stream().map(QueryTable::name).collect(Collectors.joining(", "));
  }

  /** A message about a place in the SQL, as the number of characters before it. */
  static String withPlace(String message, String sql, int position) {
    if (position < 0 || position > sql.length()) {
      return message;
    }
    long line = sql.substring(0, position).chars().filter(c -> c == '\n').count();
    String text = sql.lines().skip(line).findFirst().orElse("").strip();
    return "%s; line %d: %s".formatted(message, line + 1, text);
  }

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
