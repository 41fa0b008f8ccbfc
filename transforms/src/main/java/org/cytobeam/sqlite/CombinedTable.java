package org.cytobeam.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * CellProfiler's {@code Per_Object}: all objects side by side in one row, told by {@code
 * <Object>_Number_Object_Number} columns. The objects of a row have nothing to do with each other;
 * where an image has fewer of one than of another, its columns are NULL.
 */
final class CombinedTable {
  private static final String NAME = "per_object";
  private static final String NUMBER = "_Number_Object_Number";
  private static final List<String> IDS = List.of("TableNumber", "ImageNumber");

  /** SQLite's functions take 127 arguments. */
  private static final int ARGUMENTS = 100;

  private CombinedTable() {}

  /** Whether a table is one by its name, with any prefix that ends in {@code _}. */
  static boolean isNamed(String table) {
    String lower = table.toLowerCase(Locale.ROOT);
    return lower.equals(NAME) || lower.endsWith("_" + NAME);
  }

  /** The name of a part, as if the object had its own table: {@code MyExpt_Per_Cells}. */
  static String partName(String table, String object) {
    return table.substring(0, table.length() - "Object".length()) + object;
  }

  /**
   * The objects, as the columns spell them: those that have a number; if none has, those of the
   * given names that begin columns.
   */
  static List<String> objects(List<String> columns, List<String> names) {
    List<String> numbered = numbered(columns);
    if (!numbered.isEmpty()) {
      return numbered.stream().filter(object -> !features(columns, object).isEmpty()).toList();
    }
    Set<String> objects = new LinkedHashSet<>();
    for (String name : names) {
      columns.stream()
          .filter(column -> isOf(column, name))
          .findFirst()
          .ifPresent(column -> objects.add(column.substring(0, name.length())));
    }
    return List.copyOf(objects);
  }

  private static List<String> numbered(List<String> columns) {
    return columns.stream()
        .filter(c -> c.length() > NUMBER.length() && endsWithNumber(c))
        .map(c -> c.substring(0, c.length() - NUMBER.length()))
        .toList();
  }

  private static boolean endsWithNumber(String column) {
    return column.regionMatches(
        true, column.length() - NUMBER.length(), NUMBER, 0, NUMBER.length());
  }

  /** The image key, the object's number, and the columns that begin with its name. */
  static List<String> columns(List<String> all, String object) {
    Set<String> own = new LinkedHashSet<>(features(all, object));
    boolean numbered = own.stream().anyMatch(c -> c.equalsIgnoreCase(object + NUMBER));
    List<String> columns = new ArrayList<>();
    for (String column : all) {
      boolean id = IDS.stream().anyMatch(column::equalsIgnoreCase);
      // The number of the row; it is the object's only where there is no other.
      boolean number = !numbered && column.equalsIgnoreCase("ObjectNumber");
      if (id || number || own.contains(column)) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** The columns that tell whether the object is in a row: some of them is then not NULL. */
  static List<String> anyOf(List<String> all, String object) {
    List<String> own = features(all, object);
    List<String> number = own.stream().filter(c -> c.equalsIgnoreCase(object + NUMBER)).toList();
    return number.isEmpty() ? own : number;
  }

  /** The condition for rows in which some of the columns is not NULL; none if there are none. */
  static String filter(List<String> anyOf) {
    List<String> terms = anyOf.stream().map(StoredTable::quoted).toList();
    while (terms.size() > 1) {
      terms = coalesced(terms);
    }
    return terms.isEmpty() ? "" : terms.get(0) + " IS NOT NULL";
  }

  private static List<String> coalesced(List<String> terms) {
    List<String> fewer = new ArrayList<>();
    for (int start = 0; start < terms.size(); start += ARGUMENTS) {
      List<String> some = terms.subList(start, Math.min(terms.size(), start + ARGUMENTS));
      fewer.add(some.size() == 1 ? some.get(0) : "coalesce(" + String.join(", ", some) + ")");
    }
    return fewer;
  }

  /** The longest name wins: {@code Cells_Cellpose3_Area} is not of {@code Cells}. */
  private static List<String> features(List<String> all, String object) {
    List<String> longer =
        numbered(all).stream().filter(other -> other.length() > object.length()).toList();
    return all.stream()
        .filter(c -> isOf(c, object) && longer.stream().noneMatch(other -> isOf(c, other)))
        .toList();
  }

  private static boolean isOf(String column, String object) {
    String start = object + "_";
    return column.regionMatches(true, 0, start, 0, start.length());
  }
}
