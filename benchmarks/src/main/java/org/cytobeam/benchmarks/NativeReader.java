package org.cytobeam.benchmarks;

import java.io.IOException;
import java.util.stream.IntStream;
import org.cytobeam.sqlite.file.DeclinedException;
import org.cytobeam.sqlite.file.LocalPageSource;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.TableDefinition;
import org.cytobeam.sqlite.file.TableRows;

/** Reads with CytoBeam's own reader of pages. */
final class NativeReader implements BlockReader {
  private final SqliteFile file;
  private final TableRows rows;
  private final int[] wanted;
  private final long end;

  NativeReader(TableRange range) throws IOException {
    file = SqliteFile.open(LocalPageSource.open(range.file()));
    try {
      TableDefinition table = table(range);
      wanted = IntStream.range(0, table.columns().size()).toArray();
      end = range.end();
      rows = file.rows(table);
      rows.seek(range.first());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private TableDefinition table(TableRange range) throws IOException {
    try {
      return file.table(range.table());
    } catch (DeclinedException e) {
      throw new IOException(range.table() + " is left to SQLite", e);
    }
  }

  @Override
  public int read(DoubleColumn[] block, int maxRows) throws IOException {
    int row = 0;
    while (row < maxRows && rows.next() && rows.rowid() < end) {
      rows.put(wanted, block, row++);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
