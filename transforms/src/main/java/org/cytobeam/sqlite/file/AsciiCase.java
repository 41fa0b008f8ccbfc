package org.cytobeam.sqlite.file;

/** Upper case as SQLite has it: of the letters A to Z alone, so that Ä and ä are two names. */
final class AsciiCase {
  private AsciiCase() {}

  static String upper(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'a' && chars[i] <= 'z') {
        chars[i] -= 'a' - 'A';
      }
    }
    return new String(chars);
  }

  static boolean isSame(String one, String other) {
    return one.length() == other.length() && upper(one).equals(upper(other));
  }
}
