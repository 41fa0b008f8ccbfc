package org.cytobeam.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

/**
 * Cuts the union of all tables' images, in key order, into partitions and row groups.
 *
 * <p>The cut is the same for every table, an image (or what else a query sees) is never split, and
 * it follows from the indexes alone: about 16 row groups for a small input, so that as many cores
 * have work, and row groups of the largest size for a large one.
 */
final class SourcePlanner {
  private static final int GROUPS_OF_A_SMALL_INPUT = 16;

  private final Survey survey;
  private final PlanSettings settings;
  private final Map<String, TableNumber> added = new HashMap<>();

  SourcePlanner(Survey survey, PlanSettings settings) {
    this.survey = survey;
    this.settings = settings;
    survey.added().forEach(n -> added.put(n.source(), TableNumber.of(n.tableNumber())));
  }

  List<RowGroupPlan> plan() {
    if (!settings.separateTables()) {
      return plan(survey.indexes(), 0);
    }
    List<RowGroupPlan> plans = new ArrayList<>();
    byTag().values().forEach(indexes -> plans.addAll(plan(indexes, plans.size())));
    return plans;
  }

  private Map<String, List<TableIndex>> byTag() {
    return survey.indexes().stream()
        .collect(
            Collectors.groupingBy(i -> i.table().tag(), LinkedHashMap::new, Collectors.toList()));
  }

  private List<RowGroupPlan> plan(List<TableIndex> indexes, long firstIndex) {
    long total = indexes.stream().flatMap(i -> i.runs().stream()).mapToLong(ImageRun::bytes).sum();
    long rowGroupBytes =
        Math.max(
            settings.minRowGroupBytes(),
            Math.min(settings.maxRowGroupBytes(), total / GROUPS_OF_A_SMALL_INPUT));
    RowGroupCutter cutter = new RowGroupCutter(settings, rowGroupBytes, firstIndex);
    List<PlannedImage> together = new ArrayList<>();
    bySource(indexes)
        .forEach(
            (source, tables) -> {
              for (PlannedImage image : images(source, tables).values()) {
                together.add(image);
                if (settings.scope() == JoinScope.IMAGE) {
                  close(together, cutter);
                }
              }
              if (settings.scope() == JoinScope.SOURCE) {
                close(together, cutter);
              }
            });
    close(together, cutter);
    return cutter.finish();
  }

  /** What has come together so far is not cut. */
  private static void close(List<PlannedImage> together, RowGroupCutter cutter) {
    if (!together.isEmpty()) {
      cutter.add(List.copyOf(together));
      together.clear();
    }
  }

  /** Survey order is source order, so a linked map keeps it. */
  private static Map<String, List<TableIndex>> bySource(List<TableIndex> indexes) {
    return indexes.stream()
        .collect(
            Collectors.groupingBy(
                i -> i.table().source(), LinkedHashMap::new, Collectors.toList()));
  }

  /** A source's images in key order, each with its runs in every table that has it. */
  private Map<Key, PlannedImage> images(String source, List<TableIndex> tables) {
    TableNumber ofSource = added.get(source);
    Map<Key, PlannedImage> images = new TreeMap<>();
    for (TableIndex table : tables) {
      for (ImageRun run : table.runs()) {
        Key key = new Key(ofSource == null ? run.tableNumber() : ofSource, run.imageNumber());
        images
            .computeIfAbsent(key, k -> new PlannedImage(k.tableNumber(), k.imageNumber()))
            .add(table.table(), run);
      }
    }
    return images;
  }

  /** The image key inside one source. */
  private record Key(TableNumber tableNumber, long imageNumber) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byTable = tableNumber.compareTo(other.tableNumber);
      return byTable != 0 ? byTable : Long.compare(imageNumber, other.imageNumber);
    }
  }
}
