package org.cytobeam.model;

import java.util.List;

/**
 * Which columns of a table hold its keys, as the source spells them; empty where there is none.
 * Found ignoring case: {@code TableNumber}, {@code ImageNumber}, and for the object the first of
 * {@code ObjectNumber}, {@code <Stem>_ObjectNumber}, {@code <Stem>_Number_Object_Number}, {@code
 * Number_Object_Number}.
 */
public record KeyColumns(String tableNumber, String imageNumber, String objectNumber) {
  public static KeyColumns find(List<String> names, String tag) {
    return new KeyColumns(
        first(names, "TableNumber"),
        first(names, "ImageNumber"),
        first(
            names,
            "ObjectNumber",
            tag + "_ObjectNumber",
            tag + "_Number_Object_Number",
            "Number_Object_Number"));
  }

  private static String first(List<String> names, String... candidates) {
    for (String candidate : candidates) {
      for (String name : names) {
        if (name.equalsIgnoreCase(candidate)) {
          return name;
        }
      }
    }
    return "";
  }
}
