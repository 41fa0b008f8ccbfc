package org.cytobeam.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.inspect.InspectedProblem;
import org.cytobeam.pipeline.OutputInspection;

/** What is in an output, as a person reads it. */
final class OutputText {
  private static final int PLATES_SHOWN = 6;

  private final OutputInspection output;
  private final Sheet sheet;

  OutputText(OutputInspection output, Sheet sheet) {
    this.output = output;
    this.sheet = sheet;
  }

  void write(boolean columns) {
    String by =
        output.producer().isEmpty() ? "by a program unknown" : "written by " + output.producer();
    sheet.line("%s: Parquet, %s".formatted(output.path(), by));
    for (OutputInspection.Table table : output.tables()) {
      sheet.blank();
      writeTable(table, columns);
    }
    if (output.options().isObject()) {
      sheet.blank();
      sheet.labelled("Preset", output.options().path("preset").asText());
      sheet.labelled("Options", options());
    }
    sheet.blank();
    writeReport();
  }

  private void writeTable(OutputInspection.Table table, boolean columns) {
    String name = table.table().equals("joined") ? "Rows" : table.table();
    sheet.labelled(
        name,
        "%s%s in %s%s, %s on disk, %s of values"
            .formatted(
                HumanText.count(table.rows(), "row"),
                table.images() == 0 ? "" : " of " + HumanText.count(table.images(), "image"),
                HumanText.count(table.rowGroups(), "row group"),
                table.files() == 1 ? "" : " of " + HumanText.count(table.files(), "file"),
                HumanText.size(table.bytes()),
                HumanText.size(table.valueBytes())));
    if (!table.plates().isEmpty()) {
      sheet.labelled(
          "Plates",
          table.plates().size() + ": " + ColumnGroups.names(table.plates(), PLATES_SHOWN));
    }
    Map<String, Map<String, String>> groups = ColumnGroups.byCompartment(table.columns(), tables());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("columns", "of", "types"));
    groups.forEach(
        (group, members) ->
            rows.add(
                List.of(
                    String.format(Locale.ROOT, "%,d", members.size()),
                    group,
                    ColumnGroups.types(members.values()))));
    sheet.table(rows);
    if (columns) {
      sheet.blank();
      List<List<String>> named = new ArrayList<>();
      table.columns().forEach((column, type) -> named.add(List.of(column, type)));
      sheet.table(named);
    }
  }

  /** The names that columns may begin with: those the options tell, else the usual. */
  private List<String> tables() {
    List<String> tables = new ArrayList<>();
    output.options().path("tables").forEach(table -> tables.add(table.asText()));
    return tables.isEmpty() ? List.of("image", "cells", "nuclei", "cytoplasm") : tables;
  }

  private String options() {
    List<String> texts = new ArrayList<>();
    output
        .options()
        .fields()
        .forEachRemaining(
            option -> {
              JsonNode value = option.getValue();
              boolean empty = value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
              if (!option.getKey().equals("preset") && !empty) {
                texts.add(words(option.getKey()) + " " + text(value));
              }
            });
    return String.join("; ", texts);
  }

  /** {@code joinPolicy} as {@code join policy}. */
  private static String words(String key) {
    return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return String.join(", ", items);
  }

  private void writeReport() {
    JsonNode result = output.report().path("result");
    if (result.isMissingNode()) {
      sheet.labelled("Report", "none beside it");
      return;
    }
    sheet.labelled(
        "Report", "beside it, of " + output.report().path("run").path("finished").asText());
    sheet.labelled("Join", result.path("join").asText());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("table", "rows read", "matched", "unmatched", "rejected"));
    for (JsonNode table : result.path("tables")) {
      rows.add(
          List.of(
              table.path("table").asText(),
              number(table.path("rowsRead")),
              number(table.path("rowsMatched")),
              number(table.path("rowsUnmatched")),
              number(table.path("rowsRejected"))));
    }
    sheet.table(rows);
    writeProblems(result.path("problems"));
  }

  private void writeProblems(JsonNode problems) {
    if (problems.isEmpty()) {
      sheet.labelled("Problems", "none");
      return;
    }
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add(describe(problem)));
    sheet.listed("Problems", ProblemLines.of(lines, "all of them in the report"));
  }

  private static String describe(JsonNode problem) {
    return new InspectedProblem(
            problem.path("kind").asText(),
            problem.path("source").asText(),
            problem.path("file").asText(),
            problem.path("table").asText(),
            problem.path("message").asText(),
            problem.path("rows").asLong())
        .describe();
  }

  private static String number(JsonNode count) {
    return count.isMissingNode() ? "-" : String.format(Locale.ROOT, "%,d", count.asLong());
  }
}
