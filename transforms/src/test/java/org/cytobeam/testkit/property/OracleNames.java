package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names and order of columns, written out from {@code docs/presets.md} and {@code docs/columns.md}.
 */
final class OracleNames {
  private static final List<String> OF_THE_CSV_PRESET =
      List.of("Metadata_Well", "Metadata_Plate", "Parent_Cells", "Parent_Nuclei");
  private static final List<String> NUMBERS =
      List.of(
          "tablenumber",
          "metadata_tablenumber",
          "imagenumber",
          "metadata_imagenumber",
          "objectnumber",
          "object_number");
  private static final List<String> GROUPS = List.of("image", "cytoplasm", "cells", "nuclei");

  private final Set<String> identifying = new HashSet<>(List.of("ImageNumber", "ObjectNumber"));

  OracleNames(OracleOptions options) {
    identifying.addAll(options.identifying() == null ? OF_THE_CSV_PRESET : options.identifying());
  }

  /** {@code cells_cellpose3} is {@code Cells_Cellpose3}. */
  static String stem(String table) {
    StringBuilder stem = new StringBuilder();
    boolean first = true;
    for (char c : table.toLowerCase(Locale.ROOT).toCharArray()) {
      stem.append(first ? Character.toUpperCase(c) : c);
      first = c == '_';
    }
    return stem.toString();
  }

  /** The output's name of a table's column, before repeated names are told apart. */
  String of(String table, String column) {
    if (column.equals("TableNumber")) {
      return "Metadata_TableNumber";
    }
    String stem = stem(table);
    boolean standard = stem.equals(table);
    boolean begins =
        standard
            ? column.startsWith(stem)
            : column.toLowerCase(Locale.ROOT).startsWith(stem.toLowerCase(Locale.ROOT));
    if (identifying.contains(column)) {
      if (begins) {
        return "Metadata_" + column;
      }
      if (column.startsWith("Metadata_")) {
        return column;
      }
      boolean ofNoTable =
          column.contains("Image") || column.contains("ObjectNumber") || column.contains("TableN");
      return ofNoTable ? "Metadata_" + column : "Metadata_" + stem + "_" + column;
    }
    return begins ? column : stem + "_" + column;
  }

  /** A name that was there before, whatever its case, gets the first free number. */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String free = name;
      for (int i = 1; !taken.add(ascii(free)); i++) {
        free = name + "_" + i;
      }
      distinct.add(free);
    }
    return distinct;
  }

  private static String ascii(String name) {
    return name.codePoints()
        .map(c -> c < 128 ? Character.toLowerCase(c) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** By this, then by code points, columns are ordered. */
  static int rank(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (NUMBERS.contains(lower)) {
      return NUMBERS.indexOf(lower);
    }
    if (lower.contains("metadata")) {
      return 10;
    }
    for (String group : GROUPS) {
      if (lower.startsWith(group)) {
        return 20 + GROUPS.indexOf(group);
      }
    }
    return 30;
  }
}
