package org.cytobeam.schema;

import java.sql.SQLException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.duckdb.QueryPlan;
import org.cytobeam.duckdb.QueryPlanner;
import org.cytobeam.duckdb.QueryTable;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.Survey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the output's schema from all indexes together: one small element, meant as a side input
 * of everything after. What cannot be joined or queried fails here, before any data is read.
 */
public final class ResolveSchemas
    extends PTransform<PCollection<Survey>, PCollection<OutputSchema>> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ResolveSchemas.class);

  private final SchemaSettings settings;
  private final WorkerSettings worker;

  private ResolveSchemas(SchemaSettings settings, WorkerSettings worker) {
    this.settings = settings;
    this.worker = worker;
  }

  public static ResolveSchemas with(SchemaSettings settings, WorkerSettings worker) {
    return new ResolveSchemas(settings, worker);
  }

  @Override
  public PCollection<OutputSchema> expand(PCollection<Survey> survey) {
    return survey
        .apply("Resolve", ParDo.of(new ResolveFn(settings, worker)))
        .setCoder(RecordCoder.of(OutputSchema.class));
  }

  /** Runs the resolver, with DuckDB to plan a query. */
  private static final class ResolveFn extends DoFn<Survey, OutputSchema> {
    private static final long serialVersionUID = 1L;
    private final SchemaSettings settings;
    private final WorkerSettings worker;

    ResolveFn(SchemaSettings settings, WorkerSettings worker) {
      this.settings = settings;
      this.worker = worker;
    }

    @ProcessElement
    public void process(@Element Survey survey, OutputReceiver<OutputSchema> out) {
      OutputSchema schema = new SchemaResolver(settings, ResolveFn::plan).resolve(survey);
      QueryMemory.check(survey, schema, worker);
      LOG.info("Resolved the schema; join: {}", schema.join().describe());
      out.output(schema);
    }

    private static QueryPlan plan(String sql, List<QueryTable> tables) {
      try {
        return new QueryPlanner(tables).plan(sql);
      } catch (SQLException e) {
        throw new IllegalStateException("DuckDB cannot plan the query", e);
      }
    }
  }
}
