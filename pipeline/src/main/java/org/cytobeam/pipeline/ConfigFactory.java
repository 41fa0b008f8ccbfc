package org.cytobeam.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.commit.CommitSettings;
import org.cytobeam.format.TableNames;
import org.cytobeam.join.JoinSettings;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.OnBadInput;
import org.cytobeam.model.UserError;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.PlanSettings;
import org.cytobeam.plan.TableNumberRule;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.Naming;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.storage.Storage;
import org.cytobeam.write.WriteSettings;

/**
 * Turns options into a {@link ConvertConfig}: the only place that reads them, with {@link
 * WantedSource} and {@link JoinChoice} beside it. Refuses what cannot work before anything is
 * started.
 */
final class ConfigFactory {
  private enum Schema {
    UNION,
    INTERSECTION
  }

  /** Beam's writer keeps the rows of a row group in memory until it is complete. */
  private static final long PARQUETIO_ROW_GROUP_BYTES = 64L << 20;

  private final String source;
  private final String destination;
  private final ConvertOptions options;
  private final JoinChoice join;
  private final PipelineOptions pipelineOptions;

  ConfigFactory(
      String source, String destination, ConvertOptions options, PipelineOptions pipelineOptions) {
    this.pipelineOptions = pipelineOptions;
    this.source = withoutTrailingSlash(source);
    this.destination = withoutTrailingSlash(destination);
    this.options = options;
    this.join = new JoinChoice(options.join);
  }

  ConvertConfig create() {
    OptionValues.oneOf("--dest-datatype", options.destDatatype, "parquet");
    if (source.isBlank() || destination.isBlank()) {
      throw OptionValues.usage("SOURCE_PATH and DEST_PATH must not be empty");
    }
    checkDestinationScheme();
    WantedSource wanted = WantedSource.of(source, options.source, join);
    Preset preset = wanted.preset();
    boolean joined = join.isJoined(preset);
    join.checkScope(joined);
    SourceGuard guard = new SourceGuard(wanted.found());
    guard.check(destination, options.overwrite);
    guard.check(CommitSettings.reportPath(destination), options.overwrite);
    List<String> tags = wanted.tags();
    WorkerResources resources =
        WorkerResources.of(
            OptionValues.count("--threads", options.worker.threads),
            options.worker.memory.isEmpty()
                ? 0
                : OptionValues.bytes("--memory", options.worker.memory));
    SchemaSettings schema = schema(preset, wanted.names(), joined);
    RunFolder run = RunFolder.beside(destination);
    Exchange exchange = OptionValues.choice("--exchange", options.worker.exchange, Exchange.class);
    CommitSettings commit = commit(run, preset, schema, resources);
    WorkerSettings worker = worker(resources);
    return new ConvertConfig(
        wanted.found(),
        tags,
        preset.name(),
        wanted.choice().reason(),
        tableNumberRule(),
        plan(joined),
        schema,
        exchange,
        new JoinSettings(write(commit), worker, run.path(), options.dropNull),
        worker,
        commit,
        resources.threads());
  }

  private void checkDestinationScheme() {
    try {
      FileSystems.matchNewResource(destination, false);
    } catch (IllegalArgumentException e) {
      throw new UserError("cannot write to %s: %s".formatted(destination, e.getMessage()), e);
    }
  }

  private PlanSettings plan(boolean joined) {
    PlanSettings plan =
        PlanSettings.defaults()
            .withPartitionRows(OptionValues.count("--chunk-size", options.worker.chunkSize))
            .withSeparateTables(!joined)
            .withScope(join.scope());
    return sink() == WriteSettings.Sink.PARQUETIO
        ? plan.withMaxRowGroupBytes(PARQUETIO_ROW_GROUP_BYTES)
        : plan;
  }

  private WriteSettings.Sink sink() {
    return OptionValues.choice("--sink", options.sink, WriteSettings.Sink.class);
  }

  private SchemaSettings schema(Preset preset, TableNames wanted, boolean joined) {
    Map<String, ColumnType> casts = OptionValues.casts(options.columns.dataTypeCastMap);
    Schema schema = OptionValues.choice("--schema", options.columns.schema, Schema.class);
    return new SchemaSettings(
        wanted,
        options.columns.identifyingColumns.isEmpty()
            ? preset.identifyingColumns()
            : OptionValues.names(options.columns.identifyingColumns),
        joined,
        joined
            ? join.spec(preset, !options.source.compartments.isEmpty())
            : JoinSpec.inferred(JoinPolicy.INNER),
        join.scope(),
        schema == Schema.UNION && !options.columns.inferCommonSchema,
        casts.getOrDefault("float", ColumnType.DOUBLE),
        casts.getOrDefault("integer", ColumnType.INT64),
        naming(joined));
  }

  private Naming naming(boolean joined) {
    Naming naming = OptionValues.choice("--naming", options.columns.naming, Naming.class);
    if (naming == Naming.PYCYTOMINER && joined && join.hasSql()) {
      throw OptionValues.usage(
          "--naming pycytominer does not go with --joins, whose SQL names the columns of its result;"
              + " name them there, or leave one of the two out");
    }
    return naming;
  }

  private OnBadInput onBadInput() {
    return OptionValues.choice("--on-bad-input", options.onBadInput, OnBadInput.class);
  }

  private TableNumberRule tableNumberRule() {
    if (options.columns.addTableNumber == null) {
      return TableNumberRule.AUTO;
    }
    return options.columns.addTableNumber ? TableNumberRule.ALWAYS : TableNumberRule.NEVER;
  }

  private WorkerSettings worker(WorkerResources resources) {
    String folder =
        options.worker.tempDir.isEmpty()
            ? System.getProperty("java.io.tmpdir")
            : options.worker.tempDir;
    return new WorkerSettings(
        resources.queryMemoryBytes(join.scope()),
        resources.unitMemoryBytes(join.scope()),
        folder + "/cytobeam-" + UUID.randomUUID());
  }

  private WriteSettings write(CommitSettings commit) {
    return new WriteSettings(
        OptionValues.choice("--compression", options.compression, WriteSettings.Compression.class),
        sink(),
        commit.metadata());
  }

  private CommitSettings commit(
      RunFolder run, Preset preset, SchemaSettings schema, WorkerResources resources) {
    Map<String, Object> choices = Choices.of(preset, schema, options, tableNumberRule());
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("runner", pipelineOptions.getRunner().getSimpleName());
    environment.put("threads", resources.threads());
    environment.put("memoryBytes", resources.memoryBytes());
    environment.put("exchange", options.worker.exchange);
    environment.put("sink", options.sink);
    environment.put("java", System.getProperty("java.version"));
    return new CommitSettings(
        Storage.isLocal(source)
            ? Storage.local(source).toAbsolutePath().normalize().toString()
            : source,
        destination,
        run.path(),
        run.id(),
        options.overwrite,
        !options.noConcat,
        onBadInput(),
        Choices.metadata(choices),
        choices,
        environment,
        System.currentTimeMillis());
  }

  private static String withoutTrailingSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
