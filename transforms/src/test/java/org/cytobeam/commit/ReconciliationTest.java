package org.cytobeam.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.TableCount;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Reading;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.plan.LeftOutRows;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.OutputSchema;
import org.junit.jupiter.api.Test;

/** Ten cells of which one has no image key, and eight nuclei, in two row groups. */
class ReconciliationTest {
  private static final TableCount CELLS_1 = new TableCount("cells", 5, 3, 2, 0);
  private static final TableCount CELLS_2 = new TableCount("cells", 4, 3, 1, 0);
  private static final TableCount NUCLEI = new TableCount("nuclei", 8, 5, 2, 1);

  @Test
  void countsOfRowGroupsAndRejectedSourcesAddUp() {
    Reconciliation counts =
        reconcile(
            plan(JoinPolicy.LEFT),
            List.of(new LeftOutRows("nuclei", 7)),
            0,
            CELLS_1,
            CELLS_2,
            NUCLEI);
    assertThat(counts.tables())
        .containsExactly(
            new TableCount("cells", 10, 6, 3, 1), new TableCount("nuclei", 15, 5, 2, 8));
    assertThat(counts.isReconciled()).isTrue();
  }

  @Test
  void rowsOutFollowFromThePolicy() {
    check(JoinPolicy.INNER, 6, 0);
    check(JoinPolicy.LEFT, 9, 0);
    check(JoinPolicy.FULL, 11, 0);
    check(JoinPolicy.INNER, 4, 2);
  }

  @Test
  void aRowTooManyOrTooFewInTheOutputFails() {
    for (long rows : new long[] {8, 10}) {
      assertThatThrownBy(
              () ->
                  reconcile(plan(JoinPolicy.LEFT), List.of(), 0, CELLS_1, CELLS_2, NUCLEI)
                      .check(Map.of("", rows)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "rows were lost or repeated: the joined table should have 9 rows and has " + rows);
    }
  }

  @Test
  void aTableOfWhichNotEveryRowWasReadFails() {
    assertThatThrownBy(() -> reconcile(plan(JoinPolicy.LEFT), List.of(), 0, CELLS_1, NUCLEI))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rows were lost or repeated: table cells should have 9 rows and has 5");
    assertThatThrownBy(() -> reconcile(plan(JoinPolicy.LEFT), List.of(), 0, CELLS_1, CELLS_2))
        .hasMessage("rows were lost or repeated: table nuclei should have 8 rows and has 0");
  }

  @Test
  void countsThatDoNotAddUpFail() {
    assertThatThrownBy(
            () ->
                reconcile(
                    plan(JoinPolicy.LEFT),
                    List.of(),
                    0,
                    CELLS_1,
                    CELLS_2,
                    new TableCount("nuclei", 8, 5, 2, 0)))
        .hasMessage(
            "rows were lost or repeated: the counts of table nuclei should have 8 rows and has 7");
  }

  @Test
  void separateTablesComeOutWhole() {
    TableCount cells = new TableCount("cells", 9, 9, 0, 0);
    TableCount nuclei = new TableCount("nuclei", 8, 8, 0, 0);
    Reconciliation counts = reconcile(JoinPlan.separate(), List.of(), 3, cells, nuclei);
    counts.check(Map.of("cells", 8L, "nuclei", 6L));
    assertThat(counts.rowsWithNull()).isEqualTo(3);
    assertThatThrownBy(() -> counts.check(Map.of("cells", 8L)))
        .hasMessage("rows were lost or repeated: the tables should have 14 rows and has 8");
  }

  @Test
  void aQueryIsOnlyHeldToWhatItRead() {
    TableCount cells = new TableCount("cells", 9, 0, 0, 0);
    TableCount nuclei = new TableCount("nuclei", 8, 0, 0, 0);
    Reconciliation counts =
        reconcile(JoinPlan.query("SELECT", JoinScope.IMAGE), List.of(), 0, cells, nuclei);
    counts.check(Map.of("", 12345L));
    assertThat(counts.isReconciled()).isFalse();
    assertThatThrownBy(
            () -> reconcile(JoinPlan.query("SELECT", JoinScope.IMAGE), List.of(), 0, cells))
        .hasMessage("rows were lost or repeated: table nuclei should have 8 rows and has 0");
  }

  private static void check(JoinPolicy policy, long rows, long withNull) {
    reconcile(plan(policy), List.of(), withNull, CELLS_1, CELLS_2, NUCLEI).check(Map.of("", rows));
  }

  private static JoinPlan plan(JoinPolicy policy) {
    return new JoinPlan(
        JoinPlan.Kind.KEYS,
        "cells",
        "ObjectNumber",
        List.of(new JoinLink("cells", "Parent_Nuclei", "nuclei", "ObjectNumber")),
        policy,
        List.of(),
        "");
  }

  private static Reconciliation reconcile(
      JoinPlan plan, List<LeftOutRows> leftOut, long withNull, TableCount... counts) {
    List<RowGroupResult> results = new ArrayList<>();
    for (TableCount count : counts) {
      results.add(
          new RowGroupResult(
              results.size(), List.of(), List.of(count), List.of(), List.of(), 0, Reading.NONE));
    }
    results.add(
        new RowGroupResult(9, List.of(), List.of(), List.of(), List.of(), withNull, Reading.NONE));
    Survey survey =
        new Survey(
            List.of(Samples.withRejected(index("cells", 9), 1), index("nuclei", 8)),
            List.of(),
            leftOut,
            List.of());
    return new Reconciliation(
        survey, new OutputSchema(List.of(), List.of(), plan, List.of()), results);
  }

  private static TableIndex index(String tag, long rows) {
    return Samples.index(
        Samples.table("a/", tag), List.of(Samples.run(TableNumber.ABSENT, 1, rows)), "n");
  }
}
