package org.cytobeam.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lays out text for a terminal: labelled lines, wrapped, and tables whose numbers stand right. */
final class Sheet {
  private static final int LABEL_CHARACTERS = 12;
  private static final int WIDTH = 100;

  private final PrintWriter out;

  Sheet(PrintWriter out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  void blank() {
    out.println();
  }

  /** A label, and a text that goes on below itself. */
  void labelled(String label, String text) {
    String margin = label + " ".repeat(Math.max(1, LABEL_CHARACTERS - label.length()));
    for (String line : wrapped(text, WIDTH - LABEL_CHARACTERS)) {
      out.println((margin + line).stripTrailing());
      margin = " ".repeat(LABEL_CHARACTERS);
    }
  }

  /** Lines under one label, the first beside it. */
  void listed(String label, List<String> texts) {
    String next = label;
    for (String text : texts) {
      labelled(next, text);
      next = "";
    }
  }

  /** Rows of equal length, the first the header. A cell of digits stands right. */
  void table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      numbers[c] =
          rows.size() > 1
              && rows.stream()
                  .skip(1)
                  .allMatch(row -> row.get(column).matches("[\\d,]+( [KMGT]B)?|-"));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append("  ");
        line.append(numbers[c] ? padding + row.get(c) : row.get(c) + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Breaks a text at blanks; a longer word stands alone. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
