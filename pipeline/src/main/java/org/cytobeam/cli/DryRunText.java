package org.cytobeam.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.inspect.InspectedColumn;
import org.cytobeam.inspect.InspectedTable;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.inspect.PlannedOutput;
import org.cytobeam.pipeline.DryRun;
import org.cytobeam.pipeline.Estimate;

/** What a conversion would do, as a person reads it. */
final class DryRunText {
  private static final int NAMES_SHOWN = 8;

  private final DryRun plan;
  private final Inspection found;
  private final Sheet sheet;

  DryRunText(DryRun plan, Sheet sheet) {
    this.plan = plan;
    this.found = plan.inspection();
    this.sheet = sheet;
  }

  void write(String source, boolean columns) {
    SourceText text = new SourceText(source, found, sheet);
    text.writeTables();
    sheet.blank();
    sheet.labelled("Preset", plan.preset() + ". " + plan.reason());
    sheet.labelled("Join", found.join());
    for (PlannedOutput output : found.outputs()) {
      writeOutput(output);
    }
    sheet.labelled(
        "Work",
        "joined in %s, written as %s"
            .formatted(
                HumanText.count(found.work().partitions(), "partition"),
                HumanText.count(found.work().rowGroups(), "row group")));
    writeEstimate(plan.estimate());
    text.writeProblems();
    if (columns) {
      found.outputs().forEach(this::writeColumns);
    }
    sheet.blank();
    sheet.line("Nothing has been written: this was a dry run.");
    if (!found.sql().isEmpty()) {
      sheet.blank();
      sheet.line("The same join as SQL, to change and give with --joins FILE.sql:");
      sheet.blank();
      sheet.line(found.sql());
    }
  }

  private void writeOutput(PlannedOutput output) {
    boolean joined = output.table().equals("joined");
    sheet.labelled(joined ? "Rows" : output.table(), rows(output));
    Map<String, String> columns = new LinkedHashMap<>();
    output.columns().forEach(column -> columns.put(column.name(), column.type()));
    String groups =
        ColumnGroups.describe(
            ColumnGroups.byCompartment(
                columns, found.tables().stream().map(InspectedTable::table).toList()));
    sheet.labelled(
        joined ? "Columns" : "",
        String.format(Locale.ROOT, joined ? "%,d: %s" : "%,d columns: %s", columns.size(), groups));
    if (joined) {
      sheet.labelled("", ColumnGroups.names(columns.keySet(), NAMES_SHOWN));
    }
  }

  private String rows(PlannedOutput output) {
    if (output.maxRows() < 0) {
      return "as many as the SQL gives";
    }
    String rows = String.format(Locale.ROOT, "%,d", output.maxRows());
    boolean exact = plan.policy().equals("left") || plan.policy().isEmpty();
    String most = exact && !plan.dropsNull() ? rows : "at most " + rows;
    return plan.policy().isEmpty()
        ? most + " rows"
        : most + ": " + JoinText.rows(found.anchor(), found.partners(), plan.policy());
  }

  private void writeEstimate(Estimate estimate) {
    sheet.labelled(
        "Estimate",
        "about %s on %s, %s of memory; %s on disk while it runs, %s in the end"
            .formatted(
                HumanText.duration(Duration.ofSeconds(estimate.seconds())),
                HumanText.count(estimate.threads(), "thread"),
                HumanText.size(estimate.memoryBytes()),
                HumanText.size(estimate.temporaryBytes()),
                HumanText.size(estimate.outputBytes())));
  }

  private void writeColumns(PlannedOutput output) {
    sheet.blank();
    sheet.line(
        output.table().equals("joined") ? "Columns written" : "Columns of " + output.table());
    List<List<String>> rows = new ArrayList<>();
    for (InspectedColumn column : output.columns()) {
      rows.add(List.of(column.name(), column.type()));
    }
    sheet.table(rows);
  }
}
