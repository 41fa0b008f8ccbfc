package org.cytobeam.sqlite.file;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of SQL.
 *
 * @param text without quotes
 * @param start where it begins in the statement
 * @param end where it ends
 */
record SqlToken(Kind kind, String text, int start, int end) {
  /** Several times what a table with SQLite's greatest number of columns needs. */
  private static final int MAX_TOKENS = 1_000_000;

  /** What kinds of words there are. */
  enum Kind {
    /** A keyword or an unquoted name. */
    WORD,
    /** A name in double quotes, backticks or brackets. */
    NAME,
    STRING,
    BLOB,
    NUMBER,
    SYMBOL
  }

  boolean is(String keywordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && AsciiCase.isSame(text, keywordOrSymbol);
  }

  /** Whether it can stand where a name is wanted; SQLite takes strings there too. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME || kind == Kind.STRING;
  }

  /**
   * The words of a statement, without comments.
   *
   * @throws DeclinedException if a quote or comment does not end, or a character has no meaning
   */
  static List<SqlToken> of(String sql) throws DeclinedException {
    if (sql.indexOf('\0') >= 0) {
      throw new DeclinedException("its definition has the character NUL");
    }
    List<SqlToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      int comment = afterComment(sql, at);
      if (comment > at) {
        at = comment;
        continue;
      }
      SqlToken token = at(sql, at);
      tokens.add(token);
      if (tokens.size() > MAX_TOKENS) {
        throw new DeclinedException("its definition has more than " + MAX_TOKENS + " words");
      }
      at = token.end;
    }
    return tokens;
  }

  private static int afterComment(String sql, int at) throws DeclinedException {
    // SQLite takes a byte order mark between words for a space, and for a letter within one.
    if (" \t\n\f\r\uFEFF".indexOf(sql.charAt(at)) >= 0) {
      return at + 1;
    }
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return at;
  }

  private static SqlToken at(String sql, int at) throws DeclinedException {
    char c = sql.charAt(at);
    switch (c) {
      case '"', '`' -> {
        return quoted(sql, Kind.NAME, at, at, c);
      }
      case '[' -> {
        return quoted(sql, Kind.NAME, at, at, ']');
      }
      case '\'' -> {
        return quoted(sql, Kind.STRING, at, at, c);
      }
      case 'x', 'X' -> {
        if (sql.startsWith("'", at + 1)) {
          return quoted(sql, Kind.BLOB, at, at + 1, '\'');
        }
      }
      default -> {
        // Below, by classes of characters.
      }
    }
    boolean digit = isDigit(c) || c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    if (digit) {
      return token(sql, Kind.NUMBER, at, numberEnd(sql, at));
    }
    if (isWordPart(c) && c != '$') {
      int end = at;
      while (end < sql.length() && isWordPart(sql.charAt(end))) {
        end++;
      }
      return token(sql, Kind.WORD, at, end);
    }
    if ("(),;.+-*/%<>=!|&~?:@#".indexOf(c) >= 0) {
      return token(sql, Kind.SYMBOL, at, at + 1);
    }
    throw new DeclinedException("its definition has the character '" + c + "'");
  }

  private static SqlToken token(String sql, Kind kind, int start, int end) {
    return new SqlToken(kind, sql.substring(start, end), start, end);
  }

  private static SqlToken quoted(String sql, Kind kind, int start, int open, char close)
      throws DeclinedException {
    StringBuilder text = new StringBuilder();
    int at = open + 1;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c != close) {
        text.append(c);
      } else if (close != ']' && at < sql.length() && sql.charAt(at) == close) {
        text.append(c);
        at++;
      } else {
        return new SqlToken(kind, text.toString(), start, at);
      }
    }
    throw new DeclinedException("its definition has a quote that is never closed");
  }

  private static int numberEnd(String sql, int start) {
    boolean isHex = sql.startsWith("0x", start) || sql.startsWith("0X", start);
    int at = start;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      boolean exponentSign =
          (c == '+' || c == '-') && !isHex && "eE".indexOf(sql.charAt(at - 1)) >= 0;
      if (!isWordPart(c) && c != '.' && !exponentSign) {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Every character beyond ASCII may be part of a name. */
  private static boolean isWordPart(char c) {
    return isDigit(c)
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }
}
