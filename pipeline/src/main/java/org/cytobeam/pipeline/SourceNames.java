package org.cytobeam.pipeline;

import java.util.List;
import java.util.TreeSet;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceListing;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;

/**
 * The names of the tables at a path, by the files' names and of the first database that can be
 * read.
 *
 * @param others those that are not wanted, sorted
 */
public record SourceNames(List<String> others) {
  private static final TableNames EVERYTHING = new TableNames(List.of(), List.of());

  /** Those beside the wanted ones. */
  static SourceNames beside(SourceFinder found) {
    TableNames wanted = found.query().wanted();
    return new SourceNames(
        names(found.listing(), found.query().format(), found.query().exclusion()).stream()
            .filter(name -> !wanted.isEverything() && wanted.match(name).isEmpty())
            .toList());
  }

  /** All of a path, for one of which no preset can be told. */
  public static SourceNames at(String path, SourceOptions options) {
    return new SourceNames(
        List.copyOf(names(SourceListing.of(path), "", OptionValues.exclusion(options.exclude))));
  }

  private static TreeSet<String> names(SourceListing listing, String format, Exclusion exclusion) {
    TreeSet<String> names = new TreeSet<>();
    FileTables tables = new FileTables(listing);
    for (String each : format.isEmpty() ? TableFormats.names() : List.of(format)) {
      SourceQuery query = new SourceQuery(listing.path(), EVERYTHING, each, exclusion);
      names.addAll(names(SourceFinder.in(listing, query), tables));
    }
    return names;
  }

  private static TreeSet<String> names(SourceFinder found, FileTables tables) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (SourceFile file : found.files()) {
        if (file.format().equals("csv")) {
          names.addAll(tables.ofCsv(file));
        } else if (names.isEmpty()) {
          names.addAll(tables.of(file));
        }
      }
    } catch (UserError nothingToName) {
      // What is wrong with the source is told by the look at its tables.
      return names;
    }
    return names;
  }
}
