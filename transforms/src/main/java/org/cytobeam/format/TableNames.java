package org.cytobeam.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tables are wanted, and how a file's or table's name is matched to them.
 *
 * <p>A name matches when, ignoring case, it is a wanted name, with an optional {@code Per_} before
 * it and any prefix that ends in {@code _} before that: {@code Cells}, {@code Per_Cells}, {@code
 * MyExpt_Per_Cells}, {@code MyExpt_Cells}. The longest wanted name wins, so {@code Cells_Cellpose3}
 * is not taken for anything but itself.
 *
 * @param metadata the image tables' names, lower case
 * @param compartments the object tables' names, lower case
 * @param others names of other objects, lower case, that end like a wanted one: with {@code
 *     infected_cells} here, {@code Infected_Cells} is not taken for cells under a prefix
 */
public record TableNames(List<String> metadata, List<String> compartments, List<String> others)
    implements Serializable {

  /**
   * A matched name.
   *
   * @param tag the wanted name, lower case: {@code cells}
   * @param group with {@code per_} where the name has it: {@code per_cells}
   * @param prefix what stands before: {@code MyExpt_}
   */
  public record Match(String tag, String group, String prefix) {}

  public TableNames {
    metadata = List.copyOf(metadata);
    compartments = List.copyOf(compartments);
    others = List.copyOf(others);
  }

  /** Names beside which no others are known. */
  public TableNames(List<String> metadata, List<String> compartments) {
    this(metadata, compartments, List.of());
  }

  /** All wanted names, image tables first. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>(metadata);
    tags.addAll(compartments);
    return tags;
  }

  /** Whether every file of the format is wanted, whatever its name (IN Carta). */
  public boolean isEverything() {
    return metadata.isEmpty() && compartments.isEmpty();
  }

  public boolean isImage(String tag) {
    return metadata.contains(tag);
  }

  public Optional<Match> match(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Match best = null;
    List<String> known = tags();
    known.addAll(others);
    for (String tag : known) {
      if (best != null && tag.length() <= best.tag().length()) {
        continue;
      }
      if (lower.equals(tag) || lower.endsWith("_" + tag)) {
        int end = lower.length() - tag.length();
        boolean per = end == 4 && lower.startsWith("per_") || lower.startsWith("_per_", end - 5);
        int prefixEnd = per ? end - 4 : end;
        best = new Match(tag, per ? "per_" + tag : tag, name.substring(0, prefixEnd));
      }
    }
    return Optional.ofNullable(best).filter(match -> tags().contains(match.tag()));
  }
}
