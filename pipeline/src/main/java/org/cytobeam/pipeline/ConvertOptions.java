package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * Everything that can be asked of a conversion, declared once for the command line and for Java.
 * The names and meanings are CytoTable's where it has the same parameter.
 *
 * <p>Values are as a person gives them; {@link ConvertConfig} holds what they come to.
 */
public final class ConvertOptions {
  /** What {@code --preset} takes. */
  static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of("auto"), Presets.names().stream()).iterator();
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = PresetNames.class,
      description =
          "What kind of input it is: ${COMPLETION-CANDIDATES}. auto, the default, tells it from the"
              + " table names and headers.")
  String preset = "auto";

  @Option(
      names = "--source-datatype",
      paramLabel = "csv|sqlite",
      description = "Read only files of this format; needed where both are there.")
  String sourceDatatype = "";

  @Option(
      names = "--dest-datatype",
      paramLabel = "parquet",
      defaultValue = "parquet",
      description = "What to write; parquet is what there is.")
  String destDatatype = "parquet";

  @Option(
      names = "--metadata",
      paramLabel = "NAME[,NAME]",
      description = "The image tables' names (default: the preset's, e.g. image).")
  String metadata = "";

  @Option(
      names = "--compartments",
      paramLabel = "NAME[,NAME]",
      description =
          "The object tables' names (default: the preset's, e.g. cells,nuclei,cytoplasm);"
              + " * stands for anything, as in '*_cellpose3'.")
  String compartments = "";

  @Option(
      names = "--identifying-columns",
      paramLabel = "NAME[,NAME]",
      description = "Columns that are ids, not features: their names get Metadata_ in front.")
  String identifyingColumns = "";

  @Option(
      names = "--naming",
      paramLabel = "cytotable|pycytominer",
      defaultValue = "cytotable",
      description =
          "Whose names columns get: pycytominer adds Metadata_Plate, Metadata_Well, Metadata_Site"
              + " and Metadata_ObjectNumber and keeps ids out of the features. Default: cytotable.")
  String naming = "cytotable";

  @Option(
      names = "--joins",
      paramLabel = "FILE.sql|SQL",
      description = "Join by your own DuckDB SQL instead of the preset's join.")
  String joins;

  @Option(
      names = "--join-scope",
      paramLabel = "image|source|all",
      defaultValue = "image",
      description =
          "What the SQL of --joins sees at once: one image, all images of a source, or everything."
              + " Default: image.")
  String joinScope = "image";

  @Option(
      names = "--no-join",
      description = "Write every table by itself: DEST_PATH/cells/cells.parquet and so on.")
  boolean noJoin;

  @Option(names = "--no-concat", description = "Write a folder of parts instead of one file.")
  boolean noConcat;

  @Option(
      names = "--join-policy",
      paramLabel = "inner|left|full",
      description =
          "Objects without a partner: inner drops and counts them, left keeps the anchor's, full"
              + " keeps all (default: the preset's).")
  String joinPolicy = "";

  @Option(
      names = "--anchor",
      paramLabel = "NAME",
      description =
          "The table whose objects become the rows (default: found by the Parent_ columns).")
  String anchor = "";

  @Option(
      names = "--image-columns",
      paramLabel = "filenames|all|none|REGEX",
      description = "Which columns of the image table to take (default: the preset's).")
  String imageColumns = "";

  @Option(
      names = "--data-type-cast-map",
      paramLabel = "float=float32,integer=int32",
      description = "Narrower types for all floating-point or all integer columns.")
  String dataTypeCastMap = "";

  @Option(
      names = "--add-tablenumber",
      negatable = true,
      description =
          "Give sources without TableNumber one, computed from the image table (default: when there"
              + " is more than one such source).")
  Boolean addTableNumber;

  @Option(
      names = "--schema",
      paramLabel = "union|intersection",
      defaultValue = "union",
      description =
          "Columns that only some sources have: union keeps them (NULL elsewhere), intersection"
              + " drops them. Default: union.")
  String schema = "union";

  @Option(names = "--infer-common-schema", description = "The same as --schema intersection.")
  boolean inferCommonSchema;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB[,GLOB]",
      description =
          "Files or folders below SOURCE_PATH that are as if they were not there: a name"
              + " (bad.sqlite, *_old), or a path (site7/*.csv, **/test/*). May be repeated.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--on-bad-input",
      paramLabel = "quarantine|fail",
      defaultValue = "quarantine",
      description =
          "Input that cannot be used: quarantine leaves it out and tells it, with exit code 4; fail"
              + " tells all of it and writes nothing. Default: quarantine.")
  String onBadInput = "quarantine";

  @Option(
      names = "--drop-null",
      description = "Drop (and count) joined rows with a NULL in any column; NaN stays.")
  boolean dropNull;

  @Option(
      names = "--chunk-size",
      paramLabel = "ROWS",
      description = "Most rows of the largest table joined at a time (default: by size alone).")
  long chunkSize;

  @Option(
      names = "--page-keys",
      paramLabel = "MAP",
      description = "Accepted for CytoTable's sake; not needed.")
  String pageKeys = "";

  @Option(
      names = "--no-sort-output",
      description = "Accepted for CytoTable's sake; not needed: the order costs nothing.")
  boolean noSortOutput;

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

  @Option(
      names = "--exchange",
      paramLabel = "descriptors|data",
      defaultValue = "descriptors",
      description =
          "What travels through the shuffle; the result is the same. Default: descriptors.")
  String exchange = "descriptors";

  @Option(
      names = "--overwrite",
      description = "Replace what is at DEST_PATH, in one step at the end.")
  boolean overwrite;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many row groups are worked on at once (default: the processors).")
  int threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What to plan for, e.g. 2G; fewer threads are used where it is short.")
  String memory = "";

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description =
          "Where finished pages wait, queries spill and .csv.gz files are unpacked; a folder that is"
              + " there (default: the system's temporary folder).")
  String tempDir = "";

  public ConvertOptions preset(String value) {
    this.preset = value;
    return this;
  }

  public ConvertOptions sourceDatatype(String value) {
    this.sourceDatatype = value;
    return this;
  }

  public ConvertOptions metadata(String... names) {
    this.metadata = String.join(",", names);
    return this;
  }

  public ConvertOptions compartments(String... names) {
    this.compartments = String.join(",", names);
    return this;
  }

  public ConvertOptions identifyingColumns(String... names) {
    this.identifyingColumns = String.join(",", names);
    return this;
  }

  public ConvertOptions naming(String value) {
    this.naming = value;
    return this;
  }

  /** SQL, or the path of a file that ends in {@code .sql}. */
  public ConvertOptions joins(String sqlOrFile) {
    this.joins = sqlOrFile;
    return this;
  }

  /** For SQL: {@code image}, {@code source} or {@code all}. */
  public ConvertOptions joinScope(String value) {
    this.joinScope = value;
    return this;
  }

  public ConvertOptions noJoin() {
    this.noJoin = true;
    return this;
  }

  public ConvertOptions noConcat() {
    this.noConcat = true;
    return this;
  }

  public ConvertOptions joinPolicy(String value) {
    this.joinPolicy = value;
    return this;
  }

  public ConvertOptions anchor(String value) {
    this.anchor = value;
    return this;
  }

  public ConvertOptions imageColumns(String value) {
    this.imageColumns = value;
    return this;
  }

  public ConvertOptions dataTypeCastMap(String value) {
    this.dataTypeCastMap = value;
    return this;
  }

  public ConvertOptions addTableNumber(boolean value) {
    this.addTableNumber = value;
    return this;
  }

  public ConvertOptions schema(String value) {
    this.schema = value;
    return this;
  }

  /** The same as {@code schema("intersection")}. */
  public ConvertOptions inferCommonSchema() {
    this.inferCommonSchema = true;
    return this;
  }

  public ConvertOptions destDatatype(String value) {
    this.destDatatype = value;
    return this;
  }

  /** Globs of files and folders below the source path. */
  public ConvertOptions exclude(String... patterns) {
    this.exclude = List.of(patterns);
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
    this.chunkSize = rows;
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
    this.exchange = value;
    return this;
  }

  public ConvertOptions overwrite() {
    this.overwrite = true;
    return this;
  }

  public ConvertOptions threads(int value) {
    this.threads = value;
    return this;
  }

  public ConvertOptions memory(String value) {
    this.memory = value;
    return this;
  }

  public ConvertOptions tempDir(String value) {
    this.tempDir = value;
    return this;
  }
}
