package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.PresetChoice.SeenTable;

/** Holds the names given with {@code --compartments} against the tables that are there. */
final class CompartmentNames {
  private static final int NAMES_SHOWN = 12;

  private final String source;
  private final SourceLook look;

  CompartmentNames(String source, SourceLook look) {
    this.source = source;
    this.look = look;
  }

  /**
   * The names, each {@code *} pattern replaced by the object tables that it matches, in order of
   * their names.
   *
   * @param given lower-case names and patterns
   * @throws UserError if a pattern matches no object table, or a name is surely not there
   */
  List<String> resolve(List<String> given) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : given) {
      if (name.contains("*")) {
        names.addAll(matching(name));
      } else {
        check(name);
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private List<String> matching(String pattern) {
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern + " ")
            .map(part -> Pattern.quote(part.strip()))
            .collect(Collectors.joining(".*"));
    List<String> objects = objects();
    List<String> matching = objects.stream().filter(name -> name.matches(regex)).toList();
    if (matching.isEmpty()) {
      throw new UserError(
          "no object table of %s matches '%s'; there %s".formatted(source, pattern, some(objects)));
    }
    return matching;
  }

  /** Also found under a prefix that nothing tells to be one. */
  private void check(String name) {
    List<String> tags = look.tags();
    boolean there = tags.stream().anyMatch(tag -> tag.equals(name) || tag.endsWith("_" + name));
    if (there || !look.isComplete()) {
      return;
    }
    List<String> objects = objects();
    String nearest =
        objects.isEmpty() ? "" : "did you mean '" + NearestName.among(objects, name) + "'? ";
    throw new UserError(
        "there is no table '%s' in %s; %sThere %s".formatted(name, source, nearest, some(objects)));
  }

  private List<String> objects() {
    return look.tables().stream()
        .filter(SeenTable::isObjects)
        .map(SeenTable::tag)
        .distinct()
        .sorted()
        .toList();
  }

  private static String some(List<String> names) {
    if (names.isEmpty()) {
      return "is no table with ImageNumber and an object number";
    }
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    int more = names.size() - NAMES_SHOWN;
    return "are " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
