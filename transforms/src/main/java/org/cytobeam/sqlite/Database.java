package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * An open database, whichever way it is read; every way gives the same. Damage is a {@link
 * SQLException} or a {@link org.cytobeam.sqlite.file.CorruptDatabaseException}.
 */
interface Database extends AutoCloseable {
  /** What a table is. */
  enum Kind {
    TABLE,
    VIEW,
    VIRTUAL
  }

  /** A table or view. */
  record Relation(String name, Kind kind) {}

  /** Tables and views, in the order in which they were made. */
  List<Relation> relations() throws SQLException, IOException;

  /**
   * What the schema says of a table or view.
   *
   * @param object whose part of a combined table is meant; empty for a table of its own
   */
  StoredTable table(String name, String object) throws SQLException, IOException;

  /** Why a view cannot be read; empty if it can. */
  String obstacle(String view) throws SQLException, IOException;

  /** As {@link org.cytobeam.format.TableFormat#index}, for one table. */
  TableIndex index(SourceTable table, TableNames wanted) throws SQLException, IOException;

  /** As {@link org.cytobeam.format.TableFormat#read}. */
  Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow)
      throws SQLException, IOException;

  @Override
  void close() throws SQLException, IOException;
}
