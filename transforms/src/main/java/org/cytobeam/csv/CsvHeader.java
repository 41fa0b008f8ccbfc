package org.cytobeam.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names of a file's columns, as DuckDB's {@code read_csv} gives them: trimmed; an empty one is
 * {@code columnN} by its position from 0; one that occurred before, ignoring case, gets {@code _1},
 * {@code _2}.
 */
record CsvHeader(List<String> names) {
  /** How much of a file is read at first to find its header. */
  private static final int HEAD_BYTES = 1 << 16;

  /** The header of a file; no names for a file without a byte. */
  static CsvHeader of(CsvInput input) throws IOException {
    return next(new CsvRecords(new CsvBuffer(input, HEAD_BYTES)));
  }

  /** Takes the first record as header; no names if there is no record. */
  static CsvHeader next(CsvRecords records) throws IOException {
    if (!records.next()) {
      return new CsvHeader(List.of());
    }
    List<String> trimmed = new ArrayList<>(records.fields());
    for (int i = 0; i < records.fields(); i++) {
      trimmed.add(trimmed(records.text(i)));
    }
    if (trimmed.stream().allMatch(String::isEmpty)) {
      throw new MalformedCsvException("line 1, the header, holds no column name");
    }
    return new CsvHeader(distinct(trimmed));
  }

  private static String trimmed(String name) throws MalformedCsvException {
    int at = name.indexOf('\r');
    if (at >= 0 && !name.startsWith("\r\n", at)) {
      // Otherwise the whole file would pass as one header without rows.
      throw new MalformedCsvException(
          "line 1, the header, holds a carriage return without a line feed;"
              + " lines must end in LF or CRLF");
    }
    return name.strip();
  }

  private static List<String> distinct(List<String> trimmed) {
    Map<String, Integer> repeats = new HashMap<>();
    List<String> names = new ArrayList<>(trimmed.size());
    for (int i = 0; i < trimmed.size(); i++) {
      String name = trimmed.get(i).isEmpty() ? "column" + i : trimmed.get(i);
      while (repeats.containsKey(folded(name))) {
        name = name + "_" + repeats.merge(folded(name), 1, Integer::sum);
      }
      repeats.put(folded(name), 0);
      names.add(name);
    }
    return List.copyOf(names);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
