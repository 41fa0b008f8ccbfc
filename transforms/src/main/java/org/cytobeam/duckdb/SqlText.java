package org.cytobeam.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cytobeam.model.UserError;

/** Looks at a user's SQL as text. */
final class SqlText {
  /** What a semicolon may stand in without ending the statement, and comments. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>--[^\\n]*|/\\*)"
              + "|(?<![A-Za-z0-9_])[eE]'(?:[^'\\\\]|\\\\.|'')*+'"
              + "|'[^']*+'|\"[^\"]*+\""
              + "|\\$(?<tag>(?:[A-Za-z_]\\w*)?)\\$.*?\\$\\k<tag>\\$"
              + "|(?<end>;)|(?<blank>\\s++)|.",
          Pattern.DOTALL);

  private SqlText() {}

  /**
   * @throws UserError if anything but blanks and comments follows the first statement
   */
  static void requireOneStatement(String sql) {
    Matcher token = TOKEN.matcher(sql);
    boolean ended = false;
    int at = 0;
    while (at < sql.length() && token.find(at)) {
      at = token.end();
      if ("/*".equals(token.group("comment"))) {
        at = afterComment(sql, token.start());
      } else if (token.group("end") != null) {
        ended = true;
      } else if (ended && token.group("comment") == null && token.group("blank") == null) {
        throw new UserError(
            "the SQL of the join is more than one statement; give a single SELECT: after the ';'"
                + " comes '%s'".formatted(firstLine(sql.substring(token.start()))));
      }
    }
  }

  /** Comments may hold comments. */
  private static int afterComment(String sql, int start) {
    int depth = 0;
    for (int i = start; i < sql.length() - 1; i++) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
