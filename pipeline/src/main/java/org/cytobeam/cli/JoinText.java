package org.cytobeam.cli;

import java.util.List;

/** What a join's rows are, as a person would say it. */
final class JoinText {
  private JoinText() {}

  /**
   * @param anchor the table whose objects become rows
   * @param partners the tables joined to it
   * @param policy {@code inner}, {@code left} or {@code full}
   */
  static String rows(String anchor, List<String> partners, String policy) {
    String each = "one for each row of " + anchor;
    if (partners.isEmpty()) {
      return each;
    }
    String listed = listed(partners, "and");
    return switch (policy) {
      case "inner" -> each + " that has its partner in " + listed;
      case "left" -> each + ", empty where it has no partner in " + listed(partners, "or");
      default ->
          "%s, and one for each row of %s that belongs to none of them".formatted(each, listed);
    };
  }

  private static String listed(List<String> names, String last) {
    int size = names.size();
    return size == 1
        ? names.get(0)
        : String.join(", ", names.subList(0, size - 1)) + " " + last + " " + names.get(size - 1);
  }
}
