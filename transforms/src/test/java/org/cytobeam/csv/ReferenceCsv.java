package org.cytobeam.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV text, found character by character: what the fast reader must agree with.
 * Knows none of its code.
 */
final class ReferenceCsv {
  /** A record: its fields, and whether it is nothing but an empty line. */
  record Record(List<String> fields, boolean blank) {}

  /** The text is not a table. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  private final String text;
  private final char delimiter;
  private int at;

  private ReferenceCsv(String text) throws Broken {
    this.text = text;
    this.delimiter = delimiter(text);
  }

  static List<Record> parse(byte[] bytes) throws Broken {
    String decoded;
    try {
      decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      throw new Broken("not UTF-8");
    }
    if (decoded.indexOf('\0') >= 0) {
      throw new Broken("NUL");
    }
    String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    return new ReferenceCsv(text).records();
  }

  /** The most frequent outside quotes in the first line, the first of equals. */
  private static char delimiter(String text) throws Broken {
    String line = unquotedFirstLine(text);
    if (line.matches("(?s).*\r[^\r].*")) {
      throw new Broken("CR");
    }
    char best = ',';
    for (char candidate : new char[] {',', '\t', ';', '|'}) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static String unquotedFirstLine(String text) {
    StringBuilder line = new StringBuilder();
    int i = 0;
    while (i < text.length() && text.charAt(i) != '\n') {
      boolean opens = text.charAt(i) == '"' && (i == 0 || ",\t;|".indexOf(text.charAt(i - 1)) >= 0);
      if (!opens) {
        line.append(text.charAt(i++));
        continue;
      }
      i++;
      while (i < text.length()) {
        if (text.startsWith("\"\"", i)) {
          i += 2;
        } else if (text.charAt(i++) == '"') {
          break;
        }
      }
    }
    return line.toString();
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  private List<Record> records() throws Broken {
    List<Record> records = new ArrayList<>();
    while (at < text.length()) {
      records.add(next());
    }
    return records;
  }

  private Record next() throws Broken {
    List<String> fields = new ArrayList<>();
    boolean quoted = false;
    while (true) {
      if (at < text.length() && text.charAt(at) == '"') {
        quoted = true;
        fields.add(quotedField());
        if (at < text.length() && text.charAt(at) == delimiter) {
          at++;
          continue;
        }
        if (at < text.length() && text.charAt(at) == '\r') {
          at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
          throw new Broken("text behind a quote");
        }
        at++;
        return new Record(fields, false);
      }
      int start = at;
      while (at < text.length() && text.charAt(at) != delimiter && text.charAt(at) != '\n') {
        at++;
      }
      String field = text.substring(start, at);
      boolean more = at < text.length() && text.charAt(at) == delimiter;
      fields.add(!more && field.endsWith("\r") ? field.substring(0, field.length() - 1) : field);
      at++;
      if (!more) {
        boolean blank = fields.size() == 1 && fields.get(0).isEmpty() && !quoted;
        return new Record(fields, blank);
      }
    }
  }

  private String quotedField() throws Broken {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      if (text.startsWith("\"\"", at)) {
        field.append('"');
        at += 2;
      } else if (text.charAt(at) == '"') {
        at++;
        return field.toString();
      } else {
        field.append(text.charAt(at++));
      }
    }
    throw new Broken("open quote");
  }
}
