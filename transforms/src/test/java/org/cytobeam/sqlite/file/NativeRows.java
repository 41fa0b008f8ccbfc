package org.cytobeam.sqlite.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as {@link TableRows} gives them: by asking for values, or by putting them into sinks. */
final class NativeRows {
  private NativeRows() {}

  static List<Row> all(SqliteFile file, TableDefinition table) throws IOException {
    return from(file.rows(table), table, Long.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Rows from a rowid on. */
  static List<Row> from(TableRows rows, TableDefinition table, long first, int limit)
      throws IOException {
    List<Row> some = new ArrayList<>();
    rows.seek(first);
    while (some.size() < limit && rows.next()) {
      Object[] values = new Object[table.columns().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(rows, i);
      }
      some.add(Row.of(rows.rowid(), values));
    }
    return some;
  }

  static Object value(TableRows rows, int column) throws IOException {
    return switch (rows.storageClass(column)) {
      case NULL -> null;
      case INTEGER -> rows.integer(column);
      case REAL -> rows.real(column);
      case TEXT -> new String(rows.utf8(column), StandardCharsets.UTF_8);
      case BLOB -> Row.value(rows.blob(column));
    };
  }

  /** Some columns of the rows from a rowid on, by {@link TableRows#put}. */
  static List<Row> put(TableRows rows, int[] columns, long first, int limit) throws IOException {
    List<Row> some = new ArrayList<>();
    Object[] values = new Object[columns.length];
    ValueSink[] sinks = new ValueSink[columns.length];
    for (int i = 0; i < sinks.length; i++) {
      sinks[i] = new Recorder(values, i);
    }
    rows.seek(first);
    while (some.size() < limit && rows.next()) {
      Arrays.fill(values, null);
      rows.put(columns, sinks, some.size());
      some.add(Row.of(rows.rowid(), values.clone()));
    }
    return some;
  }

  /** Keeps the value put last, and copies what may not be kept. */
  private record Recorder(Object[] values, int place) implements ValueSink {
    @Override
    public void putLong(int row, long value) {
      keep(value);
    }

    @Override
    public void putDouble(int row, double value) {
      keep(value);
    }

    @Override
    public void putText(int row, byte[] utf8, int offset, int length) {
      String text = new String(utf8, offset, length, StandardCharsets.UTF_8);
      byte[] valid = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(valid, 0, valid.length, utf8, offset, offset + length)) {
        throw new AssertionError("text that is not valid UTF-8");
      }
      keep(text);
    }

    @Override
    public void putBlob(int row, byte[] bytes, int offset, int length) {
      keep(Row.value(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    private void keep(Object value) {
      if (values[place] != null) {
        throw new AssertionError("two values for one cell");
      }
      values[place] = value;
    }
  }
}
