package org.cytobeam.schema;

import java.util.HashMap;
import java.util.Map;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.UserError;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.Survey;

/**
 * Tells before any data is read that a query over a whole source, or over everything, would need
 * more memory than a worker has for it. What is read lies in memory while the query runs, so this
 * is unlike a single image a matter of the size of the input.
 */
final class QueryMemory {
  /**
   * Memory for each byte of the values read: decoded, in DuckDB, in the result, and what DuckDB
   * needs on the way. Measured, see docs/adr/0010-join-scope.md.
   */
  private static final int COPIES = 6;

  private QueryMemory() {}

  /**
   * @param schema with the columns that are read
   * @throws UserError with what is needed, what there is, and what to do
   */
  static void check(Survey survey, OutputSchema schema, WorkerSettings worker) {
    JoinScope scope = schema.join().scope();
    if (schema.join().kind() != JoinPlan.Kind.QUERY || scope == JoinScope.IMAGE) {
      return;
    }
    Map<String, Long> bytes = new HashMap<>();
    for (TableIndex index : survey.indexes()) {
      String unit = scope == JoinScope.ALL ? "" : index.table().source();
      bytes.merge(unit, bytesRead(index, schema), Long::sum);
    }
    bytes.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .filter(most -> COPIES * most.getValue() > worker.unitMemoryBytes())
        .ifPresent(
            most -> {
              throw tooLarge(scope, most.getKey(), most.getValue(), worker.unitMemoryBytes());
            });
  }

  /** Columns share the bytes of a table's rows alike. */
  private static long bytesRead(TableIndex index, OutputSchema schema) {
    long read =
        schema.tables().stream()
            .filter(t -> t.tag().equals(index.table().tag()))
            .mapToLong(t -> t.columns().size())
            .sum();
    long all = Math.max(1, index.packedColumns().size());
    long bytes = index.runs().stream().mapToLong(ImageRun::bytes).sum();
    return Math.round((double) bytes * Math.min(read, all) / all);
  }

  private static UserError tooLarge(JoinScope scope, String source, long bytes, long available) {
    boolean all = scope == JoinScope.ALL;
    return new UserError(
        ("with --join-scope %s one query would see %s: %d MB of values, for which it may need %d MB"
                + " of memory, and there are %d MB for it; give more with --memory%s, write SQL"
                + " that looks at fewer columns, or leave out --join-scope")
            .formatted(
                all ? "all" : "source",
                all ? "everything" : source.isEmpty() ? "the source" : "all of " + source,
                megabytes(bytes),
                megabytes(COPIES * bytes),
                available >> 20,
                all ? "" : ", use fewer --threads"));
  }

  private static long megabytes(long bytes) {
    return (bytes + (1L << 20) - 1) >> 20;
  }
}
