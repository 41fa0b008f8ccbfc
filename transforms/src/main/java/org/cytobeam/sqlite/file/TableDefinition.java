package org.cytobeam.sqlite.file;

import java.util.List;

/**
 * A table with rowids.
 *
 * @param rowidColumn the place of the column that is another name for the rowid; -1 if there is
 *     none
 * @param primaryKey the columns of the primary key, empty where there is none or it is the rowid
 * @param hasOtherKeys whether there are UNIQUE constraints too
 */
public record TableDefinition(
    String name,
    int rootPage,
    List<ColumnDefinition> columns,
    int rowidColumn,
    List<String> primaryKey,
    boolean hasOtherKeys) {}
