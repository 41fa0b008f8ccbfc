package org.cytobeam.sqlite;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.TableRows;

/**
 * Finds a {@link RowChecksum} from the pages of a table: sorts the keys as SQLite would, then
 * fetches the rows, which can hold pictures, one by one.
 */
final class PageChecksum {
  /** Keys are numbers; some plates have texts of a few bytes. */
  private static final long MAX_KEY_BYTES = 100_000_000;

  private PageChecksum() {}

  /** A row by its number, and the values by which it is sorted. */
  private record SortedRow(List<Object> values, long rowid) {}

  static long of(SqliteFile file, PageTable table, KeyColumns keys)
      throws SQLException, IOException {
    PageTable.Rows rows = table.rows(file);
    TableRows values = rows.values();
    List<String> order =
        RowKey.columns(keys).stream()
            .sorted(Comparator.comparing(keys.imageNumber()::equals))
            .toList();
    List<SortedRow> sorted = sorted(rows, new PageRow(values, table.places(order)), order.size());
    PageRow all = new PageRow(values, table.places(table.stored().columnNames()));
    RowChecksum checksum = new RowChecksum();
    for (SortedRow row : sorted) {
      values.seek(row.rowid);
      if (!values.next() || values.rowid() != row.rowid) {
        throw SqliteErrors.malformed("row " + row.rowid + " is not found by its number");
      }
      checksum.add(all, table.stored().columns().size());
    }
    return checksum.value();
  }

  private static List<SortedRow> sorted(PageTable.Rows rows, PageRow keys, int columns)
      throws SQLException, IOException {
    List<SortedRow> sorted = new ArrayList<>();
    long bytes = 0;
    rows.values().seek(Long.MIN_VALUE);
    while (rows.next(Long.MAX_VALUE)) {
      List<Object> values = new ArrayList<>(columns);
      for (int i = 0; i < columns; i++) {
        Object value = value(keys, i);
        bytes += value instanceof Bytes text ? text.bytes.length : 0;
        values.add(value);
      }
      if (bytes > MAX_KEY_BYTES) {
        throw SqliteErrors.malformed("its keys have more than " + MAX_KEY_BYTES + " bytes");
      }
      sorted.add(new SortedRow(values, rows.values().rowid()));
    }
    sorted.sort(PageChecksum::compare);
    return sorted;
  }

  private static Object value(PageRow row, int column) throws IOException {
    return switch (row.storageClass(column)) {
      case StoredRow.INTEGER -> row.integer(column);
      case StoredRow.REAL -> row.real(column);
      case StoredRow.TEXT -> new Bytes(3, row.blob(column));
      case StoredRow.BLOB -> new Bytes(4, row.blob(column));
      default -> Null.NULL;
    };
  }

  /** Text or bytes, as they are stored. */
  private record Bytes(int storageClass, byte[] bytes) {}

  /** No value. */
  private enum Null {
    NULL
  }

  private static int compare(SortedRow a, SortedRow b) {
    for (int i = 0; i < a.values.size(); i++) {
      int order = compare(a.values.get(i), b.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(a.rowid, b.rowid);
  }

  /** SQLite's order: NULL, then numbers, then texts, then blobs. */
  private static int compare(Object a, Object b) {
    int order = Integer.compare(rank(a), rank(b));
    if (order != 0 || a == Null.NULL) {
      return order;
    }
    if (a instanceof Bytes left && b instanceof Bytes right) {
      return Arrays.compareUnsigned(left.bytes, right.bytes);
    }
    if (a instanceof Long left && b instanceof Long right) {
      return Long.compare(left, right);
    }
    double left = ((Number) a).doubleValue();
    double right = ((Number) b).doubleValue();
    boolean isExact = a instanceof Double && b instanceof Double;
    if (isExact || Double.isInfinite(left) || Double.isInfinite(right)) {
      return left < right ? -1 : left > right ? 1 : 0;
    }
    return decimal(a).compareTo(decimal(b));
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof Long integer
        ? BigDecimal.valueOf(integer)
        : new BigDecimal((Double) number);
  }

  private static int rank(Object value) {
    if (value instanceof Bytes bytes) {
      return bytes.storageClass;
    }
    return value == Null.NULL ? 0 : 1;
  }
}
