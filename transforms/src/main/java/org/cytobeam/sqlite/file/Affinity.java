package org.cytobeam.sqlite.file;

/**
 * What SQLite prefers a column to hold, by its declared type.
 *
 * <p>The rules and their order: <a
 * href="https://www.sqlite.org/datatype3.html#determination_of_column_affinity">datatype3.html</a>,
 * section 3.1.
 */
enum Affinity {
  INTEGER,
  TEXT,
  BLOB,
  REAL,
  NUMERIC;

  static Affinity of(String declaredType) {
    String type = AsciiCase.upper(declaredType);
    if (type.contains("INT")) {
      return INTEGER;
    } else if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return TEXT;
    } else if (type.isEmpty() || type.contains("BLOB")) {
      return BLOB;
    } else if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
      return REAL;
    }
    return NUMERIC;
  }
}
