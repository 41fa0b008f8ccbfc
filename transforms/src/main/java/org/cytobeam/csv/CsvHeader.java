package org.cytobeam.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands above a file's rows: one row of column names, trimmed, or two rows, where
 * CellProfiler combined several objects in one file: object names over feature names.
 *
 * @param delimiter what separates the file's fields
 * @param owners the objects' names over each column; empty for a single header row
 * @param names the row of column names; empty for a file without a record
 */
record CsvHeader(byte delimiter, List<String> owners, List<String> names) {
  /** How much of a file is read at first to find its header. */
  private static final int HEAD_BYTES = 1 << 16;

  private static final int MAX_COLUMNS = 1 << 16;

  /** The header of a file; no names for a file without a byte. */
  static CsvHeader of(CsvInput input) throws IOException {
    return next(new CsvRecords(new CsvBuffer(input, HEAD_BYTES)), true);
  }

  /**
   * Takes the header from a file's records.
   *
   * @param keyed whether the rows belong to images: without ImageNumber in the first row, a second
   *     one is looked for
   */
  static CsvHeader next(CsvRecords records, boolean keyed) throws IOException {
    if (!records.next()) {
      return new CsvHeader(records.delimiter(), List.of(), List.of());
    }
    List<String> first = fields(records);
    if (first.stream().allMatch(String::isEmpty)) {
      throw new MalformedCsvException("line 1, the header, holds no column name");
    }
    if (keyed && first.stream().noneMatch("ImageNumber"::equalsIgnoreCase) && records.next()) {
      List<String> second = fields(records);
      if (CsvTable.isCombined(first, second)) {
        return new CsvHeader(records.delimiter(), first, second);
      }
    }
    return new CsvHeader(records.delimiter(), List.of(), first);
  }

  private static List<String> fields(CsvRecords records) throws MalformedCsvException {
    if (records.fields() > MAX_COLUMNS) {
      throw new MalformedCsvException(
          String.format(
              "%s has %d columns; at most %d can be read",
              records.where(), records.fields(), MAX_COLUMNS));
    }
    List<String> names = new ArrayList<>(records.fields());
    for (int i = 0; i < records.fields(); i++) {
      names.add(trimmed(records.text(i)));
    }
    return names;
  }

  private static String trimmed(String name) throws MalformedCsvException {
    int at = name.indexOf('\r');
    if (at >= 0 && !name.startsWith("\r\n", at)) {
      throw MalformedCsvException.ofLoneCarriageReturn();
    }
    return name.strip();
  }

  /** How many fields each record of the file has. */
  int fields() {
    return names.size();
  }

  boolean isCombined() {
    return !owners.isEmpty();
  }

  /** The objects of a file of several. */
  List<String> objects() {
    return CsvTable.objects(owners);
  }

  /**
   * The table of an object, or that of the whole file.
   *
   * @param object empty for a file of one table
   */
  CsvTable table(String object) throws MalformedCsvException {
    if (object.isEmpty() && !isCombined()) {
      return CsvTable.whole(names);
    }
    if (!objects().contains(object)) {
      throw new MalformedCsvException("its header has no object '" + Excerpt.of(object) + "'");
    }
    return CsvTable.of(object, owners, names);
  }
}
