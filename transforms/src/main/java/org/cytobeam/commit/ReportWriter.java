package org.cytobeam.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.TableCount;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Reading;
import org.cytobeam.model.TableIndex;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.schema.SchemaDrift;

/**
 * Writes the report: {@code result}, equal on every run and runner, and {@code run}, which is not.
 */
final class ReportWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final CommitSettings settings;
  private final Survey survey;
  private final OutputSchema schema;

  ReportWriter(CommitSettings settings, Survey survey, OutputSchema schema) {
    this.settings = settings;
    this.survey = survey;
    this.schema = schema;
  }

  /**
   * @param path where to
   */
  void write(
      String path,
      List<RowGroupResult> results,
      Reconciliation counts,
      List<Problem> problems,
      Map<String, Long> rowsOut,
      long endMillis)
      throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("result", result(results, counts, problems, rowsOut));
    report.put("run", run(results, endMillis));
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(path, false), "application/json"))) {
      out.write(JSON.writeValueAsBytes(report));
      out.write('\n');
    }
  }

  private Map<String, Object> result(
      List<RowGroupResult> results,
      Reconciliation counts,
      List<Problem> problems,
      Map<String, Long> rowsOut) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("options", settings.choices());
    result.put("join", schema.join().describe());
    result.put("outputs", schema.outputs().stream().map(o -> output(o, results, rowsOut)).toList());
    result.put("tables", counts.tables().stream().map(this::table).toList());
    result.put("reconciled", counts.isReconciled());
    result.put("rowsDroppedForNull", counts.rowsWithNull());
    result.put("addedTableNumbers", addedTableNumbers());
    result.put("drift", drift());
    result.put("problems", problems.stream().map(ReportWriter::problem).toList());
    return result;
  }

  private static Map<String, Object> output(
      OutputTable output, List<RowGroupResult> results, Map<String, Long> rowsOut) {
    long rowGroups =
        results.stream()
            .flatMap(r -> r.parts().stream())
            .filter(p -> p.output().equals(output.name()))
            .count();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("table", output.name().isEmpty() ? "joined" : output.name());
    described.put("rows", rowsOut.getOrDefault(output.name(), 0L));
    described.put("columns", output.columns().size());
    described.put("rowGroups", rowGroups);
    return described;
  }

  private Map<String, Object> table(TableCount count) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", count.tag());
    table.put("sources", survey.indexesOf(count.tag()).size());
    table.put("rowsRead", count.read());
    if (schema.join().kind() == org.cytobeam.schema.JoinPlan.Kind.KEYS) {
      table.put("rowsMatched", count.matched());
      table.put("rowsUnmatched", count.unmatched());
    }
    table.put("rowsRejected", count.rejected());
    return table;
  }

  private Map<String, Object> addedTableNumbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    survey.added().forEach(n -> numbers.put(n.source(), n.tableNumber()));
    return numbers;
  }

  private List<Map<String, Object>> drift() {
    return schema.tables().stream()
        .map(t -> SchemaDrift.of(t.tag(), survey.indexesOf(t.tag())))
        .filter(drift -> !drift.isNone())
        .map(DriftReport::of)
        .toList();
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("kind", problem.kind().label());
    described.put("source", problem.source());
    described.put("file", problem.file());
    described.put("table", problem.table());
    described.put("message", problem.message());
    described.put("rows", problem.rows());
    return described;
  }

  private Map<String, Object> run(List<RowGroupResult> results, long endMillis) {
    Map<String, Object> run = new LinkedHashMap<>(settings.environment());
    run.put("id", settings.runId());
    run.put("source", settings.source());
    run.put("destination", settings.destination());
    run.put("started", instant(settings.startMillis()));
    run.put("finished", instant(endMillis));
    run.put("seconds", (endMillis - settings.startMillis()) / 1000.0);
    run.put(
        "passes",
        List.of(
            pass("index", survey.indexes().stream().map(TableIndex::reading)),
            pass("values", results.stream().map(RowGroupResult::reading))));
    return run;
  }

  private static Map<String, Object> pass(String name, Stream<Reading> readings) {
    Reading sum = readings.reduce(Reading.NONE, Reading::plus);
    Map<String, Object> pass = new LinkedHashMap<>();
    pass.put("pass", name);
    pass.put("bytes", sum.bytes());
    pass.put("requests", sum.requests());
    return pass;
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
