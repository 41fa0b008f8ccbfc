package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.join.KeyFault;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.model.Problem;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;

/**
 * Every problem of a run: those known before data was read, and those that show only when rows are
 * decoded and joined, added up over all row groups.
 */
final class RunProblems {
  private RunProblems() {}

  /**
   * Worst first, in an order that does not depend on which worker found them.
   *
   * @param results in order of row groups, so that examples are always the same
   */
  static List<Problem> of(Survey survey, OutputSchema schema, List<RowGroupResult> results) {
    List<Problem> known = new ArrayList<>(survey.problems());
    known.addAll(schema.notes());
    LostParents lost = new LostParents(survey, known);
    List<KeyFault> faults = results.stream().flatMap(r -> r.faults().stream()).toList();
    List<Problem> problems =
        new ArrayList<>(KeyProblems.of(faults.stream().filter(f -> !lost.explains(f)).toList()));
    problems.addAll(lost.told());
    List<UnreadableColumn> unreadable =
        results.stream().flatMap(r -> r.unreadable().stream()).toList();
    problems.addAll(UnreadableValues.problems(unreadable));
    return problems.stream().sorted(Problem.WORST_FIRST).toList();
  }
}
