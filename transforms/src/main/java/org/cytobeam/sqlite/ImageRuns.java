package org.cytobeam.sqlite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Range;
import org.cytobeam.model.TableNumber;

/**
 * Gathers the rowids of each image of a table, told in the order of rowids.
 *
 * <p>Where rows have no rowids, positions take their place: those of an image's rows in the order
 * in which they are read.
 *
 * <p>Rows of one image with no other row between them share a range, over gaps in the rowids too:
 * two longs for a clustered image, two longs a row at worst.
 */
final class ImageRuns {
  private final Map<Image, Rows> images = new LinkedHashMap<>();
  private Image current;
  private Rows currentRows;
  private long rows;

  /** An image of the table. */
  private record Image(TableNumber tableNumber, long imageNumber) {}

  /** Adds a row; its rowid must leave room for the end of a range after it. */
  void add(long rowid, TableNumber tableNumber, long imageNumber) {
    goTo(tableNumber, imageNumber);
    currentRows.add(rowid);
  }

  /** Adds a row that has no rowid: the range of an image is then that of its rows' positions. */
  void add(TableNumber tableNumber, long imageNumber) {
    goTo(tableNumber, imageNumber);
    currentRows.count++;
  }

  /**
   * Adds rows whose rowids, none of them negative, are at least {@code first} and below the end.
   */
  void add(long first, long end, long count, TableNumber tableNumber, long imageNumber) {
    goTo(tableNumber, imageNumber);
    currentRows.add(first);
    currentRows.last = end - 1;
    currentRows.count += count - 1;
    rows += count - 1;
  }

  private void goTo(TableNumber tableNumber, long imageNumber) {
    rows++;
    if (current == null
        || current.imageNumber != imageNumber
        || !current.tableNumber.equals(tableNumber)) {
      skip();
      current = new Image(tableNumber, imageNumber);
      currentRows = images.computeIfAbsent(current, image -> new Rows());
    }
  }

  /** Passes a row that belongs to no image: no range may reach over it. */
  void skip() {
    if (current != null) {
      currentRows.endRange();
      current = null;
    }
  }

  long rows() {
    return rows;
  }

  /** Whether any TableNumber is text, which makes all of them text. */
  boolean hasTextTableNumber() {
    return images.keySet().stream().anyMatch(i -> i.tableNumber.kind() == TableNumber.Kind.TEXT);
  }

  /**
   * The images in order of first appearance.
   *
   * @param bytesPerRow about how much memory a decoded row needs
   */
  List<ImageRun> runs(long bytesPerRow) {
    skip();
    List<ImageRun> runs = new ArrayList<>(images.size());
    (hasTextTableNumber() ? underText() : images)
        .forEach(
            (image, found) ->
                runs.add(
                    new ImageRun(
                        image.tableNumber,
                        image.imageNumber,
                        found.ranges(),
                        found.count,
                        found.count * bytesPerRow)));
    return runs;
  }

  /** An image can have rows under the integer 5 and under the text '5': they become one. */
  private Map<Image, Rows> underText() {
    Map<Image, Rows> merged = new LinkedHashMap<>();
    images.forEach(
        (image, found) ->
            merged.merge(
                new Image(image.tableNumber.asText(), image.imageNumber), found, Rows::merge));
    return merged;
  }

  /** The rows of one image. */
  private static final class Rows {
    private final List<Range> ranges = new ArrayList<>();
    private long count;
    private boolean open;
    private long first;
    private long last;

    void add(long rowid) {
      // A range over zero could be too long for its length to be a long.
      if (open && first < 0 && rowid >= 0) {
        endRange();
      }
      if (!open) {
        open = true;
        first = rowid;
      }
      last = rowid;
      count++;
    }

    void endRange() {
      if (open) {
        ranges.add(new Range(first, last + 1));
        open = false;
      }
    }

    List<Range> ranges() {
      return ranges.isEmpty() ? List.of(new Range(0, count)) : List.copyOf(ranges);
    }

    Rows merge(Rows other) {
      ranges.addAll(other.ranges);
      ranges.sort(Comparator.comparingLong(Range::start));
      count += other.count;
      return this;
    }
  }
}
