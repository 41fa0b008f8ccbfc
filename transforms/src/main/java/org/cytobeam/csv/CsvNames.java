package org.cytobeam.csv;

import java.util.List;
import java.util.Locale;

/** What the name of a file says: whether it is a text table, and which. */
public final class CsvNames {
  private static final List<String> SUFFIXES = List.of(".csv", ".tsv", ".txt");
  private static final String PACKED = ".gz";

  private CsvNames() {}

  /** Whether a file's name ends as a text table's: {@code Cells.csv}, {@code cells.TXT.gz}. */
  public static boolean isTable(String fileName) {
    String unpacked = withoutGz(fileName).toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(unpacked::endsWith);
  }

  /** Whether such a file holds a table most likely: many a {@code .txt} is just a text. */
  public static boolean isSurelyTable(String fileName) {
    return isTable(fileName) && !withoutGz(fileName).toLowerCase(Locale.ROOT).endsWith(".txt");
  }

  /** The name without its suffix, and without {@code .gz} behind one: {@code Cells}. */
  public static String stem(String fileName) {
    String name = isTable(fileName) ? withoutGz(fileName) : fileName;
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static String withoutGz(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(PACKED)
        ? fileName.substring(0, fileName.length() - PACKED.length())
        : fileName;
  }
}
