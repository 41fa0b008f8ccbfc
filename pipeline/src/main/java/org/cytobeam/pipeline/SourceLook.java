package org.cytobeam.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceListing;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.NamedTables.Named;
import org.cytobeam.pipeline.PresetChoice.SeenTable;
import org.cytobeam.schema.StandardTables;

/**
 * The launcher's look at a source: the names of its tables, and a header of each, from the first
 * files that can be read. What it finds decides the preset, and with it the tables that the graph
 * is built for.
 */
final class SourceLook {
  private static final int HEADERS_TRIED = 64;

  private final SourceListing listing;
  private final NamedTables named;
  private final UserError nothing;
  private final List<String> imageTags;
  private List<SeenTable> tables;

  private SourceLook(
      SourceListing listing, NamedTables named, UserError nothing, List<String> imageTags) {
    this.listing = listing;
    this.named = named;
    this.nothing = nothing;
    this.imageTags = imageTags;
  }

  /**
   * Looks at the names in a source. If there is nothing, that is told by {@link #tables}.
   *
   * @param format the format asked for, or empty
   * @param exclusion the files that are not looked at
   * @param imageTags the names of image tables
   */
  static SourceLook at(
      SourceListing listing, String format, Exclusion exclusion, List<String> imageTags) {
    try {
      NamedTables named = NamedTables.in(listing, format, exclusion, imageTags);
      return new SourceLook(listing, named, null, imageTags);
    } catch (UserError e) {
      return new SourceLook(listing, null, e, imageTags);
    }
  }

  /**
   * The tables that could be wanted, each once: image tables and standard compartments, whether or
   * not a header of theirs can be read, then whatever else has a header.
   *
   * @throws UserError if there is none
   */
  List<SeenTable> tables() {
    if (nothing != null) {
      throw nothing;
    }
    if (tables == null) {
      tables = look();
    }
    return tables;
  }

  private List<SeenTable> look() {
    Map<String, SeenTable> seen = new LinkedHashMap<>();
    Map<String, SeenTable> unread = new LinkedHashMap<>();
    int[] opened = new int[1];
    for (Named table : named.all()) {
      if (isStandard(table)) {
        look(table, seen, opened);
        // Be it a file of no bytes or a view that fails: the table is wanted all the same, and the
        // index tells what is wrong with it.
        unread.putIfAbsent(table.group(), seen(table, List.of()));
      }
    }
    boolean standard = !seen.isEmpty();
    for (Named table : named.all()) {
      if (!isStandard(table)) {
        look(table, seen, opened);
      }
    }
    if (standard) {
      unread.forEach(seen::putIfAbsent);
    }
    if (seen.values().stream().noneMatch(this::isOfUse)) {
      throw noTables();
    }
    return List.copyOf(seen.values());
  }

  /** The names of all tables, whatever they hold; empty if there is nothing. */
  List<String> tags() {
    Set<String> tags = new LinkedHashSet<>();
    if (named != null) {
      named.all().forEach(table -> tags.add(seen(table, List.of()).tag()));
    }
    return List.copyOf(tags);
  }

  /** Whether a name that is not among the {@link #tags} is nowhere in the source. */
  boolean isComplete() {
    return named != null && named.isComplete();
  }

  /** Names of tables that would pass for a wanted one under a prefix, and are not. */
  List<String> tagsThatEndLike(List<String> wanted) {
    List<String> tags = tags();
    return tags.stream()
        .filter(tag -> !wanted.contains(tag))
        .filter(tag -> wanted.stream().anyMatch(w -> tags.contains(w) && tag.endsWith("_" + w)))
        .sorted()
        .toList();
  }

  private static void look(Named table, Map<String, SeenTable> seen, int[] opened) {
    boolean spent = isCsv(table) && opened[0] == HEADERS_TRIED;
    if (seen.containsKey(table.group()) || spent) {
      return;
    }
    opened[0]++;
    TableFormat format = TableFormats.named(table.file().format());
    try {
      List<String> columns = format.columnNames(table.file(), table.name());
      if (!columns.isEmpty()) {
        seen.put(table.group(), seen(table, columns));
      }
    } catch (IOException broken) {
      // The index names the file and says what is wrong with it; here any other file will do.
      return;
    }
  }

  private static SeenTable seen(Named table, List<String> columns) {
    return new SeenTable(table.file().format(), table.group(), columns);
  }

  private static boolean isCsv(Named table) {
    return table.file().format().equals("csv");
  }

  private boolean isStandard(Named table) {
    String tag = seen(table, List.of()).tag();
    return imageTags.contains(tag) || StandardTables.ALL.contains(tag);
  }

  private boolean isOfUse(SeenTable table) {
    return table.isInCarta()
        || table.isObjects()
        || imageTags.contains(table.tag())
        || StandardTables.ALL.contains(table.tag());
  }

  private UserError noTables() {
    if (named.nothingStandard().isPresent()) {
      return named.nothingStandard().get();
    }
    SourceFile first = named.files().get(0);
    String lookedFor =
        "no input found: looked in %s for tables named %s (with any prefix that ends in _), or others with ImageNumber and ObjectNumber; it has %s";
    try {
      List<String> names = listing.tableNames(first);
      return new UserError(
          lookedFor.formatted(
              first.path(),
              String.join(", ", StandardTables.ALL),
              names.isEmpty() ? "none" : String.join(", ", names)));
    } catch (IOException e) {
      return new UserError(e.getMessage(), e);
    }
  }
}
