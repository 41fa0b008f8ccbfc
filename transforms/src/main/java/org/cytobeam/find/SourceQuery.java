package org.cytobeam.find;

import java.io.Serializable;
import org.cytobeam.format.TableNames;
import org.cytobeam.sqlite.SqliteFormat;

/**
 * What to look for and where.
 *
 * @param path a file, a folder (searched recursively) or a glob, on any Beam file system
 * @param wanted the tables' names
 * @param format {@code csv} or {@code sqlite}, or empty for whichever is there
 * @param exclusion what is left out of consideration
 * @param sqliteFormat the name of the format in which databases are read
 */
public record SourceQuery(
    String path, TableNames wanted, String format, Exclusion exclusion, String sqliteFormat)
    implements Serializable {
  /** Databases are read from their pages. */
  public SourceQuery(String path, TableNames wanted, String format, Exclusion exclusion) {
    this(path, wanted, format, exclusion, SqliteFormat.NAME);
  }

  /** Of all files. */
  public SourceQuery(String path, TableNames wanted, String format) {
    this(path, wanted, format, Exclusion.NONE);
  }
}
