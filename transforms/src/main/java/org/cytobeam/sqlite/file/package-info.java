/**
 * Reads SQLite databases without SQLite: a library of its own, which knows of pages, records and
 * SQL definitions, and of nothing else in this project.
 *
 * <p>{@link org.cytobeam.sqlite.file.SqliteFile} opens a database over a {@link
 * org.cytobeam.sqlite.file.PageSource}, {@link org.cytobeam.sqlite.file.TableRows} goes through a
 * table and puts values into {@link org.cytobeam.sqlite.file.ValueSink}s. What is damaged is a
 * {@link org.cytobeam.sqlite.file.CorruptDatabaseException}; what only SQLite itself can read for
 * certain is a {@link org.cytobeam.sqlite.file.DeclinedException}.
 *
 * <p>Safe on hostile files: every reference is checked against the file, no pass visits more pages
 * than there are, and memory grows with what was read, not with what a length promises.
 */
package org.cytobeam.sqlite.file;
