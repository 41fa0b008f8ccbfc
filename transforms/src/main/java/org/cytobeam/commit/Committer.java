package org.cytobeam.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.join.Part;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.model.Problem;
import org.cytobeam.model.UserError;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.storage.Storage;
import org.cytobeam.write.ParquetConcatenator;

/**
 * Puts the output together in the temporary folder, moves it to its place in one step, and writes
 * the report last. Run again after any interruption, it finds what it has already done.
 */
final class Committer {
  private final CommitSettings settings;
  private final Survey survey;
  private final OutputSchema schema;
  private final String marker;
  private final ReplacedOutput replaced;
  private final String staged;

  Committer(CommitSettings settings, Survey survey, OutputSchema schema) {
    this.settings = settings;
    this.survey = survey;
    this.schema = schema;
    this.marker = settings.markerPath();
    this.replaced = new ReplacedOutput(settings.temporaryFolder(), settings.destination());
    this.staged = replaced.staged();
  }

  void commit(List<RowGroupResult> unordered) throws IOException {
    if (isReported()) {
      Storage.delete(settings.temporaryFolder());
      return;
    }
    List<RowGroupResult> results =
        unordered.stream().sorted(Comparator.comparingLong(RowGroupResult::rowGroup)).toList();
    Map<String, Long> rowsOut = new LinkedHashMap<>();
    parts(results).forEach(p -> rowsOut.merge(p.output(), p.rows(), Long::sum));
    Reconciliation counts = new Reconciliation(survey, schema, results);
    counts.check(rowsOut);
    List<Problem> problems = RunProblems.of(survey, schema, results);
    settings.onBadInput().check(problems);
    ReportWriter report = new ReportWriter(settings, survey, schema);
    boolean published = isPublished();
    if (!published) {
      stage(results);
    }
    // Written before anything is moved: where it does not fit, the old output stays.
    report.write(
        replaced.stagedReport(), results, counts, problems, rowsOut, System.currentTimeMillis());
    if (published) {
      Storage.move(replaced.stagedReport(), settings.reportPath());
    } else {
      publish();
    }
    Storage.delete(settings.temporaryFolder());
  }

  private static List<Part> parts(List<RowGroupResult> results) {
    return results.stream().flatMap(r -> r.parts().stream()).toList();
  }

  private void stage(List<RowGroupResult> results) throws IOException {
    for (OutputTable output : schema.outputs()) {
      List<String> paths =
          parts(results).stream()
              .filter(p -> p.output().equals(output.name()))
              .map(Part::path)
              .toList();
      stage(output, paths);
    }
  }

  private void stage(OutputTable output, List<String> parts) throws IOException {
    ParquetConcatenator concatenator =
        new ParquetConcatenator(output.columns(), settings.metadata());
    if (settings.concat()) {
      concatenator.concatenate(parts, stagedPath(output, output.name() + ".parquet"));
      return;
    }
    List<List<String>> files = new ArrayList<>(parts.stream().map(List::of).toList());
    if (files.isEmpty()) {
      files.add(List.of());
    }
    for (int i = 0; i < files.size(); i++) {
      String path = stagedPath(output, String.format(Locale.ROOT, "part-%05d.parquet", i));
      if (files.get(i).isEmpty()) {
        concatenator.concatenate(files.get(i), path);
      } else if (Storage.exists(files.get(i).get(0)) || !Storage.exists(path)) {
        // Otherwise the part was moved before an interruption.
        Storage.move(files.get(i).get(0), path);
      }
    }
  }

  /** The joined table is the output itself; tables by themselves have a folder each. */
  private String stagedPath(OutputTable output, String file) {
    if (!output.name().isEmpty()) {
      return staged + "/" + output.name() + "/" + file;
    }
    return settings.concat() ? staged : staged + "/" + file;
  }

  private void publish() throws IOException {
    new CommitMarker(marker).begin();
    if (!Storage.exists(staged)) {
      // A run that is stopped removes its folder.
      throw new IOException(
          staged + " is gone, so " + settings.destination() + " is left as it is");
    }
    if (!settings.overwrite()) {
      requireAbsent(settings.destination());
      requireAbsent(settings.reportPath());
    }
    replaced.replace();
  }

  private static void requireAbsent(String path) throws IOException {
    if (Storage.exists(path)) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          path + " has come to exist since the run began; it is left as it is");
    }
  }

  /** A folder is nobody's report, so it is not this run's to remove. */
  private void checkReportPath() {
    String path = settings.reportPath();
    if (Storage.isLocal(path) && Files.isDirectory(Storage.local(path))) {
      throw new UserError(
          UserError.Kind.DESTINATION_EXISTS,
          path + " is a folder, and the report has that name; it is left as it is");
    }
  }

  /** The marker is set just before the move, so with it and without the staged output we moved. */
  private boolean isPublished() throws IOException {
    return Storage.exists(marker)
        && !Storage.exists(staged)
        && Storage.exists(settings.destination());
  }

  private boolean isReported() throws IOException {
    checkReportPath();
    if (!Storage.exists(settings.reportPath())) {
      return false;
    }
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchNewResource(settings.reportPath(), false)))) {
      String id = new ObjectMapper().readTree(in).path("run").path("id").asText();
      return id.equals(settings.runId());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Another program's file, or half of an older report: not ours in any case.
      return false;
    }
  }
}
