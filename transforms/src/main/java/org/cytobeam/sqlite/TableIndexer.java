package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * Makes the index of one table by SQL: a pass over the keys, in the order of rowids where there are
 * any, and one over the values of the columns whose declaration does not settle their type.
 */
final class TableIndexer {
  private final Connection connection;
  private final StoredTable table;
  private final IndexBuilder index;

  private TableIndexer(Connection connection, StoredTable table, IndexBuilder index) {
    this.connection = connection;
    this.table = table;
    this.index = index;
  }

  /**
   * The index of a table; one that cannot be read by image is quarantined.
   *
   * @param wanted tells which tables are image tables and have a checksum
   * @throws SQLException what SQLite says of a damaged table
   */
  static TableIndex index(
      Connection connection, SourceTable source, StoredTable table, TableNames wanted)
      throws SQLException, IOException {
    IndexBuilder index = new IndexBuilder(source, table);
    TableIndexer indexer = new TableIndexer(connection, table, index);
    String obstacle = indexer.obstacle();
    if (!obstacle.isEmpty()) {
      return TableIndex.quarantined(source, obstacle);
    }
    indexer.readKeys();
    ValueTypes values = SqlValueTypes.of(connection, table, index.keys());
    boolean isImage = wanted.isImage(source.tag());
    return index.build(values, isImage ? SqlChecksum.of(connection, table, index.keys()) : -1);
  }

  /** Why the table cannot be read at all; empty if it can. */
  private String obstacle() throws SQLException, IOException {
    String noKey = index.obstacle();
    return noKey.isEmpty() && table.hasRowids() && hasLastRowid() ? IndexBuilder.NO_ROOM : noKey;
  }

  /** The end of a range lies after its last row, so the greatest number there is cannot be used. */
  private boolean hasLastRowid() throws SQLException, IOException {
    String sql =
        "SELECT max(%s) = ? FROM %s".formatted(table.rowid(), StoredTable.quoted(table.name()));
    boolean[] last = new boolean[1];
    try (StoredRows rows = new StoredRows(connection, sql).query(Long.MAX_VALUE)) {
      rows.next();
      rows.read(row -> last[0] = row.integer(0) == 1);
    }
    return last[0];
  }

  private void readKeys() throws SQLException, IOException {
    boolean numbered = table.hasRowids();
    String columns = StoredTable.quoted(RowKey.columns(index.keys()));
    String sql =
        numbered
            ? "SELECT %s, %s%s ORDER BY 1".formatted(table.rowid(), columns, table.from())
            : "SELECT %s%s".formatted(columns, table.from());
    RowKey key = new RowKey(index.keys(), numbered ? 1 : 0);
    try (StoredRows rows = new StoredRows(connection, sql).query()) {
      while (rows.next()) {
        rows.read(
            numbered ? row -> index.take(row.integer(0), row, key) : row -> index.take(row, key));
      }
    }
  }
}
