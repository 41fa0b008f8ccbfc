package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.commit.CommitSettings;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceListing;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.join.JoinSettings;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.OnBadInput;
import org.cytobeam.model.UserError;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.PlanSettings;
import org.cytobeam.plan.TableNumberRule;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.Naming;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.schema.StandardTables;
import org.cytobeam.storage.Storage;
import org.cytobeam.write.WriteSettings;

/**
 * Turns options into a {@link ConvertConfig}: the only place that reads them. Looks at the source
 * for its kind, and refuses what cannot work before anything is started.
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

  private final PipelineOptions pipelineOptions;

  ConfigFactory(
      String source, String destination, ConvertOptions options, PipelineOptions pipelineOptions) {
    this.pipelineOptions = pipelineOptions;
    this.source = withoutTrailingSlash(source);
    this.destination = withoutTrailingSlash(destination);
    this.options = options;
  }

  ConvertConfig create() {
    OptionValues.oneOf("--dest-datatype", options.destDatatype, "parquet");
    if (source.isBlank() || destination.isBlank()) {
      throw OptionValues.usage("SOURCE_PATH and DEST_PATH must not be empty");
    }
    checkDestinationScheme();
    checkSourceDatatype();
    List<String> imageTags = imageTags();
    SourceListing listing = SourceListing.of(source);
    SourceLook look = SourceLook.at(listing, options.sourceDatatype, exclusion(), imageTags);
    List<String> compartments =
        new CompartmentNames(source, look).resolve(OptionValues.tags(options.compartments));
    PresetChoice choice = choosePreset(look, compartments);
    Preset preset = choice.preset();
    TableNames wanted = wanted(preset, compartments, look);
    boolean joined = !options.noJoin && (preset.isJoined() || hasSql());
    checkJoinScope(joined);
    SourceFinder found =
        SourceFinder.in(listing, new SourceQuery(source, wanted, format(preset), exclusion()));
    SourceGuard guard = new SourceGuard(found);
    guard.check(destination, options.overwrite);
    guard.check(CommitSettings.reportPath(destination), options.overwrite);
    List<String> tags = tags(found);
    WorkerResources resources =
        WorkerResources.of(
            OptionValues.count("--threads", options.threads),
            options.memory.isEmpty() ? 0 : OptionValues.bytes("--memory", options.memory));
    SchemaSettings schema = schema(preset, wanted, joined);
    RunFolder run = RunFolder.beside(destination);
    Exchange exchange = OptionValues.choice("--exchange", options.exchange, Exchange.class);
    CommitSettings commit = commit(run, preset, schema, resources);
    WorkerSettings worker = worker(resources);
    return new ConvertConfig(
        found,
        tags,
        preset.name(),
        choice.reason(),
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
            .withPartitionRows(OptionValues.count("--chunk-size", options.chunkSize))
            .withSeparateTables(!joined)
            .withScope(joinScope());
    return sink() == WriteSettings.Sink.PARQUETIO
        ? plan.withMaxRowGroupBytes(PARQUETIO_ROW_GROUP_BYTES)
        : plan;
  }

  private WriteSettings.Sink sink() {
    return OptionValues.choice("--sink", options.sink, WriteSettings.Sink.class);
  }

  private void checkSourceDatatype() {
    if (!options.sourceDatatype.isEmpty()) {
      OptionValues.oneOf(
          "--source-datatype", options.sourceDatatype, TableFormats.names().toArray(String[]::new));
    }
  }

  /** What tells image tables, as far as it is known without a preset. */
  private List<String> imageTags() {
    return options.metadata.isEmpty()
        ? List.of(StandardTables.IMAGE)
        : OptionValues.tags(options.metadata);
  }

  private PresetChoice choosePreset(SourceLook look, List<String> compartments) {
    if (!options.preset.equals("auto")) {
      return new PresetChoice(Presets.named(options.preset), "The preset was given.");
    }
    if (!compartments.isEmpty() && hasSql()) {
      return new PresetChoice(Presets.named("cellprofiler_csv"), "Tables and join were given.");
    }
    return compartments.isEmpty()
        ? PresetChoice.of(look.tables())
        : PresetChoice.of(look.tables(), compartments);
  }

  private TableNames wanted(Preset preset, List<String> compartments, SourceLook look) {
    TableNames names =
        new TableNames(
            options.metadata.isEmpty() ? preset.metadata() : OptionValues.tags(options.metadata),
            compartments.isEmpty() ? preset.compartments() : compartments);
    return new TableNames(
        names.metadata(), names.compartments(), look.tagsThatEndLike(names.tags()));
  }

  private String format(Preset preset) {
    return options.sourceDatatype.isEmpty() ? preset.sourceDatatype() : options.sourceDatatype;
  }

  /** Where every file is wanted, the one table is named by the files. */
  private static List<String> tags(SourceFinder found) {
    TableNames wanted = found.query().wanted();
    return wanted.isEverything() ? List.of(found.files().get(0).group()) : wanted.tags();
  }

  private void checkJoinScope(boolean joined) {
    if (joinScope() != JoinScope.IMAGE && !(joined && hasSql())) {
      throw OptionValues.usage(
          "--join-scope %s is for SQL given with --joins; other joins never need another image"
              .formatted(options.joinScope));
    }
  }

  private JoinScope joinScope() {
    return OptionValues.choice("--join-scope", options.joinScope, JoinScope.class);
  }

  private SchemaSettings schema(Preset preset, TableNames wanted, boolean joined) {
    Map<String, ColumnType> casts = OptionValues.casts(options.dataTypeCastMap);
    Schema schema = OptionValues.choice("--schema", options.schema, Schema.class);
    return new SchemaSettings(
        wanted,
        options.identifyingColumns.isEmpty()
            ? preset.identifyingColumns()
            : OptionValues.names(options.identifyingColumns),
        joined,
        joined ? join(preset) : JoinSpec.inferred(JoinPolicy.INNER),
        joinScope(),
        schema == Schema.UNION && !options.inferCommonSchema,
        casts.getOrDefault("float", ColumnType.DOUBLE),
        casts.getOrDefault("integer", ColumnType.INT64),
        naming(joined));
  }

  private Naming naming(boolean joined) {
    Naming naming = OptionValues.choice("--naming", options.naming, Naming.class);
    if (naming == Naming.PYCYTOMINER && joined && hasSql()) {
      throw OptionValues.usage(
          "--naming pycytominer does not go with --joins, whose SQL names the columns of its result;"
              + " name them there, or leave one of the two out");
    }
    return naming;
  }

  private JoinSpec join(Preset preset) {
    if (hasSql()) {
      return JoinSpec.ofSql(sql());
    }
    boolean otherTables = !options.compartments.isEmpty() || !options.anchor.isEmpty();
    JoinSpec spec =
        otherTables
            ? preset.join().withTables(options.anchor.toLowerCase(Locale.ROOT), List.of())
            : preset.join();
    if (!options.joinPolicy.isEmpty()) {
      spec =
          spec.withPolicy(
              OptionValues.choice("--join-policy", options.joinPolicy, JoinPolicy.class));
    }
    return switch (options.imageColumns) {
      case "" -> spec;
      case "filenames" -> spec.withImageColumns(spec.imageColumns(), List.of("^Image_FileName_"));
      case "all" -> spec.withImageColumns(List.of(), List.of(""));
      case "none" -> spec.withImageColumns(List.of(), List.of());
      default -> spec.withImageColumns(List.of(), List.of(options.imageColumns));
    };
  }

  /** An empty value is most likely a shell variable that is not set. */
  private boolean hasSql() {
    if (options.joins != null && options.joins.isBlank()) {
      throw OptionValues.usage("--joins is empty; give SQL, or the path of a file with it");
    }
    return options.joins != null;
  }

  private String sql() {
    String given = options.joins.strip();
    if (given.toLowerCase(Locale.ROOT).endsWith(".sql") && given.lines().count() == 1) {
      try {
        return Files.readString(Path.of(given));
      } catch (NoSuchFileException e) {
        throw new UserError("there is no SQL file " + given, e);
      } catch (IOException | InvalidPathException e) {
        throw new UserError("cannot read the SQL file " + given + ": " + e.getMessage(), e);
      }
    }
    return given;
  }

  private Exclusion exclusion() {
    return OptionValues.exclusion(options.exclude);
  }

  private OnBadInput onBadInput() {
    return OptionValues.choice("--on-bad-input", options.onBadInput, OnBadInput.class);
  }

  private TableNumberRule tableNumberRule() {
    if (options.addTableNumber == null) {
      return TableNumberRule.AUTO;
    }
    return options.addTableNumber ? TableNumberRule.ALWAYS : TableNumberRule.NEVER;
  }

  private WorkerSettings worker(WorkerResources resources) {
    String folder =
        options.tempDir.isEmpty() ? System.getProperty("java.io.tmpdir") : options.tempDir;
    return new WorkerSettings(
        resources.queryMemoryBytes(joinScope()),
        resources.unitMemoryBytes(joinScope()),
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
    environment.put("exchange", options.exchange);
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
