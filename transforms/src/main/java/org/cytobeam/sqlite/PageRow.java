package org.cytobeam.sqlite;

import java.io.IOException;
import org.cytobeam.sqlite.file.TableRows;

/** Some columns of the row at which a reader of pages stands. */
final class PageRow implements StoredRow {
  private final TableRows rows;
  private final int[] columns;

  /**
   * @param columns their places in the table
   */
  PageRow(TableRows rows, int[] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public int storageClass(int column) throws IOException {
    return switch (rows.storageClass(columns[column])) {
      case INTEGER -> INTEGER;
      case REAL -> REAL;
      case TEXT -> TEXT;
      case BLOB -> BLOB;
      case NULL -> NULL;
    };
  }

  @Override
  public long integer(int column) throws IOException {
    return rows.integer(columns[column]);
  }

  @Override
  public double real(int column) throws IOException {
    return rows.real(columns[column]);
  }

  @Override
  public String text(int column) throws IOException {
    return rows.text(columns[column]);
  }

  @Override
  public byte[] utf8(int column) throws IOException {
    return rows.utf8(columns[column]);
  }

  /** Of a text, the bytes as they are stored. */
  @Override
  public byte[] blob(int column) throws IOException {
    return rows.blob(columns[column]);
  }
}
