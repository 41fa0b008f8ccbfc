package org.cytobeam.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.cytobeam.model.TableNumber;

/**
 * The order of a joined table's columns, which is CytoTable's: the numbers of the keys, then
 * metadata, then image, cytoplasm, cells and nuclei, then the rest; by code point inside each.
 *
 * <p>Only joined tables are ordered so; others keep their source's order.
 */
public final class ColumnOrder {
  private static final List<String> FIRST =
      List.of(
          "tablenumber",
          "metadata_tablenumber",
          "imagenumber",
          "metadata_imagenumber",
          "objectnumber",
          "object_number");

  private static final List<String> PREFIXES = List.of("image", "cytoplasm", "cells", "nuclei");

  /** Orders column names. */
  public static final Comparator<String> BY_NAME =
      Comparator.comparingInt(ColumnOrder::rank).thenComparing(TableNumber::compareUtf8);

  private ColumnOrder() {}

  /** The columns in order; those of the same name stay as they were among each other. */
  public static <T> List<T> sorted(List<T> columns, Function<T, String> name) {
    return columns.stream().sorted(Comparator.comparing(name, BY_NAME)).toList();
  }

  private static int rank(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int first = FIRST.indexOf(lower);
    if (first >= 0) {
      return first;
    }
    if (lower.contains("metadata")) {
      return FIRST.size();
    }
    int prefix = 0;
    while (prefix < PREFIXES.size() && !lower.startsWith(PREFIXES.get(prefix))) {
      prefix++;
    }
    return FIRST.size() + 1 + prefix;
  }
}
