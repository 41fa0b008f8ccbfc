package org.cytobeam.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

/**
 * Decides which tables are read. Where some source has an image table, a source whose own is
 * missing, empty or bad is rejected whole, since its cells could not be told from another's.
 */
final class Surveyor {
  private static final Comparator<String> BY_BYTES = TableNumber::compareUtf8;

  private final TableNames wanted;
  private final TableNumberRule rule;
  private final List<Problem> problems = new ArrayList<>();
  private final List<LeftOutRows> leftOut = new ArrayList<>();

  Surveyor(TableNames wanted, TableNumberRule rule) {
    this(wanted, rule, List.of());
  }

  /**
   * @param notes what is known of the source without an index
   */
  Surveyor(TableNames wanted, TableNumberRule rule, List<String> notes) {
    this.wanted = wanted;
    this.rule = rule;
    notes.forEach(note -> problems.add(new Problem(Problem.Kind.NOTE, "", "", "", note, 0)));
  }

  Survey survey(Iterable<TableIndex> indexes) {
    Map<String, List<TableIndex>> bySource = new TreeMap<>(BY_BYTES);
    for (TableIndex index : indexes) {
      bySource.computeIfAbsent(index.table().source(), s -> new ArrayList<>()).add(index);
    }
    bySource.replaceAll((source, tables) -> usable(tables));
    rejectSourcesWithoutImages(bySource);
    tellSharedNumbers(bySource);
    tellMissingImageRows(bySource);
    List<TableIndex> kept = bySource.values().stream().flatMap(List::stream).toList();
    return new Survey(kept, addedNumbers(bySource), List.copyOf(leftOut), List.copyOf(problems));
  }

  /** The tables of one source that can be read, one a tag, in the order of the wanted names. */
  private List<TableIndex> usable(List<TableIndex> tables) {
    List<String> tags = wanted.tags();
    List<TableIndex> sorted =
        tables.stream()
            .sorted(
                Comparator.comparingInt((TableIndex t) -> tags.indexOf(t.table().tag()))
                    .thenComparing(t -> t.table().path(), BY_BYTES)
                    .thenComparing(t -> t.table().table(), BY_BYTES))
            .toList();
    Map<String, TableIndex> kept = new LinkedHashMap<>();
    for (TableIndex table : sorted) {
      problems.addAll(table.problems());
      if (table.isQuarantined() || !table.isWanted()) {
        continue;
      }
      TableIndex first = kept.putIfAbsent(table.table().tag(), table);
      if (first != null) {
        quarantine(
            table,
            "a second table for %s; %s is the one that is read"
                .formatted(table.table().tag(), name(first.table())));
      }
    }
    return OneKeyForm.of(withTableNumbersOrNone(new ArrayList<>(kept.values())));
  }

  private static String name(SourceTable table) {
    String file = table.file().relative();
    return table.table().isEmpty() ? file : file + ", table " + table.table();
  }

  /** Tables with and without TableNumber in one source share no image key. */
  private List<TableIndex> withTableNumbersOrNone(List<TableIndex> tables) {
    boolean numbered = tables.stream().anyMatch(Surveyor::hasTableNumber);
    if (numbered) {
      tables.removeIf(
          table -> {
            boolean misfit = !hasTableNumber(table) && table.rows() > 0;
            if (misfit) {
              quarantine(
                  table, "no column TableNumber, though other tables of this source have one");
            }
            return misfit;
          });
    }
    return tables;
  }

  private static boolean hasTableNumber(TableIndex table) {
    return !table.keys().tableNumber().isEmpty();
  }

  private void quarantine(TableIndex table, String message) {
    problems.add(Problem.of(Problem.Kind.QUARANTINED, table.table(), message, table.rows()));
  }

