package org.cytobeam.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.column.TextValue;
import org.cytobeam.csv.ReferenceCsv.Broken;
import org.cytobeam.model.ColumnType;

/**
 * What a table keyed by ImageNumber must give: types, rows image by image, and rows rejected.
 *
 * @param rows the kept rows' texts, null where empty, in order of their images' first appearance
 */
record ReferenceTable(List<ColumnType> types, List<List<String>> rows, long rejected) {
  static ReferenceTable of(byte[] bytes) throws Broken {
    List<ReferenceCsv.Record> records = ReferenceCsv.parse(bytes);
    if (records.isEmpty()) {
      return new ReferenceTable(List.of(), List.of(), 0);
    }
    List<String> header = new ArrayList<>();
    for (String name : records.get(0).fields()) {
      if (name.replace("\r\n", "").contains("\r")) {
        throw new Broken("CR");
      }
      header.add(name.strip());
    }
    int image = 0;
    while (image < header.size() && !header.get(image).equalsIgnoreCase("ImageNumber")) {
      image++;
    }
    if (image == header.size()) {
      throw new Broken("no ImageNumber");
    }
    return of(rows(records, header.size()), header.size(), image);
  }

  /** Blank lines are rows of a single column, but for those at the end. */
  private static List<List<String>> rows(List<ReferenceCsv.Record> records, int columns)
      throws Broken {
    int end = records.size();
    while (records.get(end - 1).blank() && end > 1) {
      end--;
    }
    List<List<String>> rows = new ArrayList<>();
    for (ReferenceCsv.Record record : records.subList(1, end)) {
      if (record.blank() && columns > 1) {
        continue;
      }
      if (record.fields().size() != columns) {
        throw new Broken("ragged");
      }
      rows.add(record.fields());
    }
    return rows;
  }

  private static ReferenceTable of(List<List<String>> rows, int columns, int image) {
    Map<Double, List<List<String>>> byImage = new LinkedHashMap<>();
    ColumnType[] types = new ColumnType[columns];
    Arrays.fill(types, ColumnType.NULL);
    long rejected = 0;
    for (List<String> row : rows) {
      Double number = wholeNumber(row.get(image));
      if (number == null) {
        rejected++;
        continue;
      }
      List<String> kept = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        types[i] = types[i].meet(type(row.get(i)));
        kept.add(row.get(i).isEmpty() ? null : row.get(i));
      }
      byImage.computeIfAbsent(number, n -> new ArrayList<>()).add(kept);
    }
    List<List<String>> ordered = byImage.values().stream().flatMap(List::stream).toList();
    return new ReferenceTable(List.of(types), ordered, rejected);
  }

  private static Double wholeNumber(String text) {
    ColumnType type = type(text);
    if (type != ColumnType.INT64 && type != ColumnType.DOUBLE) {
      return null;
    }
    String plain = text.replace("\t", " ").strip();
    if (!plain.matches("[-+0-9.eE]+")) {
      return null;
    }
    double value = Double.parseDouble(plain);
    return value == Math.floor(value) && Math.abs(value) <= 0x1p53 ? value + 0.0 : null;
  }

  private static ColumnType type(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return TextValue.typeOf(bytes, 0, bytes.length);
  }
}
