package org.cytobeam.storage;

import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths with wildcards, as Beam's {@code FileSystems.match} takes them: {@code *}, {@code ?},
 * {@code [...]} and {@code {...}}.
 */
public final class PathPattern {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private PathPattern() {}

  /**
   * The folder below which everything lies that a path can mean: of a pattern the one above its
   * first wildcard, without the slash behind it ({@code .} for a pattern without a folder); of any
   * other path, and of a local one that is there whatever its name, the path as it is.
   */
  public static String folderOf(String path) {
    Matcher wildcard = WILDCARD.matcher(path);
    if (!wildcard.find() || Storage.isLocal(path) && Files.exists(Storage.local(path))) {
      return path;
    }
    int slash = path.lastIndexOf('/', wildcard.start());
    return slash < 0 ? "." : path.substring(0, Math.max(1, slash));
  }
}
