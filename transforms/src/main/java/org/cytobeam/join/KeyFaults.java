package org.cytobeam.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.cytobeam.join.KeyFault.Kind;

/** The faults found in the keys of one partition, in the order of its rows. */
final class KeyFaults {
  private final ImageKeys images;
  private final List<KeyFault> faults = new ArrayList<>();

  KeyFaults(ImageKeys images) {
    this.images = images;
  }

  List<KeyFault> all() {
    return faults;
  }

  /**
   * Counts one row.
   *
   * @param image the ordinal of the row's image
   * @param value what stands there; asked for once a kind, table, column and source
   */
  void add(Kind kind, String tag, String column, String target, int image, Supplier<String> value) {
    KeyFault one = new KeyFault(kind, images.source(image), tag, column, target, 1, "", "");
    for (int i = faults.size() - 1; i >= 0; i--) {
      if (faults.get(i).isLike(one)) {
        faults.set(i, faults.get(i).plus(one));
        return;
      }
    }
    faults.add(
        new KeyFault(
            kind, one.source(), tag, column, target, 1, value.get(), images.describe(image)));
  }
}
