package org.cytobeam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown document with sections that benchmarks write, each between two markers. */
final class Document {
  private Document() {}

  /** Puts text in the place of a section's, and leaves the rest as it is. */
  static void replace(Path document, String section, String text) throws IOException {
    String old = Files.readString(document);
    String begin = "<!-- begin " + section + " -->";
    String end = "<!-- end " + section + " -->";
    int from = old.indexOf(begin);
    int to = old.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException("%s has no lines %s and %s".formatted(document, begin, end));
    }
    String before = old.substring(0, from + begin.length());
    Files.writeString(document, before + "\n" + text + old.substring(to));
  }
}
