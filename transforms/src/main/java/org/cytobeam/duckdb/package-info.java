/** The embedded DuckDB: one instance a worker, one connection a thread, Arrow in and out. */
package org.cytobeam.duckdb;
