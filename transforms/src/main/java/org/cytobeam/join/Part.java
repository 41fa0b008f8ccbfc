package org.cytobeam.join;

/**
 * A Parquet file of one row group, stored under a temporary name.
 *
 * @param output which output it belongs to: empty for the joined table, else the group
 */
public record Part(String output, String path, long rows) {}
