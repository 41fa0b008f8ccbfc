package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cytobeam.testkit.ObjectPlate.Item;

/**
 * The join that an {@link ObjectPlate} must give, by nested loops over lists: each row the
 * positions of the objects that meet, in the order of the tables given; and what became of every
 * object.
 */
public final class ExpectedObjects {
  /** What becomes of objects without a partner. */
  public enum Policy {
    INNER,
    LEFT,
    FULL
  }

  /** A step of the join: objects of {@code child} refer to those of {@code parent}. */
  public record Link(String child, String parent) {}

  /**
   * What became of a table's objects.
   *
   * @param rejected those that repeat the number of an earlier one
   */
  public record Counts(long read, long matched, long unmatched, long rejected) {}

  /**
   * References that lead nowhere, of one table to one other.
   *
   * @param notWhole that are no whole numbers
   * @param unknown that are numbers of no object in the image
   */
  public record Astray(long notWhole, long unknown) {}

  private final ObjectPlate plate;
  private final String anchor;
  private final List<Link> links;
  private final Policy policy;
  private final List<List<Long>> rows = new ArrayList<>();
  private final Map<String, Set<Item>> matched = new LinkedHashMap<>();
  private final Map<String, Long> rejected = new LinkedHashMap<>();
  private final Map<Link, Astray> astray = new LinkedHashMap<>();

  /**
   * @param links in an order that can be followed; their parents are the columns after the anchor
   */
  public ExpectedObjects(ObjectPlate plate, String anchor, List<Link> links, Policy policy) {
    this.plate = plate;
    this.anchor = anchor;
    this.links = links;
    this.policy = policy;
    plate.tables().keySet().forEach(name -> matched.put(name, new HashSet<>()));
    links.forEach(link -> astray.put(link, new Astray(0, 0)));
    for (long image = 1; image <= plate.images(); image++) {
      join(image);
    }
  }

  /** Positions, null for no object. */
  public List<List<Long>> rows() {
    return rows;
  }

  public Counts counts(String name) {
    long read = plate.table(name).items().size();
    long found = matched.get(name).size();
    long refused = rejected.getOrDefault(name, 0L);
    return new Counts(read, found, read - found - refused, refused);
  }

  public Map<Link, Astray> astray() {
    return astray;
  }

  private void join(long image) {
    Map<String, List<Item>> usable = new LinkedHashMap<>();
    usable.put(anchor, items(anchor, image));
    links.forEach(link -> usable.put(link.parent(), unique(link.parent(), image)));
    links.forEach(link -> countAstray(link, usable));
    // Objects of two tables may be equal, and are not the same.
    Set<Item> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Item> anchors = new ArrayList<>(usable.get(anchor));
    anchors.sort(Comparator.comparingLong(Item::number).thenComparingLong(Item::position));
    for (Item item : anchors) {
      Map<String, Item> row = follow(item, usable);
      boolean complete = row.size() == links.size() + 1;
      if (complete) {
        matched.get(anchor).add(item);
      }
      if (complete || policy != Policy.INNER) {
        links.forEach(link -> addFound(link.parent(), row, kept));
        put(row);
      }
    }
    if (policy == Policy.FULL) {
      for (Link link : links) {
        usable.get(link.parent()).stream()
            .filter(item -> !kept.contains(item))
            .sorted(Comparator.comparingLong(Item::number).thenComparingLong(Item::position))
            .forEach(item -> put(Map.of(link.parent(), item)));
      }
    }
  }

  private void addFound(String table, Map<String, Item> row, Set<Item> kept) {
    Item item = row.get(table);
    if (item != null) {
      matched.get(table).add(item);
      kept.add(item);
    }
  }

  private Map<String, Item> follow(Item from, Map<String, List<Item>> usable) {
    Map<String, Item> row = new LinkedHashMap<>(Map.of(anchor, from));
    for (Link link : links) {
      Item child = row.get(link.child());
      Long number = child == null ? null : whole(reference(link, child));
      Item parent = number == null ? null : find(usable.get(link.parent()), number);
      if (parent != null) {
        row.put(link.parent(), parent);
      }
    }
    return row;
  }

  private void countAstray(Link link, Map<String, List<Item>> usable) {
    long notWhole = 0;
    long unknown = 0;
    for (Item child : usable.get(link.child())) {
      Object reference = reference(link, child);
      Long number = whole(reference);
      boolean missing = reference == null || reference.equals(Double.NaN) || reference.equals(0L);
      if (!missing && number == null) {
        notWhole++;
      } else if (number != null && find(usable.get(link.parent()), number) == null) {
        unknown++;
      }
    }
    Astray before = astray.get(link);
    astray.put(link, new Astray(before.notWhole() + notWhole, before.unknown() + unknown));
  }

  private Object reference(Link link, Item child) {
    return child.parents().get(plate.table(link.child()).parents().indexOf(link.parent()));
  }

  private static Long whole(Object reference) {
    return reference instanceof Long number && number != 0 ? number : null;
  }

  private static Item find(List<Item> items, long number) {
    return items.stream().filter(item -> item.number() == number).findFirst().orElse(null);
  }

  private List<Item> items(String name, long image) {
    return plate.table(name).items().stream().filter(i -> i.image() == image).toList();
  }

  private List<Item> unique(String name, long image) {
    Set<Long> seen = new HashSet<>();
    List<Item> unique = new ArrayList<>();
    for (Item item : items(name, image)) {
      if (seen.add(item.number())) {
        unique.add(item);
      } else {
        rejected.merge(name, 1L, Long::sum);
      }
    }
    return unique;
  }

  private void put(Map<String, Item> row) {
    List<Long> positions = new ArrayList<>();
    positions.add(row.containsKey(anchor) ? row.get(anchor).position() : null);
    for (Link link : links) {
      positions.add(row.containsKey(link.parent()) ? row.get(link.parent()).position() : null);
    }
    rows.add(positions);
  }
}
