package org.cytobeam.pipeline;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.find.SourceListing;
import org.cytobeam.model.SourceFile;

/**
 * The names of the tables in the files of a listing, few of which are opened. CSV files of one name
 * are alike, as in a plate of thousands of site folders: what the first of them hold, all hold.
 */
final class FileTables {
  /** More than one, since the first may be broken. */
  private static final int LOOKS_A_NAME = 3;

  private final SourceListing listing;
  private final Map<String, Integer> looks = new HashMap<>();
  private final Map<String, List<String>> objects = new HashMap<>();
  private boolean complete = true;

  FileTables(SourceListing listing) {
    this.listing = listing;
  }

  /** Whether every file that was opened could be read. */
  boolean isComplete() {
    return complete;
  }

  /** The name of a CSV file's table by the file's name alone. */
  static String nameOf(SourceFile csv) {
    return CsvNames.stem(csv.path().substring(csv.path().lastIndexOf('/') + 1));
  }

  /** The tables of a CSV file: the one it is named after, or those of the objects it holds. */
  List<String> ofCsv(SourceFile csv) {
    String name = nameOf(csv);
    if (csv.sizeBytes() > 0 && looks.merge(name, 1, Integer::sum) <= LOOKS_A_NAME) {
      List<String> held = of(csv);
      if (!held.isEmpty() && !held.equals(List.of(name))) {
        objects.put(name, held);
      }
    }
    return objects.getOrDefault(name, List.of(name));
  }

  /** The tables inside any file; none if it cannot be read. */
  List<String> of(SourceFile file) {
    try {
      return listing.tableNames(file);
    } catch (IOException broken) {
      // The index names the file and says what is wrong with it; here any other file will do.
      complete = false;
      return List.of();
    }
  }
}
