package org.cytobeam.duckdb;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** A table as CytoTable's SQL names it: by a file. */
  private static final Pattern FILE =
      Pattern.compile(
          "read_parquet\\s*+\\(\\s*+(?:(?<file>'[^']*+'|\"[^\"]*+\")"
              + "|\\[\\s*+(?<only>'[^']*+'|\"[^\"]*+\")\\s*+])\\s*+\\)"
              + "|(?<from>FROM|JOIN)\\s*+(?<quoted>'[^']*\\.parquet')",
          Pattern.CASE_INSENSITIVE);

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

  /**
   * The SQL with names of tables in place of files: {@code read_parquet('cells.parquet')}, a list
   * with that one file, and {@code FROM 'cells.parquet'} mean {@code "cells"}. Text in quotes and
   * comments stays what it is; so does the number of lines.
   */
  static String withTableNames(String sql) {
    StringBuilder text = new StringBuilder();
    Matcher token = TOKEN.matcher(sql);
    Matcher file = FILE.matcher(sql);
    int at = 0;
    while (at < sql.length() && token.find(at)) {
      int end = token.end();
      if (token.group("end") != null) {
        break;
      }
      if ("/*".equals(token.group("comment"))) {
        end = afterComment(sql, at);
      } else if (startsWord(sql, at) && file.region(at, sql.length()).lookingAt()) {
        text.append(table(file)).append(blankLines(file.group()));
        at = file.end();
        continue;
      }
      text.append(sql, at, end);
      at = end;
    }
    return text.toString();
  }

  private static boolean startsWord(String sql, int at) {
    return at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1));
  }

  private static String table(Matcher file) {
    String quoted =
        Stream.of("file", "only", "quoted")
            .map(file::group)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    String name = quoted.substring(1, quoted.length() - 1).replaceFirst("(?i)\\.parquet$", "");
    String before = file.group("from") == null ? "" : file.group("from") + " ";
    return before + DuckDb.quote(name);
  }

  /** Messages tell places by their line. */
  private static String blankLines(String text) {
    return "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
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
