/**
 * SQLite databases: indexed and read through sqlite-jdbc.
 *
 * <p>{@link org.cytobeam.sqlite.SqliteFormat} is the only public type. A file is opened read-only
 * by {@code DatabaseFile}; {@code TableIndexer} makes a table's index in one pass over its keys;
 * {@code ChunkReader} puts the rows of a chunk into Arrow columns. To change how values are
 * fetched, change {@code StoredRows}; nothing else knows of the driver's inner classes.
 */
package org.cytobeam.sqlite;
