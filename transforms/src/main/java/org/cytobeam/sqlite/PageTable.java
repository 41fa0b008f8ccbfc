package org.cytobeam.sqlite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.Column;
import org.cytobeam.sqlite.file.ColumnDefinition;
import org.cytobeam.sqlite.file.DeclinedException;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.StorageClass;
import org.cytobeam.sqlite.file.TableDefinition;
import org.cytobeam.sqlite.file.TableRows;

/**
 * A table, or one object's part of a combined table, that is read from its pages.
 *
 * @param stored what the schema says of it, as SQLite would
 * @param definition where its rows lie
 */
record PageTable(StoredTable stored, TableDefinition definition) {
  /**
   * @throws DeclinedException if it must be read by SQLite itself
   */
  static PageTable of(SqliteFile file, String name, String object) throws DeclinedException {
    TableDefinition definition = file.table(name);
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition column : definition.columns()) {
      columns.add(new Column(column.name(), DeclaredType.of(column.declaredType())));
    }
    String rowid = StoredTable.rowid(columns.stream().map(Column::name).toList());
    if (rowid.isEmpty()) {
      // SQL cannot name the numbers of its rows, so they are ordered by their keys.
      throw new DeclinedException("its columns have taken all names of the rowid");
    }
    return new PageTable(StoredTable.of(name, columns, rowid, List.of(), object), definition);
  }

  /** The places of columns in the table. */
  int[] places(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (ColumnDefinition column : definition.columns()) {
      places.put(column.name(), places.size());
    }
    return names.stream().mapToInt(places::get).toArray();
  }

  /** Goes through the rows meant. */
  Rows rows(SqliteFile file) {
    return new Rows(file.rows(definition), places(stored.anyOf()));
  }

  /** The rows meant, which are all rows of a table of its own. */
  static final class Rows {
    private final TableRows all;
    private final int[] anyOf;

    private Rows(TableRows all, int[] anyOf) {
      this.all = all;
      this.anyOf = anyOf;
    }

    TableRows values() {
      return all;
    }

    /** Goes to the next row whose rowid is less than the end; false if there is none. */
    boolean next(long end) throws IOException {
      while (all.next() && all.rowid() < end) {
        if (isMeant()) {
          return true;
        }
      }
      return false;
    }

    private boolean isMeant() throws IOException {
      for (int column : anyOf) {
        if (all.storageClass(column) != StorageClass.NULL) {
          return true;
        }
      }
      return anyOf.length == 0;
    }
  }
}
