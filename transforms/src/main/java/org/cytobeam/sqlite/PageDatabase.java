package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.sqlite.file.DeclinedException;
import org.cytobeam.sqlite.file.SchemaEntry;
import org.cytobeam.sqlite.file.SqliteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database read from its pages; what these do not tell for certain is left to SQLite itself. */
final class PageDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(PageDatabase.class);

  private final String path;
  private final SqliteFile file;
  private Database sqlite;
  private Reading indexed = Reading.NONE;

  /** Takes over an open file. */
  PageDatabase(String path, SqliteFile file) {
    this.path = path;
    this.file = file;
  }

  private Database sqlite() throws SQLException, IOException {
    if (sqlite == null) {
      sqlite = new JdbcDatabase(DatabaseFile.connect(path));
    }
    return sqlite;
  }

  @Override
  public List<Relation> relations() {
    return file.schema().stream()
        .filter(entry -> entry.type().equals("table") || entry.type().equals("view"))
        .filter(entry -> !entry.name().toLowerCase(Locale.ROOT).startsWith("sqlite_"))
        .map(PageDatabase::relation)
        .toList();
  }

  private static Relation relation(SchemaEntry entry) {
    Kind table = entry.rootPage() > 0 ? Kind.TABLE : Kind.VIRTUAL;
    return new Relation(entry.name(), entry.type().equals("view") ? Kind.VIEW : table);
  }

  @Override
  public StoredTable table(String name, String object) throws SQLException, IOException {
    try {
      return PageTable.of(file, name, object).stored();
    } catch (DeclinedException e) {
      return sqlite().table(name, object);
    }
  }

  @Override
  public String obstacle(String view) throws SQLException, IOException {
    try {
      return sqlite().obstacle(view);
    } catch (BadDatabaseException e) {
      return e.getMessage();
    }
  }

  @Override
  public TableIndex index(SourceTable source, TableNames wanted) throws SQLException, IOException {
    PageTable table;
    try {
      table = PageTable.of(file, source.table(), source.object());
    } catch (DeclinedException e) {
      LOG.info("{} is read by SQLite itself: {}", source.describe(), e.getMessage());
      return sqlite().index(source, wanted);
    }
    TableIndex index = PageIndexer.index(file, table, source, wanted);
    Reading before = indexed;
    indexed = reading();
    return index.with(indexed.minus(before));
  }

  @Override
  public Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws SQLException, IOException {
    PageTable table;
    try {
      table = PageTable.of(file, chunk.table().table(), chunk.table().object());
    } catch (DeclinedException e) {
      return reading().plus(sqlite().read(chunk, batch, firstRow));
    }
    PageChunkReader.read(file, table, chunk, batch, firstRow);
    return reading();
  }

  private Reading reading() {
    return new Reading(file.bytesRead(), file.requests());
  }

  @Override
  public void close() throws SQLException, IOException {
    try (SqliteFile closed = file) {
      if (sqlite != null) {
        sqlite.close();
      }
    }
  }
}
