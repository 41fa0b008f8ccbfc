/** SQLite databases, read through sqlite-jdbc. */
package org.cytobeam.sqlite;
