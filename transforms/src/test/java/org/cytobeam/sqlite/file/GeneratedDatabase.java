package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A random database, written by SQLite; the seed alone determines it. */
final class GeneratedDatabase {
  /** What some databases have more of than others. */
  enum Shape {
    MIXED(12, 40, 300),
    /** Small pages, large rows, many of them. */
    DEEP(3, 1300, 400),
    MANY_ROWS(6, 3000, 12),
    WIDE(5_000, 4, 10),
    LONG_VALUES(4, 6, 4_000_000),
    /** A few dozen pages, trees and chains of pages among them. */
    SMALL(8, 60, 1500);

    final int maxColumns;
    final int maxRows;
    final int maxValueBytes;

    Shape(int maxColumns, int maxRows, int maxValueBytes) {
      this.maxColumns = maxColumns;
      this.maxRows = maxRows;
      this.maxValueBytes = maxValueBytes;
    }
  }

  private static final int[] PAGE_BYTES = {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536};
  private static final int PAGE_SIZE_OFFSET = 16;
  private static final int RESERVED_OFFSET = 20;
  private static final int ENCODING_OFFSET = 56;
  private static final int CELL_CONTENT_OFFSET = 105;

  private final Random random;
  private final Shape shape;
  private final RandomValues values;
  private final Map<String, GeneratedTable> tables = new LinkedHashMap<>();

  /** A table while it grows. */
  private static final class GeneratedTable {
    private final boolean isWithoutRowid;
    private final boolean isStrict;
    private final List<RandomTable.Column> columns;
    private final List<Long> rowids = new ArrayList<>();
    private boolean isPlain;

    GeneratedTable(RandomTable.Statement made) {
      isWithoutRowid = made.isWithoutRowid();
      isStrict = made.isStrict();
      columns = new ArrayList<>(made.columns());
      isPlain = made.isPlain();
    }
  }

  private GeneratedDatabase(Random random, Shape shape) {
    this.random = random;
    this.shape = shape;
    this.values = new RandomValues(random, shape.maxValueBytes);
  }

  /**
   * Writes a database.
   *
   * @return the tables whose definitions the native reader may leave to SQLite
   */
  static Set<String> write(Path path, Random random, Shape shape) throws IOException, SQLException {
    return new GeneratedDatabase(random, shape).write(path);
  }

