package org.cytobeam.sqlite.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A SQLite database, read where it lies: rows straight from the pages of their tables, without
 * SQLite.
 *
 * <p>Reads what the file holds when it is opened, and takes no locks: whoever wants to know whether
 * the file changed meanwhile compares its size, its time and {@link DatabaseHeader#changes}. A
 * write-ahead log or a journal beside the file is not looked at.
 *
 * <p>Memory is a few megabytes and the largest row. Used by one thread at a time.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>.
 */
public final class SqliteFile implements Closeable {
  private static final int SCHEMA_ROOT = 1;

  /** As much as the length of one statement may be. */
  private static final int MAX_SCHEMA_BYTES = 100_000_000;

  private static final TableDefinition SCHEMA =
      new TableDefinition(
          "sqlite_schema",
          SCHEMA_ROOT,
          List.of(
              column("type"),
              column("name"),
              column("tbl_name"),
              column("rootpage"),
              column("sql")),
          -1,
          List.of(),
          false);

  private final PageSource source;
  private final Pages pages;
  private final List<SchemaEntry> schema;

  private SqliteFile(PageSource source) throws IOException {
    this.source = source;
    byte[] head = new byte[(int) Math.min(source.sizeBytes(), DatabaseHeader.BYTES)];
    source.read(0, head, 0, head.length);
    this.pages = new Pages(source, DatabaseHeader.of(head, source.sizeBytes()));
    this.schema = readSchema();
  }

  /**
   * Opens a database; the source is closed with it, and if it cannot be opened.
   *
   * @throws CorruptDatabaseException if it is none, or its schema is damaged
   */
  public static SqliteFile open(PageSource source) throws IOException {
    try {
      return new SqliteFile(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static ColumnDefinition column(String name) {
    return new ColumnDefinition(name, "TEXT", null);
  }

  private List<SchemaEntry> readSchema() throws IOException {
    List<SchemaEntry> entries = new ArrayList<>();
    TableRows rows = rows(SCHEMA);
    rows.seek(Long.MIN_VALUE);
    long bytes = 0;
    while (rows.next()) {
      bytes += rows.storedBytes(4);
      if (bytes > MAX_SCHEMA_BYTES) {
        throw new CorruptDatabaseException(
            SCHEMA_ROOT, "the schema has more than " + MAX_SCHEMA_BYTES + " bytes");
      }
      long root = rows.storageClass(3) == StorageClass.INTEGER ? rows.integer(3) : 0;
      entries.add(
          new SchemaEntry(text(rows, 0), text(rows, 1), text(rows, 2), root, text(rows, 4)));
    }
    return List.copyOf(entries);
  }

  private static String text(TableRows rows, int column) throws IOException {
    return rows.storageClass(column) == StorageClass.TEXT ? rows.text(column) : "";
  }

  public DatabaseHeader header() {
    return pages.header();
  }

  /** Tables, indexes, views and triggers, in the order in which they were made. */
  public List<SchemaEntry> schema() {
    return schema;
  }

  /**
   * The definition of a table, by its exact name.
   *
   * @throws DeclinedException if it is no table whose rows can be read here
   */
  public TableDefinition table(String name) throws DeclinedException {
    for (SchemaEntry entry : schema) {
      if (entry.name().equals(name)
          && (entry.type().equals("table") || entry.type().equals("view"))) {
        return definition(entry);
      }
    }
    throw new DeclinedException("there is no table " + name);
  }

  private TableDefinition definition(SchemaEntry entry) throws DeclinedException {
    if (entry.type().equals("view")) {
      throw new DeclinedException("it is a view");
    }
    TableDefinition table = CreateTable.of(entry);
    if (entry.rootPage() < 2 || entry.rootPage() > pages.header().pages()) {
      throw new DeclinedException("its root is page " + entry.rootPage());
    }
    return table;
  }

  /** The indexes that have an entry for every row of a table, and columns for terms. */
  public List<IndexDefinition> indexes(TableDefinition table) {
    List<IndexDefinition> indexes = new ArrayList<>();
    for (SchemaEntry entry : schema) {
      boolean isOfTable =
          entry.type().equals("index") && AsciiCase.isSame(entry.table(), table.name());
      if (isOfTable && entry.rootPage() > 1 && entry.rootPage() <= pages.header().pages()) {
        List<String> columns = indexColumns(entry, table);
        if (!columns.isEmpty()) {
          indexes.add(new IndexDefinition(entry.name(), (int) entry.rootPage(), columns));
        }
      }
    }
    return indexes;
  }

  /** That of a primary key has no definition of its own. */
  private static List<String> indexColumns(SchemaEntry entry, TableDefinition table) {
    if (entry.sql().isEmpty()) {
      return table.hasOtherKeys() ? List.of() : table.primaryKey();
    }
    try {
      return CreateIndex.columns(entry.sql());
    } catch (DeclinedException e) {
      return List.of();
    }
  }

  /** Goes through the entries of an index. */
  public IndexRows entries(IndexDefinition index) {
    return new IndexRows(pages, index);
  }

  /** Goes through the rows of a table; {@link TableRows#seek} comes first. */
  public TableRows rows(TableDefinition table) {
    return new TableRows(pages, table, pages.header().encoding());
  }

  /** How much was read so far. */
  public long bytesRead() {
    return pages.bytesRead();
  }

  /** In how many requests. */
  public long requests() {
    return pages.requests();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
