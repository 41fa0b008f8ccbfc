package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * A database read by SQLite itself. Chunks are ranges of rowids; where rows have none (views,
 * WITHOUT ROWID tables), of positions inside an image.
 */
final class JdbcDatabase implements Database {
  private final Connection connection;

  /** Takes over a connection. */
  JdbcDatabase(Connection connection) {
    this.connection = connection;
  }

  @Override
  public List<Relation> relations() throws SQLException {
    // Neither views nor virtual tables have a root page.
    String sql =
        "SELECT name, type, rootpage FROM sqlite_master WHERE type IN ('table', 'view')"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid";
    List<Relation> relations = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Kind table = rows.getLong(3) > 0 ? Kind.TABLE : Kind.VIRTUAL;
        Kind kind = rows.getString(2).equals("view") ? Kind.VIEW : table;
        relations.add(new Relation(rows.getString(1), kind));
      }
    }
    return relations;
  }

  @Override
  public StoredTable table(String name, String object) throws SQLException {
    return StoredTable.of(connection, name, object);
  }

  @Override
  public String obstacle(String view) throws IOException {
    String sql = "SELECT 1 FROM " + StoredTable.quoted(view);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return "";
    } catch (SQLException e) {
      return SqliteErrors.badView(view, e);
    }
  }

  @Override
  public TableIndex index(SourceTable source, TableNames wanted) throws SQLException, IOException {
    StoredTable table = table(source.table(), source.object());
    return TableIndexer.index(connection, source, table, wanted);
  }

  @Override
  public Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws SQLException, IOException {
    StoredTable table = table(chunk.table().table(), chunk.table().object());
    ChunkReader.read(connection, table, chunk, batch, firstRow);
    return Reading.NONE;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
