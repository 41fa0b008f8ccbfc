package org.cytobeam.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The second part of the image key: absent, an integer, or text (older cytominer databases hold a
 * hexadecimal digest). Absent sorts first, then integers by value, then text by its UTF-8 bytes.
 */
public record TableNumber(Kind kind, long number, String text) implements Comparable<TableNumber> {
  /** Which of the three forms it has. */
  public enum Kind {
    ABSENT,
    INTEGER,
    TEXT
  }

  public static final TableNumber ABSENT = new TableNumber(Kind.ABSENT, 0, "");

  public static TableNumber of(long number) {
    return new TableNumber(Kind.INTEGER, number, "");
  }

  public static TableNumber of(String text) {
    return new TableNumber(Kind.TEXT, 0, text);
  }

  public boolean isAbsent() {
    return kind == Kind.ABSENT;
  }

  /** As text: an integer becomes its decimal text; where there is none, there is none. */
  public TableNumber asText() {
    return kind == Kind.INTEGER ? of(Long.toString(number)) : this;
  }

  @Override
  public int compareTo(TableNumber other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind);
    }
    return kind == Kind.TEXT ? compareUtf8(text, other.text) : Long.compare(number, other.number);
  }

  /** Orders text as its UTF-8 bytes, which is also the order of code points. */
  public static int compareUtf8(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ABSENT -> "none";
      case INTEGER -> Long.toString(number);
      case TEXT -> text;
    };
  }
}