  private void rejectSourcesWithoutImages(Map<String, List<TableIndex>> bySource) {
    if (bySource.values().stream().noneMatch(tables -> imageTable(tables) != null)) {
      return;
    }
    bySource.replaceAll(
        (source, tables) -> {
          if (imageTable(tables) != null) {
            return tables;
          }
          long rows = tables.stream().mapToLong(TableIndex::rows).sum();
          if (rows > 0) {
            problems.add(rejected(source, tables, rows));
            tables.forEach(t -> leftOut.add(new LeftOutRows(t.table().tag(), t.rows())));
          }
          return List.of();
        });
  }

  private Problem rejected(String source, List<TableIndex> tables, long rows) {
    boolean empty = tables.stream().anyMatch(t -> wanted.isImage(t.table().tag()));
    String message =
        "its image table is %s, while other sources have one; %s object rows are left out"
            .formatted(empty ? "empty" : "missing or quarantined", rows);
    return new Problem(Problem.Kind.REJECTED_SOURCE, source, "", "", message, rows);
  }

  /** The source's image table, if it has usable rows. */
  private TableIndex imageTable(List<TableIndex> tables) {
    return tables.stream()
        .filter(t -> wanted.isImage(t.table().tag()) && t.rows() > t.rejectedRows())
        .findFirst()
        .orElse(null);
  }

  private List<SourceNumber> addedNumbers(Map<String, List<TableIndex>> bySource) {
    Map<String, TableIndex> images = new LinkedHashMap<>();
    bySource.forEach(
        (source, tables) -> {
          TableIndex image = imageTable(tables);
          if (image != null) {
            images.put(source, image);
          }
        });
    boolean add =
        rule == TableNumberRule.ALWAYS || rule == TableNumberRule.AUTO && images.size() > 1;
    if (!add) {
      return List.of();
    }
    List<SourceNumber> added = new ArrayList<>();
    images.forEach(
        (source, image) -> {
          if (!hasTableNumber(image)) {
            added.add(new SourceNumber(source, image.checksum()));
          }
        });
    tellEqualNumbers(added);
    return added;
  }

  private void tellEqualNumbers(List<SourceNumber> added) {
    Map<Long, List<String>> sources = new LinkedHashMap<>();
    for (SourceNumber number : added) {
      sources.computeIfAbsent(number.tableNumber(), n -> new ArrayList<>()).add(number.source());
    }
    sources.forEach(
        (number, equal) -> {
          if (equal.size() > 1) {
            int more = equal.size() - 2;
            String message =
                "the image tables of %s are identical, so they have the same TableNumber %s: in the output their images have the same key"
                    .formatted(
                        more == 0
                            ? "'%s' and '%s'".formatted(equal.toArray())
                            : "'%s', '%s' and %d more".formatted(equal.get(0), equal.get(1), more),
                        number);
            problems.add(new Problem(Problem.Kind.NOTE, equal.get(1), "", "", message, 0));
          }
        });
  }

  private void tellMissingImageRows(Map<String, List<TableIndex>> bySource) {
    bySource.forEach(
        (source, tables) -> {
          TableIndex image = imageTable(tables);
          if (image != null) {
            MissingImageRows.of(source, image, tables).ifPresent(problems::add);
          }
        });
  }

  /** Their images stay apart here, but a reader of the output cannot tell them by their keys. */
  private void tellSharedNumbers(Map<String, List<TableIndex>> bySource) {
    Map<TableNumber, String> first = new HashMap<>();
    bySource.forEach(
        (source, tables) -> {
          TableIndex image = imageTable(tables);
          Set<TableNumber> own = new TreeSet<>();
          if (image != null && hasTableNumber(image)) {
            image.runs().forEach(run -> own.add(run.tableNumber()));
          }
          List<TableNumber> shared = own.stream().filter(first::containsKey).toList();
          if (!shared.isEmpty()) {
            String message =
                "'%s' and '%s' both have TableNumber %s%s: in the output their images have the same key"
                    .formatted(
                        first.get(shared.get(0)),
                        source,
                        shared.get(0),
                        shared.size() == 1 ? "" : " and " + (shared.size() - 1) + " more");
            problems.add(new Problem(Problem.Kind.NOTE, source, "", "", message, 0));
          }
          own.forEach(number -> first.putIfAbsent(number, source));
        });
  }
}
