package org.cytobeam.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.schema.StandardTables;
import org.cytobeam.sqlite.file.CorruptDatabaseException;

/**
 * SQLite databases, read from their pages, and through sqlite-jdbc where that cannot be done for
 * certain. Chunks are ranges of rowids; where rows have none (views, WITHOUT ROWID tables), of
 * positions inside an image.
 *
 * <p>Every call opens the file for itself, read-only, and closes it: that takes milliseconds, and
 * leaves nothing to share between threads.
 */
public final class SqliteFormat implements TableFormat {
  /** What descriptors carry. */
  public static final String NAME = "sqlite";

  /** The same, all of it through sqlite-jdbc. */
  public static final String BY_SQLITE = "sqlite-jdbc";

  private static final int NAMES_SHOWN = 8;
  private static final String LOG = "-wal";

  private final boolean bySqlite;

  /** A piece of work on an open database. */
  private interface Work<T> {
    T on(Database database) throws SQLException, IOException;
  }

  private SqliteFormat(boolean bySqlite) {
    this.bySqlite = bySqlite;
  }

  /** Databases read from their pages. */
  public static SqliteFormat ofPages() {
    return new SqliteFormat(false);
  }

  /** Databases read by SQLite itself. */
  public static SqliteFormat ofSqlite() {
    return new SqliteFormat(true);
  }

  @Override
  public String name() {
    return bySqlite ? BY_SQLITE : NAME;
  }

  @Override
  public boolean recognises(byte[] head, String fileName) {
    return DatabaseFile.hasMagic(head);
  }

  @Override
  public List<String> tableNames(SourceFile file) throws IOException {
    return opened(
        file.path(),
        file.path(),
        database -> named(database).stream().map(DatabaseTables.Named::name).toList());
  }

  private static List<DatabaseTables.Named> named(Database database)
      throws SQLException, IOException {
    return DatabaseTables.of(database, StandardTables.COMPARTMENTS);
  }

  @Override
  public List<String> columnNames(SourceFile file, String table) throws IOException {
    return opened(
        file.path(),
        file.path() + ", table " + table,
        database -> {
          for (DatabaseTables.Named named : named(database)) {
            if (named.name().equals(table) && !named.obstacle().isEmpty()) {
              throw new IOException(
                  file.path() + ", table " + table + " cannot be read: " + named.obstacle());
            }
            if (named.name().equals(table)) {
              return database.table(named.relation(), named.object()).columnNames();
            }
          }
          throw new IOException(file.path() + " has no table " + table);
        });
  }

  @Override
  public List<TableIndex> index(SourceFile file, TableNames wanted) throws IOException {
    try (Database database = DatabaseFile.open(file.path(), bySqlite)) {
      List<DatabaseTables.Named> tables = DatabaseTables.of(database, wanted.compartments());
      Map<SourceTable, String> found = WantedTables.of(file, tables, wanted);
      return found.isEmpty()
          ? List.of(TableIndex.nothingWanted(file, nothingWanted(tables)))
          : index(database, found, wanted);
    } catch (SQLException e) {
      return List.of(quarantined(file, SqliteErrors.badInput(file.path(), e)));
    } catch (CorruptDatabaseException e) {
      return List.of(quarantined(file, SqliteErrors.inPlainWords(e)));
    } catch (BadDatabaseException e) {
      return List.of(quarantined(file, e.getMessage()));
    }
  }

  private static String nothingWanted(List<DatabaseTables.Named> tables) {
    List<String> names = tables.stream().map(DatabaseTables.Named::name).distinct().toList();
    String some = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    return "the database holds no wanted table; it has "
        + (names.isEmpty() ? "none" : some)
        + (names.size() > NAMES_SHOWN ? " ... (" + names.size() + ")" : "");
  }

  private static List<TableIndex> index(
      Database database, Map<SourceTable, String> tables, TableNames wanted) throws IOException {
    List<TableIndex> indexes = new ArrayList<>(tables.size());
    Map<String, String> taken = new HashMap<>();
    for (Map.Entry<SourceTable, String> entry : tables.entrySet()) {
      SourceTable table = entry.getKey();
      if (!entry.getValue().isEmpty()) {
        indexes.add(TableIndex.quarantined(table, entry.getValue()));
        continue;
      }
      String earlier = taken.putIfAbsent(table.source() + '\0' + table.tag(), table.table());
      indexes.add(
          earlier == null
              ? index(database, table, wanted)
              : TableIndex.quarantined(
                  table,
                  "the database has two tables for %s; %s is read, %s is not"
                      .formatted(table.tag(), earlier, table.table())));
    }
    return indexes;
  }

  /** A damaged table leaves the others of its file readable. */
  private static TableIndex index(Database database, SourceTable table, TableNames wanted)
      throws IOException {
    try {
      return database.index(table, wanted);
    } catch (SQLException e) {
      return TableIndex.quarantined(table, SqliteErrors.badInput(table.describe(), e));
    } catch (CorruptDatabaseException e) {
      return TableIndex.quarantined(table, SqliteErrors.inPlainWords(e));
    } catch (BadDatabaseException e) {
      return TableIndex.quarantined(table, e.getMessage());
    }
  }

  private static TableIndex quarantined(SourceFile file, String message) {
    return TableIndex.quarantined(SourceTable.alone(file, "", "", true), message);
  }

  @Override
  public Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow, Path temporaryFolder)
      throws IOException {
    SourceTable table = chunk.table();
    return opened(
        table.path(), table.describe(), database -> database.read(chunk, batch, firstRow));
  }

  /** A write-ahead log, whose pages are read in the place of older ones. */
  @Override
  public List<String> filesBeside(String path) {
    Path file = Path.of(path);
    try {
      // It lies beside the file that a link leads to.
      return List.of((Files.isSymbolicLink(file) ? file.toRealPath() : file) + LOG);
    } catch (IOException e) {
      return List.of();
    }
  }

  private <T> T opened(String path, String what, Work<T> work) throws IOException {
    try (Database database = DatabaseFile.open(path, bySqlite)) {
      return work.on(database);
    } catch (SQLException e) {
      throw new IOException(what + " cannot be read: " + SqliteErrors.inPlainWords(e), e);
    } catch (CorruptDatabaseException e) {
      throw new IOException(what + " cannot be read: " + SqliteErrors.inPlainWords(e), e);
    } catch (BadDatabaseException e) {
      throw new IOException(what + " cannot be read: " + e.getMessage(), e);
    }
  }
}
