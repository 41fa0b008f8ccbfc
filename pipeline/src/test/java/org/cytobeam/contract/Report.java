package org.cytobeam.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report beside an output. */
public record Report(JsonNode result, JsonNode run) {
  /** What became of one table's rows. */
  public record TableRows(long read, long matched, long unmatched, long rejected) {}

  /** The report of the output at a path. */
  public static Report of(Path output) throws IOException {
    JsonNode report = new ObjectMapper().readTree(Files.readString(pathOf(output)));
    return new Report(report.required("result"), report.required("run"));
  }

  /** Where it is. */
  public static Path pathOf(Path output) {
    return output.resolveSibling(output.getFileName() + ".report.json");
  }

  public TableRows table(String name) {
    for (JsonNode table : result.required("tables")) {
      if (table.required("table").asText().equals(name)) {
        return new TableRows(
            table.required("rowsRead").asLong(),
            table.path("rowsMatched").asLong(),
            table.path("rowsUnmatched").asLong(),
            table.required("rowsRejected").asLong());
      }
    }
    throw new AssertionError("no table " + name + " in " + result);
  }

  /**
   * {@code kind: file: message}, or the source where no one file is meant, in the report's order.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (JsonNode problem : result.required("problems")) {
      String file = problem.required("file").asText();
      problems.add(
          String.join(
              ": ",
              problem.required("kind").asText(),
              file.isEmpty() ? problem.required("source").asText() : file,
              problem.required("message").asText()));
    }
    return problems;
  }

  public long rows() {
    long rows = 0;
    for (JsonNode output : result.required("outputs")) {
      rows += output.required("rows").asLong();
    }
    return rows;
  }

  /** The TableNumber that a source was given; null if none. */
  public Long addedTableNumber(String source) {
    JsonNode number = result.required("addedTableNumbers").get(source);
    return number == null ? null : number.asLong();
  }
}
