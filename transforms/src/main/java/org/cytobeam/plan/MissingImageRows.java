package org.cytobeam.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

/** Images with objects for which a source's image table has no row: their objects stay. */
final class MissingImageRows {
  private record Key(TableNumber tableNumber, long imageNumber) implements Comparable<Key> {
    static Key of(ImageRun run) {
      return new Key(run.tableNumber(), run.imageNumber());
    }

    @Override
    public int compareTo(Key other) {
      int byTable = tableNumber.compareTo(other.tableNumber);
      return byTable != 0 ? byTable : Long.compare(imageNumber, other.imageNumber);
    }
  }

  private MissingImageRows() {}

  /** The fault of a source; none if its image table has them all. */
  static Optional<Problem> of(String source, TableIndex image, List<TableIndex> tables) {
    Set<Key> known = new HashSet<>();
    image.runs().forEach(run -> known.add(Key.of(run)));
    TreeSet<Key> missing = new TreeSet<>();
    for (TableIndex table : tables) {
      for (ImageRun run : table.runs()) {
        Key key = Key.of(run);
        if (run.rows() > 0 && !known.contains(key)) {
          missing.add(key);
        }
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Key first = missing.first();
    String message =
        "%s objects and no row in its image table, so no image columns, e.g. image %d%s"
            .formatted(
                missing.size() == 1 ? "1 image has" : missing.size() + " images have",
                first.imageNumber(),
                first.tableNumber().isAbsent()
                    ? ""
                    : " (TableNumber %s)".formatted(first.tableNumber()));
    return Optional.of(new Problem(Problem.Kind.FAULT, source, "", "", message, 0));
  }
}
