package org.cytobeam.inspect;

import java.util.List;

/**
 * One table over all its sources.
 *
 * @param table the name looked for: {@code cells}
 * @param group the name that SQL and outputs know it by: {@code per_cells}
 * @param sources how many have it
 * @param bytes of the CSV files; of the databases that hold it, 0
 * @param rows all rows, rejected ones included
 * @param rejectedRows rows without a usable image key
 * @param images how many it has rows of; 0 for tables without images
 * @param objectNumber the column that numbers its objects; empty for none
 * @param parents the columns that hold numbers of other objects
 * @param columns in the order of the first source, with the types that hold all sources' values
 */
public record InspectedTable(
    String table,
    String group,
    long sources,
    long bytes,
    long rows,
    long rejectedRows,
    long images,
    String objectNumber,
    List<String> parents,
    List<InspectedColumn> columns) {}
