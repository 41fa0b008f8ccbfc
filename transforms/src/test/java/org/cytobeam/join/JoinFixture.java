package org.cytobeam.join;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.duckdb.QueryPlan;
import org.cytobeam.duckdb.QueryPlanner;
import org.cytobeam.duckdb.QueryTable;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.Survey;
import org.cytobeam.read.TableChunks;
import org.cytobeam.read.TestBatches;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.Naming;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.SchemaResolver;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.schema.TableSchema;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.write.WriteSettings;

/** One partition of small tables, joined as the pipeline does. */
final class JoinFixture {
  static {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private final Path folder;
  private final List<TableNumber> tableNumbers = new ArrayList<>();
  private final List<Long> imageNumbers = new ArrayList<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private Naming naming = Naming.CYTOTABLE;
  private RowGroupResult result;
  private TableNames wanted = Samples.WANTED;

  JoinFixture(Path folder) {
    this.folder = folder;
  }

  /** Takes object tables of these names instead of the usual three. */
  JoinFixture compartments(List<String> tags) {
    wanted = new TableNames(List.of("image"), tags);
    return this;
  }

  /** Rows by image ordinal. */
  private record Table(List<Column> columns, List<List<List<Object>>> images) {}

  JoinFixture image(TableNumber tableNumber, long imageNumber) {
    tableNumbers.add(tableNumber);
    imageNumbers.add(imageNumber);
    return this;
  }

  /**
   * @param images for each image its rows, without the columns of the image key
   */
  JoinFixture table(String tag, List<Column> columns, List<List<List<Object>>> images) {
    tables.put(tag, new Table(columns, images));
    return this;
  }

  JoinFixture naming(Naming value) {
    naming = value;
    return this;
  }

  static Column integer(String name) {
    return new Column(name, ColumnType.INT64);
  }

  static Column real(String name) {
    return new Column(name, ColumnType.DOUBLE);
  }

  static Column text(String name) {
    return new Column(name, ColumnType.TEXT);
  }

  static Column binary(String name) {
    return new Column(name, ColumnType.BINARY);
  }

  /** What the last join told. */
  RowGroupResult result() {
    return result;
  }

  TableCount count(String tag) {
    return result.counts().stream().filter(c -> c.tag().equals(tag)).findFirst().orElseThrow();
  }

  /** The rows of the joined table. */
  List<List<Object>> join(JoinSpec spec, boolean dropNull) throws Exception {
    return rows("", run(spec, true, dropNull));
  }

  /** The rows of one table written by itself. */
  List<List<Object>> separate(String tag) throws Exception {
    return rows(tag, run(null, false, false));
  }

  OutputSchema schema(JoinSpec spec, boolean joined) {
    return new SchemaResolver(
            new SchemaSettings(
                wanted,
                List.of("ImageNumber", "ObjectNumber", "Parent_Cells", "Parent_Nuclei"),
                joined,
                spec,
                JoinScope.IMAGE,
                true,
                ColumnType.DOUBLE,
                ColumnType.INT64,
                naming),
            JoinFixture::plan)
        .resolve(new Survey(indexes(), List.of(), List.of(), List.of()));
  }

  private List<TableIndex> indexes() {
    List<TableIndex> indexes = new ArrayList<>();
    for (Map.Entry<String, Table> table : tables.entrySet()) {
      TableIndex index =
          Samples.index(
              Samples.table("a/", table.getKey()), List.of(Samples.run(tableNumbers.get(0), 1, 1)));
      List<Column> columns = new ArrayList<>();
      if (!tableNumbers.get(0).isAbsent()) {
        columns.add(integer("TableNumber"));
      }
      columns.add(integer("ImageNumber"));
      columns.addAll(table.getValue().columns());
      indexes.add(Samples.withColumns(index, columns.toArray(Column[]::new)));
    }
    return indexes;
  }

  private static QueryPlan plan(String sql, List<QueryTable> tables) {
    try {
      return new QueryPlanner(tables).plan(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Part> run(JoinSpec spec, boolean joined, boolean dropNull)
      throws IOException, SQLException {
    OutputSchema schema = schema(spec, joined);
    List<TableChunks> chunks = new ArrayList<>();
    for (Map.Entry<String, Table> table : tables.entrySet()) {
      chunks.add(chunks(schema.table(table.getKey()), table.getValue()));
    }
    JoinSettings settings =
        new JoinSettings(
            new WriteSettings(
                WriteSettings.Compression.NONE, WriteSettings.Sink.COLUMNAR, Map.of()),
            new WorkerSettings(256L << 20, ""),
            folder.toString(),
            dropNull);
    try (RowGroupJoiner joiner = new RowGroupJoiner(settings)) {
      result = joiner.join(0, chunks, schema);
    }
    return result.parts();
  }

  private TableChunks chunks(TableSchema schema, Table table) throws IOException {
    List<String> names = new ArrayList<>(List.of("TableNumber", "ImageNumber"));
    table.columns().forEach(c -> names.add(c.name()));
    List<ImageSlice> slices = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < imageNumbers.size(); i++) {
      List<List<Object>> own = table.images().get(i);
      slices.add(
          new ImageSlice(i, tableNumbers.get(i), imageNumbers.get(i), List.of(), own.size()));
      for (List<Object> row : own) {
        List<Object> values = new ArrayList<>();
        values.add(tableNumbers.get(i).isAbsent() ? null : tableNumbers.get(i).number());
        values.add(imageNumbers.get(i));
        values.addAll(row);
        rows.add(values);
      }
    }
    ChunkDescriptor chunk =
        new ChunkDescriptor(
            0, 0, 0, Samples.table("a/", schema.tag()), slices, rows.size(), rows.size());
    return TestBatches.chunks(schema, List.of(chunk), names, rows);
  }

  private static List<List<Object>> rows(String output, List<Part> parts) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    for (Part part : parts) {
      if (part.output().equals(output)) {
        ParquetRows.query("SELECT * FROM read_parquet('" + part.path() + "')")
            .rows()
            .forEach(row -> rows.add(new ArrayList<>(row.values())));
      }
    }
    return rows;
  }
}
