package org.cytobeam.pipeline;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.cytobeam.model.Counters;

/**
 * How far a run is, by its counters.
 *
 * @param rowGroups planned; 0 until the plan is made
 */
public record ConversionProgress(
    long tablesIndexed, long rowGroups, long rowGroupsDone, long rows) {
  private static final MetricsFilter OURS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(Counters.NAMESPACE))
          .build();

  static ConversionProgress of(PipelineResult running) {
    Map<String, Long> counts = new HashMap<>();
    for (MetricResult<Long> counter : running.metrics().queryMetrics(OURS).getCounters()) {
      counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return new ConversionProgress(
        counts.getOrDefault(Counters.TABLES_INDEXED, 0L),
        counts.getOrDefault(Counters.ROW_GROUPS_PLANNED, 0L),
        counts.getOrDefault(Counters.ROW_GROUPS_DONE, 0L),
        counts.getOrDefault(Counters.ROWS_WRITTEN, 0L));
  }
}