  private Set<String> write(Path path) throws IOException, SQLException {
    create(path);
    try (Connection connection = ReferenceDatabase.writable(path)) {
      execute(connection, "PRAGMA synchronous = OFF");
      execute(connection, "PRAGMA journal_mode = MEMORY");
      connection.setAutoCommit(false);
      int count = shape == Shape.MIXED ? 1 + random.nextInt(4) : 1;
      for (int i = 0; i < count; i++) {
        makeTable(connection, List.of("t", "Per_Image", "say \"so\"", "it's µm").get(i));
      }
      for (int round = 0; round < 2; round++) {
        for (String name : List.copyOf(tables.keySet())) {
          fill(connection, name);
          change(connection, name);
          alter(connection, name);
        }
      }
      others(connection);
      connection.commit();
      connection.setAutoCommit(true);
      if (random.nextInt(5) == 0) {
        execute(connection, "VACUUM");
      } else if (random.nextInt(5) == 0) {
        execute(connection, "PRAGMA incremental_vacuum");
      }
      if (random.nextInt(10) == 0) {
        execute(connection, "PRAGMA journal_mode = WAL");
        execute(connection, "PRAGMA user_version = 7");
      }
    }
    return tables.entrySet().stream()
        .filter(table -> !table.getValue().isPlain)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** SQL cannot reserve bytes on pages; an empty database can be made to have done so. */
  private void create(Path path) throws IOException, SQLException {
    int sizes = shape == Shape.DEEP ? 1 : shape == Shape.SMALL ? 3 : PAGE_BYTES.length;
    int pageBytes = PAGE_BYTES[random.nextInt(sizes)];
    int reserved = random.nextInt(3) == 0 ? random.nextInt(pageBytes == 512 ? 33 : 256) : 0;
    try (Connection connection = ReferenceDatabase.writable(path)) {
      execute(connection, "PRAGMA page_size = " + pageBytes);
      execute(connection, "PRAGMA auto_vacuum = " + Math.max(0, random.nextInt(4) - 1));
      execute(connection, "PRAGMA user_version = 1");
    }
    byte[] file = Files.readAllBytes(path);
    ByteBuffer.wrap(file)
        .put(RESERVED_OFFSET, (byte) reserved)
        .putInt(ENCODING_OFFSET, 1 + random.nextInt(3))
        .putShort(CELL_CONTENT_OFFSET, (short) (pageBytes - reserved));
    Files.write(path, file);
  }

  private void makeTable(Connection connection, String name) throws SQLException {
    int columns = shape == Shape.WIDE ? shape.maxColumns : 1 + random.nextInt(shape.maxColumns);
    RandomTable.Statement made = RandomTable.of(random, name, columns);
    while (!execute(connection, made.sql())) {
      made = RandomTable.of(random, name, columns);
    }
    tables.put(name, new GeneratedTable(made));
  }

  private void fill(Connection connection, String name) throws SQLException {
    GeneratedTable table = tables.get(name);
    boolean givesRowids = !table.isWithoutRowid && (shape == Shape.DEEP || random.nextBoolean());
    List<RandomTable.Column> given = new ArrayList<>(table.columns);
    given.removeIf(c -> c.isGenerated());
    if (givesRowids) {
      given.removeIf(c -> c.isKey() && c.type().equalsIgnoreCase("INTEGER"));
    }
    List<String> names = new ArrayList<>(givesRowids ? List.of("_rowid_") : List.of());
    given.forEach(c -> names.add(ReferenceDatabase.quoted(c.name())));
    if (names.isEmpty()) {
      return;
    }
    String sql =
        "INSERT OR IGNORE INTO %s (%s) VALUES (%s)"
            .formatted(
                ReferenceDatabase.quoted(name),
                String.join(", ", names),
                String.join(", ", Collections.nCopies(names.size(), "?")));
    int rows = random.nextInt(shape.maxRows + 1);
    rows = shape == Shape.DEEP ? shape.maxRows / 2 : rows;
    int stride = 1 + random.nextInt(3) * random.nextInt(100_000);
    long next = random.nextInt(3) == 0 ? values.integer() : 1;
    if (shape == Shape.DEEP) {
      // Numbers of nine bytes leave room for few children on a page.
      next = Long.MIN_VALUE + table.rowids.size() * 1_000_000L;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int row = 0; row < rows; row++) {
        int at = 1;
        if (givesRowids) {
          next = shape == Shape.MIXED && random.nextInt(20) == 0 ? values.integer() : next + stride;
          table.rowids.add(next);
          statement.setLong(at++, next);
        } else {
          table.rowids.add((long) row);
        }
        for (RandomTable.Column column : given) {
          statement.setObject(at++, value(table, column));
        }
        try {
          statement.execute();
        } catch (SQLException e) {
          mayRefuse(sql, e);
        }
      }
    }
  }

  private Object value(GeneratedTable table, RandomTable.Column column) {
    if (column.isKey() && column.type().equalsIgnoreCase("INTEGER")) {
      return values.integer();
    }
    if (shape == Shape.DEEP && column == table.columns.get(0) && !table.isStrict) {
      return values.blob(300 + random.nextInt(150));
    }
    return values.of(column.type());
  }

