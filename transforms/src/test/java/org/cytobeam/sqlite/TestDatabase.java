package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.sqlite.SQLiteConfig;

/**
 * Databases that tests write, and what {@link SqliteFormat} makes of them: what its two readers do
 * must be the same wherever neither of them finds damage.
 */
final class TestDatabase {
  static final TableNames WANTED =
      new TableNames(List.of("image"), List.of("cells", "nuclei", "cytoplasm"));

  private final Path path;

  private TestDatabase(Path path) {
    this.path = path;
  }

  /** What a chunk held. */
  record Content(List<List<Object>> rows, List<Long> unreadable) {}

  static TestDatabase at(Path path) {
    return new TestDatabase(path);
  }

  static TestDatabase of(Path path, String... statements) throws SQLException {
    return new TestDatabase(path).run(statements);
  }

  Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, "32767");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_VARIABLE_NUMBER, "32766");
    // Plain paths with a question mark would be cut there, so every test goes through a URI.
    String uri = path.toUri().getRawPath();
    return config.createConnection("jdbc:sqlite:file:" + uri);
  }

  TestDatabase run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  /** The only value of the only row. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeQuery(sql).getLong(1);
    }
  }

  /** Inserts rows of Java values: Long, Double, String, byte[] or null. */
  TestDatabase insert(String table, List<? extends List<?>> rows) throws SQLException {
    if (rows.isEmpty()) {
      return this;
    }
    String marks = "?,".repeat(rows.get(0).size());
    String sql = "INSERT INTO " + table + " VALUES (" + marks.substring(0, marks.length() - 1);
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql + ")")) {
        for (List<?> row : rows) {
          for (int i = 0; i < row.size(); i++) {
            statement.setObject(i + 1, row.get(i));
          }
          statement.execute();
        }
      }
      connection.commit();
    }
    return this;
  }

  SourceFile file() throws IOException {
    String name = path.getFileName().toString();
    return new SourceFile(name, "", path.toString(), "sqlite", "", "", Files.size(path));
  }

  List<TableIndex> indexes() throws IOException {
    List<TableIndex> ofPages = SqliteFormat.ofPages().index(file(), WANTED);
    List<TableIndex> ofSqlite = SqliteFormat.ofSqlite().index(file(), WANTED);
    boolean isDamaged =
        Stream.concat(ofPages.stream(), ofSqlite.stream()).anyMatch(TableIndex::isQuarantined);
    if (!isDamaged) {
      assertThat(unread(ofPages)).isEqualTo(unread(ofSqlite));
    }
    return ofPages;
  }

  private static List<TableIndex> unread(List<TableIndex> indexes) {
    return indexes.stream().map(index -> index.with(Reading.NONE)).toList();
  }

  /** The index of the only wanted table. */
  TableIndex index() throws IOException {
    List<TableIndex> indexes = indexes();
    if (indexes.size() != 1) {
      throw new AssertionError("one table was expected: " + indexes);
    }
    return indexes.get(0);
  }

  /** All rows in the order of images, columns as indexed. */
  static Content read(TableIndex index) throws IOException {
    return read(index.table(), index.columns(), index.runs());
  }

  static Content read(SourceTable table, List<Column> columns, List<ImageRun> runs)
      throws IOException {
    Content ofPages = read(SqliteFormat.ofPages(), table, columns, runs);
    Content ofSqlite = read(SqliteFormat.ofSqlite(), table, columns, runs);
    assertThat(ofPages.unreadable()).isEqualTo(ofSqlite.unreadable());
    assertThat(Arrays.deepEquals(deep(ofPages), deep(ofSqlite))).isTrue();
    return ofPages;
  }

  /** As arrays, of which equal blobs and NaNs are equal. */
  private static Object[][] deep(Content content) {
    return content.rows().stream().map(List::toArray).toArray(Object[][]::new);
  }

  static Content read(
      SqliteFormat format, SourceTable table, List<Column> columns, List<ImageRun> runs)
      throws IOException {
    ChunkDescriptor chunk = chunk(table, runs);
    int rows = (int) chunk.rows();
    try (BufferAllocator allocator = new RootAllocator();
        ColumnBatch batch = ColumnBatch.allocate(allocator, columns, rows + 1)) {
      format.read(chunk, batch, 1, Path.of(""));
      return content(batch.seal());
    }
  }

  static ChunkDescriptor chunk(SourceTable table, List<ImageRun> runs) {
    List<ImageSlice> slices = new ArrayList<>();
    long rows = 0;
    for (ImageRun run : runs) {
      slices.add(
          new ImageSlice(
              slices.size(), run.tableNumber(), run.imageNumber(), run.ranges(), run.rows()));
      rows += run.rows();
    }
    return new ChunkDescriptor(0, 0, 0, table, slices, rows, 0);
  }

  /** From row 1: the chunk starts there, to see that it heeds its first row. */
  private static Content content(ColumnBatch batch) {
    List<List<Object>> rows = new ArrayList<>();
    List<Long> unreadable = new ArrayList<>();
    for (int row = 1; row < batch.rows(); row++) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < batch.columns().size(); column++) {
        values.add(value(batch.vector(column), row));
      }
      rows.add(values);
    }
    for (int column = 0; column < batch.columns().size(); column++) {
      unreadable.add(batch.builder(column).unreadable());
    }
    return new Content(rows, unreadable);
  }

  private static Object value(FieldVector vector, int row) {
    Object value = vector.getObject(row);
    return value == null || value instanceof Number || value instanceof byte[]
        ? value
        : value.toString();
  }
}
