package org.cytobeam.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.TableNumber;

/**
 * Puts the rows of a chunk into a batch by their image keys, where rows have no numbers: views and
 * WITHOUT ROWID tables. The rows of an image are in the order of {@link StoredTable#order}.
 *
 * <p>One query a chunk. With an index or primary key on the image key, SQLite finds the images by
 * it; else it goes through the whole table for every chunk. It sorts the chunk's rows.
 */
final class KeyedChunkReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChunkColumns columns;
  private final List<ImageSlice> slices;
  private final Map<Image, Integer> indexes = new HashMap<>();
  private int current;
  private int first;
  private long found;

  /** An image of the table. */
  private record Image(TableNumber tableNumber, long imageNumber) {
    static Image of(ImageSlice slice) {
      return new Image(slice.tableNumber(), slice.imageNumber());
    }
  }

  private KeyedChunkReader(ChunkDescriptor chunk, ChunkColumns columns, int firstRow) {
    this.columns = columns;
    this.slices = chunk.slices();
    this.first = firstRow;
    slices.forEach(slice -> indexes.put(Image.of(slice), indexes.size()));
  }

  /**
   * Reads all slices.
   *
   * @throws IOException if the rows are not those that were indexed
   * @throws SQLException what SQLite says of a damaged table
   */
  static void read(
      Connection connection,
      StoredTable table,
      ChunkDescriptor chunk,
      ChunkColumns columns,
      int firstRow)
      throws IOException, SQLException {
    KeyedChunkReader reader = new KeyedChunkReader(chunk, columns, firstRow);
    for (List<ImageSlice> some : queries(connection, chunk.slices())) {
      try (StoredRows rows =
          new StoredRows(connection, sql(table, columns, some)).query(wanted(some))) {
        reader.readAll(rows);
      }
    }
    reader.goTo(chunk.slices().size());
  }

  /**
   * All slices at once; but by TableNumber where that is text and not UTF-8, whose bytes SQLite
   * orders in another way.
   */
  private static Collection<List<ImageSlice>> queries(
      Connection connection, List<ImageSlice> slices) throws SQLException {
    if (slices.stream().noneMatch(KeyedChunkReader::isText) || isUtf8(connection)) {
      return List.of(slices);
    }
    Map<TableNumber, List<ImageSlice>> byTable = new LinkedHashMap<>();
    slices.forEach(
        slice -> byTable.computeIfAbsent(slice.tableNumber(), t -> new ArrayList<>()).add(slice));
    return byTable.values();
  }

  private static boolean isText(ImageSlice slice) {
    return slice.tableNumber().kind() == TableNumber.Kind.TEXT;
  }

  private static boolean isUtf8(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet encoding = statement.executeQuery("PRAGMA encoding")) {
      return encoding.getString(1).equals("UTF-8");
    }
  }

  private void readAll(StoredRows rows) throws SQLException, IOException {
    int[] index = new int[1];
    while (rows.next()) {
      rows.read(values -> index[0] = indexOf(values));
      goTo(index[0]);
      rows.read(values -> take(values, index[0]));
    }
  }

  /** The parameter is that of {@link #wanted}. Images come in the order of their keys. */
  static String sql(StoredTable table, ChunkColumns columns, List<ImageSlice> slices) {
    KeyColumns keys = columns.keys();
    String image = StoredTable.quoted(keys.imageNumber());
    String wanted = image + " IN (SELECT value ->> 1 FROM json_each(?1))";
    String order = "CAST(%s AS INTEGER), ".formatted(image);
    if (!keys.tableNumber().isEmpty()) {
      String number = StoredTable.quoted(keys.tableNumber());
      String numbered =
          "(%s, %s) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))"
              .formatted(number, image);
      // Together they keep SQLite from using an index, so only where they are needed.
      boolean someAbsent = slices.stream().anyMatch(slice -> slice.tableNumber().isAbsent());
      wanted =
          someAbsent ? "%s OR %s IS NULL AND %s".formatted(numbered, number, wanted) : numbered;
      order = order(number, slices) + order;
    }
    return "SELECT %s%s ORDER BY %s%s"
        .formatted(columns.selected(), table.from(wanted), order, table.order(keys));
  }

  /** TableNumbers that are told as text are ordered as text, however they are stored. */
  private static String order(String number, List<ImageSlice> slices) {
    String whole =
        "CASE typeof(%1$s) WHEN 'real' THEN CAST(%1$s AS INTEGER) ELSE %1$s END".formatted(number);
    boolean text = slices.stream().anyMatch(KeyedChunkReader::isText);
    return (text ? "CAST(%s AS TEXT)" : "%s").formatted(whole) + " COLLATE BINARY, ";
  }

  /**
   * The images as a JSON array of pairs, TableNumber first: every number also as text, since a
   * column without a type can hold either.
   */
  private static String wanted(List<ImageSlice> slices) {
    List<List<Object>> pairs = new ArrayList<>();
    for (ImageSlice slice : slices) {
      for (Object table : forms(slice.tableNumber())) {
        pairs.add(pair(table, slice.imageNumber()));
        pairs.add(pair(table, Long.toString(slice.imageNumber())));
      }
    }
    try {
      return JSON.writeValueAsString(pairs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Object> pair(Object tableNumber, Object imageNumber) {
    List<Object> pair = new ArrayList<>();
    pair.add(tableNumber);
    pair.add(imageNumber);
    return pair;
  }

  private static List<Object> forms(TableNumber tableNumber) {
    List<Object> forms = new ArrayList<>();
    switch (tableNumber.kind()) {
      case ABSENT -> forms.add(null);
      case INTEGER -> {
        forms.add(tableNumber.number());
        forms.add(Long.toString(tableNumber.number()));
      }
      case TEXT -> {
        forms.add(tableNumber.text());
        RowKey.wholeNumber(tableNumber.text()).ifPresent(forms::add);
      }
    }
    return forms;
  }

  /** The slice to which a row belongs, or -1: a column may compare text without regard to case. */
  private int indexOf(StoredRow values) throws SQLException, IOException {
    RowKey key = columns.key();
    if (!key.read(values)) {
      return -1;
    }
    Integer index = indexes.get(new Image(key.tableNumber(), key.imageNumber()));
    Image asText = new Image(key.tableNumber().asText(), key.imageNumber());
    return index != null ? index : indexes.getOrDefault(asText, -1);
  }

  /** Ends the slices before one, and checks that they are complete. */
  private void goTo(int index) throws IOException {
    if (index >= 0 && index < current) {
      throw new IllegalStateException("slices are not in the order of their keys: " + slices);
    }
    while (current < index) {
      columns.requireRows(slices.get(current), found);
      first += (int) found;
      found = 0;
      current++;
    }
  }

  private void take(JdbcRow values, int index) throws SQLException {
    // Rows beyond those promised are only counted: their places in the batch are the next image's.
    if (index >= 0 && found++ < slices.get(index).rows()) {
      columns.put(values, first + (int) found - 1);
    }
  }
}
