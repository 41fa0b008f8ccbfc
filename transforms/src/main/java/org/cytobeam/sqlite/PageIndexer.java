package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.TableRows;

/**
 * Makes the index of one table from its pages: from an index of the database where that tells all,
 * else in one pass over the headers and keys of its rows. The header of a row tells the storage
 * class and the length of every value.
 */
final class PageIndexer {
  private final SqliteFile file;
  private final PageTable table;
  private final IndexBuilder index;
  private final ValueTypes types;
  private final int[] open;

  private PageIndexer(SqliteFile file, PageTable table, IndexBuilder index) {
    this.file = file;
    this.table = table;
    this.index = index;
    this.types = new ValueTypes(table.stored(), index.keys());
    this.open = table.places(types.open().stream().map(Column::name).toList());
  }

  /** The index of a table; one that cannot be read by image is quarantined. */
  static TableIndex index(SqliteFile file, PageTable table, SourceTable source, TableNames wanted)
      throws SQLException, IOException {
    IndexBuilder index = new IndexBuilder(source, table.stored());
    if (!index.obstacle().isEmpty()) {
      return TableIndex.quarantined(source, index.obstacle());
    }
    PageIndexer indexer = new PageIndexer(file, table, index);
    boolean isImage = wanted.isImage(source.tag());
    if (!isImage) {
      Optional<ImageRuns> images =
          IndexedImages.of(file, table, index.keys(), indexer.types.open());
      if (images.isPresent()) {
        index.take(images.get());
        return index.build(indexer.types, -1);
      }
    }
    if (!indexer.readAll()) {
      return TableIndex.quarantined(source, IndexBuilder.NO_ROOM);
    }
    return index.build(indexer.types, isImage ? PageChecksum.of(file, table, index.keys()) : -1);
  }

  /** False if the last row has the greatest rowid there is. */
  private boolean readAll() throws SQLException, IOException {
    List<String> keyColumns = RowKey.columns(index.keys());
    PageTable.Rows rows = table.rows(file);
    TableRows values = rows.values();
    PageRow keyValues = new PageRow(values, table.places(keyColumns));
    RowKey key = new RowKey(index.keys(), 0);
    values.seek(Long.MIN_VALUE);
    while (rows.next(Long.MAX_VALUE)) {
      index.take(values.rowid(), keyValues, key);
      for (int i = 0; i < open.length; i++) {
        addTypes(values, i);
      }
    }
    values.seek(Long.MAX_VALUE);
    return !values.next();
  }

  private void addTypes(TableRows values, int place) throws IOException {
    int column = open[place];
    switch (values.storageClass(column)) {
      case INTEGER -> types.add(place, ValueTypes.INTEGERS, 0);
      case REAL -> {
        boolean isInteger = isDeclaredInteger(place) && RowKey.isWhole(values.real(column));
        types.add(place, isInteger ? ValueTypes.INTEGERS : ValueTypes.REALS, 0);
      }
      case TEXT -> {
        types.add(place, ValueTypes.TEXTS, values.storedBytes(column));
        if (types.mayDependOnText(place)) {
          types.addText(place, values.utf8(column));
        }
      }
      case BLOB -> types.add(place, ValueTypes.BLOBS, values.storedBytes(column));
      case NULL -> {
        // Fits any type.
      }
    }
  }

  private boolean isDeclaredInteger(int place) {
    return types.open().get(place).type() == ColumnType.INT64;
  }
}
