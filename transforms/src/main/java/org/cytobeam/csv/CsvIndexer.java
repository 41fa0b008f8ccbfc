package org.cytobeam.csv;

import java.io.IOException;
import java.util.List;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * One pass over a CSV file: records, images, types over all rows that are kept, and the checksum.
 * Holds one buffer and the images' ranges, whatever the size of the file.
 */
final class CsvIndexer {
  private static final int NAMES_IN_MESSAGE = 5;

  private final SourceTable table;
  private final boolean wantsChecksum;
  private final long blockBytes;
  private final CsvBuffer buffer;
  private final CsvRecords records;
  private long rows;
  private long blankLines;
  private long firstBlankLine;
  private long firstBlankOffset;

  CsvIndexer(
      SourceTable table, boolean wantsChecksum, CsvInput input, int bufferBytes, long blockBytes) {
    this.table = table;
    this.wantsChecksum = wantsChecksum;
    this.blockBytes = blockBytes;
    this.buffer = new CsvBuffer(input, bufferBytes);
    this.records = new CsvRecords(buffer);
  }

  /**
   * Reads the whole file.
   *
   * @throws MalformedCsvException if it cannot be read as a table
   * @throws IOException if the machine fails
   */
  TableIndex index() throws IOException {
    List<String> names = CsvHeader.next(records).names();
    KeyColumns keys =
        table.keyed() ? KeyColumns.find(names, table.tag()) : new KeyColumns("", "", "");
    if (table.keyed() && keys.imageNumber().isEmpty() && !names.isEmpty()) {
      throw new MalformedCsvException("no column ImageNumber; the columns are " + few(names));
    }
    RowRuns runs =
        table.keyed() ? new ImageRuns(names, keys) : new BlockRuns(names.size(), blockBytes);
    CsvTypes types = new CsvTypes(names.size());
    readRows(names.size(), runs, types);
    requireFoundSize();
    List<Problem> problems = runs.problems(table);
    return new TableIndex(
        table,
        types.columns(names),
        keys,
        runs.runs(),
        rows,
        runs.rejectedRows(),
        wantsChecksum ? buffer.checksum() : -1,
        problems);
  }

  private static String few(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_IN_MESSAGE)));
    return names.size() > NAMES_IN_MESSAGE ? first + " ..." : first;
  }

  private void readRows(int columns, RowRuns runs, CsvTypes types) throws IOException {
    while (records.next()) {
      if (records.isBlank()) {
        rememberBlank();
        continue;
      }
      if (records.fields() != columns) {
        throw new MalformedCsvException(
            String.format(
                "%s has %s, the header has %d",
                records.where(),
                records.fields() == 1 ? "1 field" : records.fields() + " fields",
                columns));
      }
      // Only now is it known that the blank lines are not those at the end of the file.
      if (columns == 1 && blankLines > 0) {
        runs.blanks(blankLines, firstBlankLine, firstBlankOffset);
        rows += blankLines;
      }
      blankLines = 0;
      rows++;
      if (runs.row(records)) {
        types.see(records);
      }
    }
  }

  private void rememberBlank() {
    if (blankLines++ == 0) {
      firstBlankLine = records.line();
      firstBlankOffset = records.startOffset();
    }
  }

  private void requireFoundSize() throws MalformedCsvException {
    long size = records.endOffset();
    if (size != table.sizeBytes()) {
      throw new MalformedCsvException(
          String.format(
              "it had %d bytes when it was found and has %d now; is it still being written?",
              table.sizeBytes(), size));
    }
  }
}
