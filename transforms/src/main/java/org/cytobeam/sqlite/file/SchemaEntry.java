package org.cytobeam.sqlite.file;

/**
 * A row of {@code sqlite_schema}.
 *
 * @param type {@code table}, {@code index}, {@code view} or {@code trigger}
 * @param table the table to which it belongs
 * @param rootPage 0 for what has no pages: views, triggers, virtual tables
 * @param sql the statement that made it; empty for the indexes of constraints
 */
public record SchemaEntry(String type, String name, String table, long rootPage, String sql) {}
