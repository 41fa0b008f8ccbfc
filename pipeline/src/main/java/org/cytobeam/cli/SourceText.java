package org.cytobeam.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cytobeam.inspect.InspectedColumn;
import org.cytobeam.inspect.InspectedProblem;
import org.cytobeam.inspect.InspectedTable;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.pipeline.SourceInspection;

/** What is in a source, as a person reads it. */
final class SourceText {
  static final int NAMES_SHOWN = 12;
  private static final int PARENTS_SHOWN = 3;
  private static final int PLATES_SHOWN = 6;

  private final String path;
  private final Inspection found;
  private final Sheet sheet;

  SourceText(String path, Inspection found, Sheet sheet) {
    this.path = path;
    this.found = found;
    this.sheet = sheet;
  }

  void write(SourceInspection source, List<String> others, boolean columns) {
    writeTables();
    sheet.blank();
    sheet.labelled("Preset", source.preset() + ". " + source.reason());
    if (!found.plates().isEmpty()) {
      sheet.labelled(
          "Plates",
          found.plates().size()
              + ": "
              + ColumnGroups.names(List.copyOf(found.plates().keySet()), PLATES_SHOWN));
    }
    if (!found.namingColumns().isEmpty()) {
      sheet.labelled("Plate, well", String.join(", ", found.namingColumns()) + " (image table)");
    }
    if (!others.isEmpty()) {
      sheet.labelled(
          "Not read",
          ColumnGroups.names(others, NAMES_SHOWN) + " (to read one, name it with --compartments)");
    }
    writeProblems();
    if (columns) {
      found.tables().forEach(this::writeColumns);
    }
  }

  /** One line about the whole, and a table of the tables. */
  void writeTables() {
    String files =
        found.format().equals("csv")
            ? HumanText.count(found.files(), "CSV file")
            : HumanText.count(found.files(), "SQLite file");
    List<String> parts = new ArrayList<>(List.of(files, HumanText.size(found.bytes())));
    if (found.sources() != found.files()) {
      parts.add(0, HumanText.count(found.sources(), "source"));
    }
    if (found.images() > 0) {
      parts.add(HumanText.count(found.images(), "image"));
    }
    sheet.line(path + ": " + String.join(", ", parts));
    sheet.blank();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "sources", "images", "rows", "columns", "object number", "parents"));
    found.tables().forEach(table -> rows.add(row(table)));
    sheet.table(rows);
  }

  private static List<String> row(InspectedTable table) {
    String parents = ColumnGroups.names(table.parents(), PARENTS_SHOWN);
    return List.of(
        table.group(),
        number(table.sources()),
        table.images() == 0 ? "-" : number(table.images()),
        number(table.rows()),
        table.columns().size()
            + " ("
            + ColumnGroups.types(table.columns().stream().map(InspectedColumn::type).toList())
            + ")",
        table.objectNumber().isEmpty() ? "-" : table.objectNumber(),
        parents.isEmpty() ? "-" : parents);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  void writeProblems() {
    if (found.addedTableNumbers() > 0) {
      sheet.labelled(
          "TableNumber",
          "%s without one %s given one, computed from the image table"
              .formatted(
                  HumanText.count(found.addedTableNumbers(), "source"),
                  found.addedTableNumbers() == 1 ? "is" : "are"));
    }
    List<String> problems = found.problems().stream().map(InspectedProblem::describe).toList();
    if (problems.isEmpty()) {
      sheet.labelled("Problems", "none");
      return;
    }
    sheet.listed(
        "Problems",
        ProblemLines.of(problems, "all of them with: cytobeam inspect %s --json".formatted(path)));
  }

  private void writeColumns(InspectedTable table) {
    sheet.blank();
    sheet.line("Columns of " + table.group());
    List<List<String>> rows = new ArrayList<>();
    table.columns().forEach(column -> rows.add(List.of(column.name(), column.type())));
    if (!rows.isEmpty()) {
      sheet.table(rows);
    }
  }
}
