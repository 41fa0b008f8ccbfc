package org.cytobeam.sqlite.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The value that rows have in a column that was added after them: the literal behind {@code
 * DEFAULT}, with the column's affinity applied.
 */
final class DefaultValue {
  private DefaultValue() {}

  /**
   * Null, a Long, a Double, a String or a byte[].
   *
   * @param tokens what follows {@code DEFAULT}
   * @throws DeclinedException if it is more than a literal, or SQLite would convert it
   */
  static Object of(List<SqlToken> tokens, Affinity affinity) throws DeclinedException {
    if (tokens.isEmpty()) {
      throw new DeclinedException("a column's default is missing");
    }
    SqlToken first = tokens.get(0);
    if (first.is("NULL")) {
      return null;
    }
    boolean signed = first.is("-") || first.is("+");
    SqlToken literal = signed && tokens.size() > 1 ? tokens.get(1) : first;
    boolean isText = affinity == Affinity.TEXT;
    if (literal.kind() == SqlToken.Kind.NUMBER && !isText) {
      return number((first.is("-") ? "-" : "") + literal.text(), affinity);
    } else if (literal.kind() == SqlToken.Kind.STRING
        && !signed
        && (isText || affinity == Affinity.BLOB)) {
      return literal.text();
    } else if (literal.kind() == SqlToken.Kind.BLOB && !signed) {
      return blob(literal.text());
    }
    throw new DeclinedException("the default of a column is not plain: " + first.text());
  }

  private static Object number(String text, Affinity affinity) throws DeclinedException {
    try {
      if (text.matches("-?[0-9]+")) {
        long value = Long.parseLong(text);
        if (affinity != Affinity.REAL) {
          return value;
        }
        return (double) value;
      }
      double value = Double.parseDouble(text);
      boolean keeps =
          affinity == Affinity.REAL || affinity == Affinity.BLOB || value != Math.rint(value);
      if (keeps
          && text.matches(
              "-?(?:[0-9]{1,15}\\.?|[0-9]{1,7}\\.[0-9]{1,8})(?:[eE][-+]?[0-9]{1,2})?")) {
        // A REAL column keeps whole numbers as integers, of which none is -0.
        return affinity == Affinity.REAL ? value + 0.0 : value;
      }
    } catch (NumberFormatException e) {
      // Beyond 64 bits, in hexadecimal, or with underscores.
    }
    throw new DeclinedException("the default of a column is not plain: " + text);
  }

  private static byte[] blob(String hex) throws DeclinedException {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new DeclinedException("the default of a column is not plain: x'" + hex + "'");
    }
  }

  /** As UTF-8. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
