package org.cytobeam.inspect;

import java.util.Locale;
import org.cytobeam.model.Problem;

/**
 * A problem as the report has it.
 *
 * @param kind {@code quarantined}, {@code note} ...
 * @param file below the source path
 */
public record InspectedProblem(
    String kind, String source, String file, String table, String message, long rows) {
  static InspectedProblem of(Problem problem) {
    return new InspectedProblem(
        problem.kind().label(),
        problem.source(),
        problem.file(),
        problem.table(),
        problem.message(),
        problem.rows());
  }

  private Problem.Kind problemKind() {
    return Problem.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether input would be left out. */
  public boolean leavesOut() {
    return problemKind().leavesOut();
  }

  /** One line for a person. */
  public String describe() {
    return new Problem(problemKind(), source, file, table, message, rows).line();
  }
}
