package org.cytobeam.sqlite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.TableNumber;
import org.cytobeam.sqlite.file.CorruptDatabaseException;
import org.cytobeam.sqlite.file.IndexDefinition;
import org.cytobeam.sqlite.file.IndexRows;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.TableRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the images of a table in an index of the database, where that tells all that has to be
 * known of the table's rows: it begins with the image key, and has every column whose values could
 * change its type. Reads some hundredths of what the rows have.
 *
 * <p>Every row of the table lies in the range of some image, also one that a damaged index does not
 * know: reading the ranges finds it.
 */
final class IndexedImages {
  private static final Logger LOG = LoggerFactory.getLogger(IndexedImages.class);

  /** So many mean that images are not stored together; the rows say it in less memory. */
  private static final int MAX_SEGMENTS = 1_000_000;

  /** Rows of one image with ascending rowids, none of another image between them in the index. */
  private record Segment(
      TableNumber tableNumber, long imageNumber, long first, long last, long rows) {}

  private final SqliteFile file;
  private final PageTable table;
  private final IndexDefinition index;
  private final int imageColumn;
  private final int tableColumn;
  private final List<Segment> segments = new ArrayList<>();
  private TableNumber tableNumber = TableNumber.ABSENT;
  private long imageNumber;
  private long first;
  private long last;
  private long rows;

  private IndexedImages(SqliteFile file, PageTable table, KeyColumns keys, IndexDefinition index) {
    this.file = file;
    this.table = table;
    this.index = index;
    this.imageColumn = place(index, keys.imageNumber());
    this.tableColumn = keys.tableNumber().isEmpty() ? -1 : place(index, keys.tableNumber());
  }

  private static int place(IndexDefinition index, String column) {
    for (int i = 0; i < index.columns().size(); i++) {
      if (index.columns().get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The images, as if all rows had been taken one by one; empty if they must be.
   *
   * @param open the columns whose values could change their type
   */
  static Optional<ImageRuns> of(
      SqliteFile file, PageTable table, KeyColumns keys, List<Column> open) throws IOException {
    for (IndexDefinition index : file.indexes(table.definition())) {
      if (tellsAll(index, table, keys, open)) {
        try {
          return new IndexedImages(file, table, keys, index).read();
        } catch (CorruptDatabaseException e) {
          LOG.info("Index {} is not used: {}", index.name(), e.getMessage());
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static boolean tellsAll(
      IndexDefinition index, PageTable table, KeyColumns keys, List<Column> open) {
    List<String> keyColumns = RowKey.columns(keys);
    Set<String> integers = new HashSet<>();
    for (Column column : table.stored().columns()) {
      if (column.type() == ColumnType.INT64) {
        integers.add(column.name());
      }
    }
    boolean begins =
        index.columns().size() >= keyColumns.size()
            && keyColumns.stream()
                .allMatch(k -> place(index, k) >= 0 && place(index, k) < keyColumns.size());
    return begins
        && table.stored().anyOf().isEmpty()
        && table.definition().rowidColumn() < 0
        && integers.containsAll(keyColumns)
        && open.stream().allMatch(c -> c.type() == ColumnType.INT64 && place(index, c.name()) >= 0);
  }

  private Optional<ImageRuns> read() throws IOException {
    IndexRows entries = file.entries(index);
    while (entries.next()) {
      // NULL, fractions and texts have their rules, which the rows themselves are held to.
      for (int i = 0; i < index.columns().size(); i++) {
        if (!entries.isInteger(i)) {
          return Optional.empty();
        }
      }
      if (entries.rowid() < 0 || segments.size() == MAX_SEGMENTS) {
        return Optional.empty();
      }
      take(entries);
    }
    endSegment();
    segments.sort(Comparator.comparingLong(Segment::first));
    return holdsAllRows() ? Optional.of(runs()) : Optional.empty();
  }

  private void take(IndexRows entries) throws IOException {
    long image = entries.integer(imageColumn);
    long number = tableColumn < 0 ? 0 : entries.integer(tableColumn);
    boolean isSame = rows > 0 && image == imageNumber && isTableNumber(number);
    long rowid = entries.rowid();
    if (!isSame || rowid != last + 1) {
      endSegment();
      imageNumber = image;
      if (!isTableNumber(number)) {
        tableNumber = TableNumber.of(number);
      }
      first = rowid;
    }
    last = rowid;
    rows++;
  }

  private boolean isTableNumber(long number) {
    return tableColumn < 0
        || tableNumber.kind() == TableNumber.Kind.INTEGER && tableNumber.number() == number;
  }

  private void endSegment() {
    if (rows > 0) {
      segments.add(new Segment(tableNumber, imageNumber, first, last, rows));
      rows = 0;
    }
  }

  /** Whether no row lies before or behind those of the index, and none is in it twice. */
  private boolean holdsAllRows() throws IOException {
    TableRows values = table.rows(file).values();
    values.seek(Long.MIN_VALUE);
    boolean hasRow = values.next();
    if (segments.isEmpty()) {
      return !hasRow;
    }
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).first <= segments.get(i - 1).last) {
        return false;
      }
    }
    long end = segments.get(segments.size() - 1).last;
    boolean begins = hasRow && values.rowid() == segments.get(0).first;
    if (!begins || end == Long.MAX_VALUE) {
      return false;
    }
    values.seek(end + 1);
    return !values.next();
  }

  /** Ranges without room between them, where a row could be that the index does not know. */
  private ImageRuns runs() {
    ImageRuns images = new ImageRuns();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      long end = i + 1 < segments.size() ? segments.get(i + 1).first : segment.last + 1;
      images.add(segment.first, end, segment.rows, segment.tableNumber, segment.imageNumber);
    }
    return images;
  }
}
