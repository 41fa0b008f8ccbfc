package org.cytobeam.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.PresetChoice.SeenTable;
import org.cytobeam.schema.StandardTables;

/**
 * The launcher's look at a source: table names and headers, of the first files that can be read.
 * What it finds decides the preset, and with it the tables that the graph is built for.
 */
final class SourceLook {
  /** Enough to meet every table, and to step over some broken files. */
  private static final int DATABASES_OPENED = 16;

  private static final int HEADERS_TRIED = 64;
  private static final TableNames STANDARD =
      new TableNames(List.of(StandardTables.IMAGE), StandardTables.COMPARTMENTS);
  private static final TableNames EVERYTHING = new TableNames(List.of(), List.of());

  private SourceLook() {}

  /**
   * The tables at a path that could be wanted.
   *
   * @param format the format asked for, or empty
   * @param exclusion the files that are not looked at
   * @throws UserError if there is none
   */
  static List<SeenTable> at(String path, String format, Exclusion exclusion) {
    try {
      return tables(
          SourceFinder.find(new SourceQuery(path, STANDARD, format, exclusion)), STANDARD);
    } catch (UserError nothingNamed) {
      List<SeenTable> tables = format.equals("sqlite") ? List.of() : anyCsv(path, exclusion);
      if (tables.isEmpty()) {
        throw nothingNamed;
      }
      return tables;
    }
  }

  /** All bytes of the files that will be read. */
  static long bytes(SourceQuery query) {
    return SourceFinder.find(query).stream().mapToLong(SourceFile::sizeBytes).sum();
  }

  /** The header of a CSV whose name says nothing, if it is one of a known kind (IN Carta). */
  private static List<SeenTable> anyCsv(String path, Exclusion exclusion) {
    try {
      List<SourceFile> files =
          SourceFinder.find(new SourceQuery(path, EVERYTHING, "csv", exclusion));
      return tables(files.subList(0, 1), EVERYTHING).stream()
          .filter(t -> t.columns().contains("OBJECT ID"))
          .toList();
    } catch (UserError nothing) {
      return List.of();
    }
  }

  private static List<SeenTable> tables(List<SourceFile> files, TableNames wanted) {
    Map<String, SeenTable> seen = new LinkedHashMap<>();
    Map<String, SeenTable> empty = new LinkedHashMap<>();
    boolean single = files.get(0).format().equals("csv");
    int opened = 0;
    for (SourceFile file : files) {
      boolean known = single && seen.containsKey(file.group());
      if (known || opened == (single ? HEADERS_TRIED : DATABASES_OPENED)) {
        continue;
      }
      opened++;
      for (SeenTable table : read(file, wanted)) {
        seen.putIfAbsent(table.group(), table);
      }
      if (single && !file.group().isEmpty()) {
        // A file of no bytes is a site without objects: the table is there all the same.
        empty.putIfAbsent(file.group(), new SeenTable(file.format(), file.group(), List.of()));
      }
    }
    if (seen.isEmpty()) {
      throw noTables(files);
    }
    empty.forEach(seen::putIfAbsent);
    return List.copyOf(seen.values());
  }

  private static List<SeenTable> read(SourceFile file, TableNames wanted) {
    TableFormat format = TableFormats.named(file.format());
    List<SeenTable> tables = new ArrayList<>();
    try {
      for (String name : format.tableNames(file)) {
        String group = wanted.match(name).map(TableNames.Match::group).orElse(file.group());
        List<String> columns = group.isEmpty() ? List.of() : format.columnNames(file, name);
        if (!columns.isEmpty()) {
          tables.add(new SeenTable(file.format(), group, columns));
        }
      }
      return tables;
    } catch (IOException broken) {
      // The index names the file and says what is wrong with it; here any other file will do.
      return List.of();
    }
  }

  private static UserError noTables(List<SourceFile> files) {
    SourceFile first = files.get(0);
    String names;
    try {
      names = String.join(", ", TableFormats.named(first.format()).tableNames(first));
    } catch (IOException e) {
      return new UserError(e.getMessage(), e);
    }
    return new UserError(
        "no input found: looked in %s for tables named %s (with any prefix that ends in _); it has %s"
            .formatted(
                first.path(),
                String.join(", ", STANDARD.tags()),
                names.isEmpty() ? "none" : names));
  }
}
