package org.cytobeam.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;

/**
 * One pass over a CSV file: records, images, types over all rows that are kept, and the checksum.
 * Holds one buffer and the images' ranges, whatever the size of the file.
 */
final class CsvIndexer {
  private final SourceFile file;
  private final TableNames wanted;
  private final CsvInput input;
  private final long blockBytes;
  private final CsvBuffer buffer;
  private final CsvRecords records;
  private List<TableScan> scans = List.of();
  private long blankLines;
  private long firstBlankLine;
  private long firstBlankOffset;

  CsvIndexer(SourceFile file, TableNames wanted, CsvInput input, int bufferBytes, long blockBytes) {
    this.file = file;
    this.wanted = wanted;
    this.input = input;
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
  List<TableIndex> index() throws IOException {
    boolean keyed = !wanted.isEverything();
    CsvHeader header = CsvHeader.next(records, keyed);
    scans = scans(header, keyed);
    readRows(header.fields());
    requireFoundSize();
    List<TableIndex> indexes = new ArrayList<>();
    boolean image = !header.isCombined() && wanted.isImage(file.tag());
    for (TableScan scan : scans) {
      // One pass found all tables of the file; it counts as that of the first.
      Reading reading = indexes.isEmpty() ? input.reading() : Reading.NONE;
      indexes.add(scan.finish(image ? buffer.checksum() : -1).with(reading));
    }
    return indexes;
  }

  private List<TableScan> scans(CsvHeader header, boolean keyed) throws MalformedCsvException {
    if (header.isCombined()) {
      return combined(header);
    }
    if (keyed && !header.names().isEmpty()) {
      if (header.names().stream().noneMatch("ImageNumber"::equalsIgnoreCase)) {
        throw new MalformedCsvException(
            "no column ImageNumber; the columns are " + Excerpt.of(header.names()));
      }
      if (file.tag().isEmpty()) {
        throw new MalformedCsvException(
            "neither its name nor a second header row says which table it holds");
      }
    }
    String tag = keyed ? file.tag() : file.group();
    SourceTable table = SourceTable.alone(file, tag, file.group(), keyed);
    return List.of(new TableScan(table, header.table(""), blockBytes));
  }

  private List<TableScan> combined(CsvHeader header) throws MalformedCsvException {
    List<TableScan> found = new ArrayList<>();
    for (String object : header.objects()) {
      Optional<TableNames.Match> match = wanted.match(object).filter(m -> m.prefix().isEmpty());
      if (match.isPresent()) {
        String tag = match.get().tag();
        SourceTable table =
            new SourceTable(file, file.source(), tag, match.get().group(), "", object, true);
        found.add(new TableScan(table, header.table(object), blockBytes));
      }
    }
    if (found.isEmpty()) {
      throw new MalformedCsvException(
          "its two header rows tell of %s; none of them is wanted"
              .formatted(Excerpt.of(header.objects())));
    }
    return found;
  }

  private void readRows(int columns) throws IOException {
    TableScan[] all = scans.toArray(TableScan[]::new);
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
        all[0].blanks(blankLines, firstBlankLine, firstBlankOffset);
      }
      blankLines = 0;
      for (TableScan scan : all) {
        scan.row(records);
      }
    }
  }

  private void rememberBlank() {
    if (blankLines++ == 0) {
      firstBlankLine = records.line();
      firstBlankOffset = records.startOffset();
    }
  }

  private void requireFoundSize() throws IOException {
    long size = input.isPacked() ? input.fileBytes() : records.endOffset();
    if (size != file.sizeBytes()) {
      throw new MalformedCsvException(
          String.format(
              "it had %d bytes when it was found and has %d now; is it still being written?",
              file.sizeBytes(), size));
    }
  }
}
