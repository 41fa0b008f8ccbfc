/**
 * SQLite databases: indexed and read through sqlite-jdbc.
 *
 * <p>{@link org.cytobeam.sqlite.SqliteFormat} is the only public type. A file is opened read-only
 * by {@code DatabaseFile}; {@code DatabaseTables} tells under which names its tables, views and
 * combined tables count; {@code TableIndexer} makes a table's index in one pass over its keys;
 * {@code ChunkReader} puts the rows of a chunk into Arrow columns by their rowids, {@code
 * KeyedChunkReader} by their image key where there are none. To change how values are fetched,
 * change {@code StoredRows}; nothing else knows of the driver's inner classes.
 */
package org.cytobeam.sqlite;
