package org.cytobeam.sqlite.file;

import java.util.List;

/**
 * An index over columns of a table, with an entry for every row.
 *
 * @param columns in the order of the index
 */
public record IndexDefinition(String name, int rootPage, List<String> columns) {}
