package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.model.Problem;

/** Reads back what the commit has reported. */
final class ReportReader {
  private ReportReader() {}

  static ConversionResult read(String output, String report) throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(report, false)))) {
      JsonNode result = new ObjectMapper().readTree(in).path("result");
      long rows = 0;
      for (JsonNode table : result.path("outputs")) {
        rows += table.path("rows").asLong();
      }
      List<String> problems = new ArrayList<>();
      boolean quarantined = false;
      for (JsonNode problem : result.path("problems")) {
        problems.add(line(problem));
        quarantined |= kind(problem).leavesOut();
      }
      return new ConversionResult(output, report, rows, problems, quarantined);
    }
  }

  private static Problem.Kind kind(JsonNode problem) {
    String name = problem.path("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_');
    return Problem.Kind.valueOf(name);
  }

  private static String line(JsonNode problem) {
    return new Problem(
            kind(problem),
            problem.path("source").asText(),
            problem.path("file").asText(),
            problem.path("table").asText(),
            problem.path("message").asText(),
            problem.path("rows").asLong())
        .line();
  }
}
