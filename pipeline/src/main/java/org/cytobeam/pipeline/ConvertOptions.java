package org.cytobeam.pipeline;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Everything that can be asked of a conversion, declared once for the command line and for Java.
 * The names and meanings are CytoTable's where it has the same parameter.
 *
 * <p>Values are as a person gives them; {@link ConvertConfig} holds what they come to.
 */
public final class ConvertOptions {
  @Mixin SourceOptions source = new SourceOptions();

  @Option(
      names = "--on-bad-input",
      paramLabel = "quarantine|fail",
      defaultValue = "quarantine",
      description =
          "Input that is not what it should be: quarantine leaves out what cannot be used, with exit"
              + " code 4, and tells the rest; fail tells everything that is wrong, faults and"
              + " unreadable values too, and writes nothing. Default: quarantine.")
  String onBadInput = "quarantine";

  @Mixin ColumnOptions columns = new ColumnOptions();

  @Mixin JoinOptions join = new JoinOptions();

  @Option(
      names = "--drop-null",
      description = "Drop (and count) joined rows with a NULL in any column; NaN stays.")
  boolean dropNull;

  @Option(
      names = "--dest-datatype",
      paramLabel = "parquet",
      defaultValue = "parquet",
      description = "What to write; parquet is what there is.")
  String destDatatype = "parquet";

  @Option(names = "--no-concat", description = "Write a folder of parts instead of one file.")
  boolean noConcat;

  @Option(
      names = "--overwrite",
      description = "Replace what is at DEST_PATH, in one step at the end.")
  boolean overwrite;

  @Option(
      names = "--compression",
      paramLabel = "zstd|snappy|none",
      defaultValue = "zstd",
      description = "Compression of the Parquet pages. Default: zstd.")
  String compression = "zstd";

  @Option(
      names = "--sink",
      paramLabel = "columnar|parquetio",
      defaultValue = "columnar",
      description = "Which Parquet writer; parquetio is Beam's own, slower. Default: columnar.")
  String sink = "columnar";

  @Mixin WorkerOptions worker = new WorkerOptions();

  @Option(
      names = "--page-keys",
      paramLabel = "MAP",
      description = "Accepted for CytoTable's sake; not needed.")
  String pageKeys = "";

  @Option(
      names = "--no-sort-output",
      description = "Accepted for CytoTable's sake; not needed: the order costs nothing.")
  boolean noSortOutput;

  /** Takes the place of all that was said of the source. */
  public ConvertOptions source(SourceOptions value) {
    this.source = value;
    return this;
  }

  public ConvertOptions preset(String value) {
    source.preset = value;
    return this;
  }

  public ConvertOptions sourceDatatype(String value) {
    source.sourceDatatype = value;
    return this;
  }

  public ConvertOptions metadata(String... names) {
    source.metadata = String.join(",", names);
    return this;
  }

  public ConvertOptions compartments(String... names) {
    source.compartments = String.join(",", names);
    return this;
  }

  public ConvertOptions identifyingColumns(String... names) {
    columns.identifyingColumns = String.join(",", names);
    return this;
  }

  public ConvertOptions naming(String value) {
    columns.naming = value;
    return this;
  }

  /** SQL, or the path of a file that ends in {@code .sql}. */
  public ConvertOptions joins(String sqlOrFile) {
    join.joins = sqlOrFile;
    return this;
  }

  /** For SQL: {@code image}, {@code source} or {@code all}. */
  public ConvertOptions joinScope(String value) {
    join.joinScope = value;
    return this;
  }

  public ConvertOptions noJoin() {
    join.noJoin = true;
    return this;
  }

  public ConvertOptions noConcat() {
    this.noConcat = true;
    return this;
  }

  public ConvertOptions joinPolicy(String value) {
    join.joinPolicy = value;
    return this;
  }

  public ConvertOptions anchor(String value) {
    join.anchor = value;
    return this;
  }

  public ConvertOptions imageColumns(String value) {
    join.imageColumns = value;
    return this;
  }

  public ConvertOptions dataTypeCastMap(String value) {
    columns.dataTypeCastMap = value;
    return this;
  }

  public ConvertOptions addTableNumber(boolean value) {
    columns.addTableNumber = value;
    return this;
  }

  public ConvertOptions schema(String value) {
    columns.schema = value;
    return this;
  }

  /** The same as {@code schema("intersection")}. */
  public ConvertOptions inferCommonSchema() {
    columns.inferCommonSchema = true;
    return this;
  }

  public ConvertOptions destDatatype(String value) {
    this.destDatatype = value;
    return this;
  }

  /** Globs of files and folders below the source path. */
  public ConvertOptions exclude(String... patterns) {
    source.exclude = List.of(patterns);
    return this;
  }

  public ConvertOptions onBadInput(String value) {
    this.onBadInput = value;
    return this;
  }

  public ConvertOptions dropNull() {
    this.dropNull = true;
    return this;
  }

  public ConvertOptions chunkSize(long rows) {
    worker.chunkSize = rows;
    return this;
  }

  public ConvertOptions compression(String value) {
    this.compression = value;
    return this;
  }

  public ConvertOptions sink(String value) {
    this.sink = value;
    return this;
  }

  public ConvertOptions exchange(String value) {
    worker.exchange = value;
    return this;
  }

  public ConvertOptions overwrite() {
    this.overwrite = true;
    return this;
  }

  public ConvertOptions sqliteReader(String value) {
    source.sqliteReader = value;
    return this;
  }

  public ConvertOptions threads(int value) {
    worker.threads = value;
    return this;
  }

  public ConvertOptions memory(String value) {
    worker.memory = value;
    return this;
  }

  public ConvertOptions tempDir(String value) {
    worker.tempDir = value;
    return this;
  }
}
