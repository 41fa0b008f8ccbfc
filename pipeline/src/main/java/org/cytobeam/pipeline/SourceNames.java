package org.cytobeam.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.cytobeam.find.SourceFinder;
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
  static SourceNames at(SourceQuery query) {
    boolean all = query.wanted().isEverything();
    return new SourceNames(
        names(query.path(), query.format()).stream()
            .filter(name -> !all && query.wanted().match(name).isEmpty())
            .toList());
  }

  /** All of a path, for one of which no preset can be told. */
  public static SourceNames at(String path) {
    return new SourceNames(List.copyOf(names(path, "")));
  }

  private static TreeSet<String> names(String path, String format) {
    TreeSet<String> names = new TreeSet<>();
    for (String each : format.isEmpty() ? TableFormats.names() : List.of(format)) {
      names.addAll(names(new SourceQuery(path, EVERYTHING, each)));
    }
    return names;
  }

  private static TreeSet<String> names(SourceQuery query) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (SourceFile file : SourceFinder.find(query)) {
        if (file.format().equals("csv") || names.isEmpty()) {
          names.addAll(TableFormats.named(file.format()).tableNames(file));
        }
      }
    } catch (UserError | IOException nothingToName) {
      // What is wrong with the source is told by the look at its tables.
      return names;
    }
    return names;
  }
}
