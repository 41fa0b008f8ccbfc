package org.cytobeam.commit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.TableCount;
import org.cytobeam.model.TableIndex;
import org.cytobeam.plan.LeftOutRows;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.TableSchema;

/**
 * Holds what was indexed against what was joined and written.
 *
 * <p>For every table {@code read = matched + unmatched + rejected}; for inferred joins and presets
 * rows out = anchor rows kept, plus unmatched others under {@code full}, less those dropped for a
 * NULL. A difference means that rows were lost or repeated, and fails the run.
 */
final class Reconciliation {
  private final OutputSchema schema;
  private final Map<String, TableCount> tables = new LinkedHashMap<>();
  private final long rowsWithNull;

  Reconciliation(Survey survey, OutputSchema schema, List<RowGroupResult> results) {
    this.schema = schema;
    Map<String, TableCount> joined = new LinkedHashMap<>();
    results.stream()
        .flatMap(r -> r.counts().stream())
        .forEach(c -> joined.merge(c.tag(), c, TableCount::plus));
    for (TableIndex index : survey.indexes()) {
      long rejected = index.rejectedRows();
      add(new TableCount(index.table().tag(), index.rows(), 0, 0, rejected));
    }
    for (String tag : List.copyOf(tables.keySet())) {
      addJoined(tag, joined.getOrDefault(tag, new TableCount(tag, 0, 0, 0, 0)));
    }
    for (LeftOutRows rows : survey.leftOut()) {
      add(new TableCount(rows.tag(), rows.rows(), 0, 0, rows.rows()));
    }
    this.rowsWithNull = results.stream().mapToLong(RowGroupResult::rowsWithNull).sum();
  }

  /** The counts of every table, rejected sources included, in the order of the wanted names. */
  List<TableCount> tables() {
    List<String> order = schema.tables().stream().map(TableSchema::tag).toList();
    return tables.values().stream()
        .sorted(
            Comparator.comparingInt((TableCount c) -> order.contains(c.tag()) ? 0 : 1)
                .thenComparingInt(c -> order.indexOf(c.tag()))
                .thenComparing(TableCount::tag))
        .toList();
  }

  long rowsWithNull() {
    return rowsWithNull;
  }

  /** Whether rows out follow from the counts; for a user's SQL they do not. */
  boolean isReconciled() {
    return schema.join().kind() != JoinPlan.Kind.QUERY;
  }

  /**
   * @throws IllegalStateException if rows out are not what the counts say
   */
  void check(Map<String, Long> rowsOut) {
    if (schema.join().kind() == JoinPlan.Kind.KEYS) {
      requireEqual("the joined table", expectedRows(), rowsOut.getOrDefault("", 0L));
    } else if (schema.join().kind() == JoinPlan.Kind.SEPARATE) {
      long out = rowsOut.values().stream().mapToLong(Long::longValue).sum();
      long matched = tables.values().stream().mapToLong(TableCount::matched).sum();
      requireEqual("the tables", matched - rowsWithNull, out);
    }
  }

  private long expectedRows() {
    JoinPlan join = schema.join();
    TableCount anchor = tables.get(join.anchor());
    long rows = anchor.matched();
    if (join.policy() != JoinPolicy.INNER) {
      rows += anchor.unmatched();
    }
    if (join.policy() == JoinPolicy.FULL) {
      rows += join.links().stream().mapToLong(l -> tables.get(l.target()).unmatched()).sum();
    }
    return rows - rowsWithNull;
  }

  private void add(TableCount count) {
    tables.merge(count.tag(), count, TableCount::plus);
  }

  private void addJoined(String tag, TableCount joined) {
    TableCount indexed = tables.get(tag);
    requireEqual("table " + tag, indexed.read() - indexed.rejected(), joined.read());
    if (isReconciled()) {
      requireEqual(
          "the counts of table " + tag,
          joined.read(),
          joined.matched() + joined.unmatched() + joined.rejected());
    }
    add(new TableCount(tag, 0, joined.matched(), joined.unmatched(), joined.rejected()));
  }

  private static void requireEqual(String what, long expected, long got) {
    if (expected != got) {
      throw new IllegalStateException(
          "rows were lost or repeated: %s should have %s rows and has %s"
              .formatted(what, expected, got));
    }
  }
}
