package org.cytobeam.csv;

import java.util.List;
import java.util.stream.Collectors;

/** What a message shows of the text of a file: one line, and not much of it. */
final class Excerpt {
  private static final int MAX_LENGTH = 60;
  private static final int MAX_ITEMS = 5;

  private Excerpt() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
  }

  /** The first few of many. */
  static String of(List<String> texts) {
    String first =
        texts.stream().limit(MAX_ITEMS).map(Excerpt::of).collect(Collectors.joining(", "));
    return texts.size() > MAX_ITEMS ? first + " ..." : first;
  }
}
