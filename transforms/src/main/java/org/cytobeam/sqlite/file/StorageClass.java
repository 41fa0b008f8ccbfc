package org.cytobeam.sqlite.file;

/** How SQLite keeps a value, whatever the declaration of its column. */
public enum StorageClass {
  NULL,
  INTEGER,
  REAL,
  TEXT,
  BLOB
}