  /** Deletes and updates rows, and stores bytes that are no text as text. */
  private void change(Connection connection, String name) throws SQLException {
    GeneratedTable table = tables.get(name);
    if (table.isWithoutRowid || table.rowids.isEmpty()) {
      return;
    }
    String quoted = ReferenceDatabase.quoted(name);
    int changes = random.nextInt(3) == 0 ? random.nextInt(1 + table.rowids.size() / 2) : 3;
    for (int i = 0; i < changes; i++) {
      RandomTable.Column column = table.columns.get(random.nextInt(table.columns.size()));
      int kind = random.nextInt(3);
      if (column.isGenerated() || kind > 0 && column.isKey()) {
        continue;
      }
      String sql =
          kind == 0
              ? "DELETE FROM " + quoted + " WHERE _rowid_ = ?"
              : "UPDATE OR IGNORE %s SET %s = %s WHERE _rowid_ = ?"
                  .formatted(
                      quoted,
                      ReferenceDatabase.quoted(column.name()),
                      kind == 1 ? "CAST(? AS TEXT)" : "?");
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int at = 1;
        if (kind == 1) {
          statement.setBytes(at++, values.brokenText());
        } else if (kind == 2) {
          statement.setObject(at++, values.of(column.type()));
        }
        statement.setLong(at, table.rowids.get(random.nextInt(table.rowids.size())));
        statement.execute();
      } catch (SQLException e) {
        mayRefuse(sql, e);
      }
    }
  }

  private void alter(Connection connection, String name) throws SQLException {
    GeneratedTable table = tables.get(name);
    String quoted = ReferenceDatabase.quoted(name);
    if (shape == Shape.WIDE && random.nextInt(3) > 0) {
      return;
    }
    for (int i = random.nextInt(3) - 1; i >= 0; i--) {
      String added = "Added " + table.columns.size();
      RandomTable.Added column = RandomTable.added(random, added, table.isStrict);
      if (execute(connection, "ALTER TABLE " + quoted + " ADD COLUMN " + column.sql())) {
        table.columns.add(column.column());
        table.isPlain &= column.isPlain();
      }
    }
    int last = table.columns.size() - 1;
    String lastName = ReferenceDatabase.quoted(table.columns.get(last).name());
    if (random.nextInt(12) == 0
        && last > 0
        && execute(connection, "ALTER TABLE " + quoted + " DROP COLUMN " + lastName)) {
      table.columns.remove(last);
    } else if (random.nextInt(12) == 0) {
      RandomTable.Column old = table.columns.get(last);
      if (execute(
          connection,
          "ALTER TABLE %s RENAME COLUMN %s TO \"new \"\" name\"".formatted(quoted, lastName))) {
        table.columns.set(
            last,
            new RandomTable.Column("new \" name", old.type(), old.isKey(), old.isGenerated()));
      }
    }
    if (random.nextInt(12) == 0
        && execute(connection, "ALTER TABLE " + quoted + " RENAME TO \"renamed [t\"")) {
      tables.put("renamed [t", tables.remove(name));
    }
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      mayRefuse(sql, e);
      return false;
    }
  }

  /** Constraints, and definitions that make no sense together, are no concern of these tests. */
  private static void mayRefuse(String sql, SQLException e) throws SQLException {
    if (!e.getMessage()
        .matches(
            "(?s).*(constraint failed|SQLITE_CONSTRAINT|annot add a|cannot drop|error in table|type"
                + " mismatch|datatype|no such column|near \"|there is already|cannot rename|more"
                + " than one primary|cannot be part of|foreign key on|generated|no non-generated|at"
                + " least one non-generated|unrecognized token|incomplete input|duplicate"
                + " column|not constant).*")) {
      throw new SQLException(sql, e);
    }
  }

  /** What is in the schema beside plain tables. */
  private void others(Connection connection) throws SQLException {
    if (shape != Shape.MIXED || random.nextInt(3) > 0) {
      return;
    }
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      String sql =
          List.of(
                  "CREATE VIEW v AS SELECT 1 AS one",
                  "CREATE VIRTUAL TABLE f USING fts5(a, b)",
                  "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)",
                  "CREATE TABLE counted (n INTEGER PRIMARY KEY AUTOINCREMENT, x, UNIQUE (x))",
                  "CREATE TABLE copied AS SELECT 1 AS \"a b\", 2.5 AS c, 'x' AS d",
                  "CREATE TABLE g (a INT, b AS (a + 1) STORED)",
                  "CREATE TABLE w (a TEXT PRIMARY KEY, b) WITHOUT ROWID")
              .get(random.nextInt(7));
      if (made.add(sql)) {
        execute(connection, sql);
      }
    }
    if (made.stream().anyMatch(sql -> sql.contains("counted"))) {
      execute(connection, "INSERT INTO counted (x) VALUES (1), (NULL), ('c')");
      execute(connection, "CREATE INDEX i ON counted (x DESC)");
      execute(connection, "CREATE TRIGGER g1 AFTER INSERT ON counted BEGIN SELECT 1; END");
      execute(connection, "ANALYZE");
    }
  }

  /** The sizes of pages, so that a test can see that all were tried. */
  static int pageBytes(byte[] file) {
    int stored = Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(PAGE_SIZE_OFFSET));
    return stored == 1 ? 65_536 : stored;
  }
}
