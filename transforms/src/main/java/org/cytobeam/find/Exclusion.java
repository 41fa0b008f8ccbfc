package org.cytobeam.find;

import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.cytobeam.model.UserError;

/**
 * Which files are as if they were not there.
 *
 * <p>A pattern is a path below the source path or a glob of {@link java.nio.file.FileSystem
 * java.nio}: {@code *} stays inside a name, {@code **} does not. One without {@code /} means a name
 * at any depth. What matches a folder means all that is in it.
 *
 * @param patterns as they were given
 */
public record Exclusion(List<String> patterns) implements Serializable {
  /** Of nothing. */
  public static final Exclusion NONE = new Exclusion(List.of());

  /**
   * @throws UserError if a pattern is none
   */
  public Exclusion {
    patterns = List.copyOf(patterns);
    patterns.forEach(Exclusion::of);
  }

  /** Whether a file at a path below the source path is excluded. */
  Predicate<String> files() {
    return patterns.stream().map(Exclusion::of).reduce(file -> false, Predicate::or);
  }

  /** The files of a listing that are left. */
  List<FoundFile> rest(List<FoundFile> listing) {
    Predicate<String> excluded = files();
    return listing.stream().filter(file -> !excluded.test(file.relative())).toList();
  }

  /** The files that one pattern means. */
  static Predicate<String> of(String pattern) {
    String path = pattern.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
    PathMatcher glob = glob(pattern, path);
    boolean name = !pattern.replaceFirst("/+$", "").contains("/");
    return file -> file.equals(pattern) || (name ? anyName(file, glob) : anyAncestor(file, glob));
  }

  private static PathMatcher glob(String pattern, String path) {
    // Of itself java.nio takes no folder at all for less than one.
    String anyDepth =
        path.contains("{")
            ? path
            : path.replaceFirst("^\\*\\*/", "{,**/}").replace("/**/", "{/,/**/}");
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + anyDepth);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          UserError.Kind.USAGE,
          "'%s' is not a pattern for --exclude: %s".formatted(pattern, e.getDescription()),
          e);
    }
  }

  private static boolean anyName(String file, PathMatcher glob) {
    for (Path name : Path.of(file)) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyAncestor(String file, PathMatcher glob) {
    for (Path path = Path.of(file); path != null; path = path.getParent()) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
