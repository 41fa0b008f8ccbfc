package org.cytobeam.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.schema.StandardTables;

/**
 * SQLite databases on local disk, read through sqlite-jdbc. Chunks are ranges of rowids; where rows
 * have none (views, WITHOUT ROWID tables), of positions inside an image.
 *
 * <p>Every call opens the file for itself, read-only, and closes it: that takes milliseconds, and
 * leaves nothing to share between threads.
 */
public final class SqliteFormat implements TableFormat {
  /** What descriptors carry. */
  public static final String NAME = "sqlite";

  private static final int NAMES_SHOWN = 8;

  /** A piece of work on an open database. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException, IOException;
  }

  @Override
  public String name() {
    return NAME;
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
        connection -> named(connection).stream().map(DatabaseTables.Named::name).toList());
  }

  private static List<DatabaseTables.Named> named(Connection connection)
      throws SQLException, IOException {
    return DatabaseTables.of(connection, StandardTables.COMPARTMENTS);
  }

  @Override
  public List<String> columnNames(SourceFile file, String table) throws IOException {
    return opened(
        file.path(),
        file.path() + ", table " + table,
        connection -> {
          for (DatabaseTables.Named named : named(connection)) {
            if (named.name().equals(table) && !named.obstacle().isEmpty()) {
              throw new IOException(
                  file.path() + ", table " + table + " cannot be read: " + named.obstacle());
            }
            if (named.name().equals(table)) {
              return StoredTable.of(connection, named.relation(), named.object()).columnNames();
            }
          }
          throw new IOException(file.path() + " has no table " + table);
        });
  }

  @Override
  public List<TableIndex> index(SourceFile file, TableNames wanted) throws IOException {
    try (Connection connection = DatabaseFile.open(file.path())) {
      List<DatabaseTables.Named> tables = DatabaseTables.of(connection, wanted.compartments());
      Map<SourceTable, String> found = WantedTables.of(file, tables, wanted);
      return found.isEmpty()
          ? List.of(TableIndex.nothingWanted(file, nothingWanted(tables)))
          : index(connection, found, wanted);
    } catch (SQLException e) {
      return List.of(quarantined(file, SqliteErrors.badInput(file.path(), e)));
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
      Connection connection, Map<SourceTable, String> tables, TableNames wanted)
      throws IOException {
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
              ? index(connection, table, wanted)
              : TableIndex.quarantined(
                  table,
                  "the database has two tables for %s; %s is read, %s is not"
                      .formatted(table.tag(), earlier, table.table())));
    }
    return indexes;
  }

  /** A damaged table leaves the others of its file readable. */
  private static TableIndex index(Connection connection, SourceTable table, TableNames wanted)
      throws IOException {
    try {
      return TableIndexer.index(connection, table, wanted);
    } catch (SQLException e) {
      return TableIndex.quarantined(table, SqliteErrors.badInput(table.describe(), e));
    }
  }

  private static TableIndex quarantined(SourceFile file, String message) {
    return TableIndex.quarantined(SourceTable.alone(file, "", "", true), message);
  }

  @Override
  public void read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow, Path temporaryFolder)
      throws IOException {
    SourceTable table = chunk.table();
    opened(
        table.path(),
        table.describe(),
        connection -> {
          ChunkReader.read(connection, chunk, batch, firstRow);
          return null;
        });
  }

  private static <T> T opened(String path, String what, Work<T> work) throws IOException {
    try (Connection connection = DatabaseFile.open(path)) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IOException(what + " cannot be read: " + SqliteErrors.inPlainWords(e), e);
    } catch (BadDatabaseException e) {
      throw new IOException(what + " cannot be read: " + e.getMessage(), e);
    }
  }
}
