package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.cytobeam.sqlite.file.ReferenceDatabase.ColumnInfo;

/** Holds a table read natively against what SQLite says of it. */
final class TableComparison {
  private static final int SEEKS = 12;
  private static final byte INTERIOR = 5;

  private final byte[] bytes;
  private final SqliteFile file;
  private final ReferenceDatabase reference;
  private final Random random;
  private final List<String> reasons = new ArrayList<>();
  private int read;
  private int unclear;
  private int unclearRead;
  private int maxDepth;

  TableComparison(byte[] bytes, SqliteFile file, ReferenceDatabase reference, Random random) {
    this.bytes = bytes;
    this.file = file;
    this.reference = reference;
    this.random = random;
  }

  /**
   * Checks a table or view.
   *
   * @param isUnclear whether its definition may be left to SQLite
   */
  void check(String name, boolean isUnclear) throws IOException, SQLException {
    List<ColumnInfo> columns = reference.columns(name);
    String reason = reasonToDecline(name, columns);
    TableDefinition table;
    try {
      table = file.table(name);
    } catch (DeclinedException e) {
      reasons.add(e.getMessage());
      unclear += isUnclear ? 1 : 0;
      if (!isUnclear && !e.getMessage().equals(reason)) {
        throw new AssertionError("table %s: %s was expected".formatted(name, reason), e);
      }
      return;
    }
    assertThat(reason).as("table %s should have been declined", name).isNull();
    unclear += isUnclear ? 1 : 0;
    unclearRead += isUnclear ? 1 : 0;
    read++;
    checkDefinition(table, columns);
    List<Row> expected = reference.rows(name);
    checkSame(name, expected, NativeRows.all(file, table));
    TableRows rows = file.rows(table);
    for (int i = 0; i < SEEKS; i++) {
      checkFrom(rows, table, expected, i % 2 == 0);
    }
    maxDepth = Math.max(maxDepth, depth(table));
  }

  private String reasonToDecline(String name, List<ColumnInfo> columns) throws SQLException {
    String quoted = "'" + name.replace("'", "''") + "'";
    String kind =
        reference
            .strings(
                "SELECT type || ' ' || wr FROM pragma_table_list WHERE schema = 'main' AND name = "
                    + quoted)
            .get(0);
    if (kind.startsWith("view")) {
      return "it is a view";
    } else if (kind.startsWith("virtual")) {
      return "it is a virtual table";
    }
    for (ColumnInfo column : columns) {
      if (column.hidden() > 0) {
        return "column " + column.name() + " is generated";
      }
    }
    return kind.endsWith(" 1") ? "it is a WITHOUT ROWID table" : null;
  }

  private void checkDefinition(TableDefinition table, List<ColumnInfo> columns)
      throws SQLException {
    assertThat(table.columns().stream().map(ColumnDefinition::name).toList())
        .isEqualTo(columns.stream().map(ColumnInfo::name).toList());
    assertThat(table.columns().stream().map(ColumnDefinition::declaredType).toList())
        .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
        .isEqualTo(columns.stream().map(ColumnInfo::type).toList());
    List<String> key =
        columns.stream()
            .filter(c -> c.primaryKey() > 0)
            .sorted(Comparator.comparing(ColumnInfo::primaryKey))
            .map(ColumnInfo::name)
            .toList();
    if (table.rowidColumn() >= 0) {
      assertThat(key).containsExactly(columns.get(table.rowidColumn()).name());
      assertThat(table.primaryKey()).isEmpty();
    } else {
      assertThat(table.primaryKey()).isEqualTo(key);
    }
    if (reference.hasUniqueConstraint(table.name())) {
      assertThat(table.hasOtherKeys()).isTrue();
    }
  }

  /** Rows from a random place on, whole or some columns of them. */
  private void checkFrom(
      TableRows rows, TableDefinition table, List<Row> expected, boolean someColumns)
      throws IOException {
    long first = random.nextLong();
    if (!expected.isEmpty() && random.nextInt(4) > 0) {
      first = expected.get(random.nextInt(expected.size())).rowid() + random.nextInt(3) - 1;
    }
    int from = 0;
    while (from < expected.size() && expected.get(from).rowid() < first) {
      from++;
    }
    int limit = random.nextInt(20);
    List<Row> wanted = expected.subList(from, Math.min(from + limit, expected.size()));
    String what = table.name() + " from " + first;
    if (someColumns) {
      int[] columns = someColumns(table.columns().size());
      checkSame(
          what,
          wanted.stream().map(row -> row.only(columns)).toList(),
          NativeRows.put(rows, columns, first, limit));
    } else {
      checkSame(what, wanted, NativeRows.from(rows, table, first, limit));
    }
  }

  private int[] someColumns(int count) {
    TreeSet<Integer> columns = new TreeSet<>();
    for (int i = random.nextInt(2) * random.nextInt(count + 1); i >= 0; i--) {
      columns.add(random.nextInt(count));
    }
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Names the first value that differs; rows may be too large to show. */
  static void checkSame(String what, List<Row> expected, List<Row> got) {
    for (int i = 0; i < Math.min(expected.size(), got.size()); i++) {
      Row row = expected.get(i);
      if (!row.equals(got.get(i))) {
        assertThat(got.get(i).rowid()).as("%s, rowid of row %d", what, i).isEqualTo(row.rowid());
        for (int column = 0; column < row.values().size(); column++) {
          assertThat(got.get(i).values().get(column))
              .as("%s, rowid %d, column %d", what, row.rowid(), column)
              .isEqualTo(row.values().get(column));
        }
        assertThat(got.get(i)).as(what).isEqualTo(row);
      }
    }
    assertThat(got.size()).as("rows of %s", what).isEqualTo(expected.size());
  }

  /** How many pages are on the way from the root to a leaf, by the bytes of the file. */
  private int depth(TableDefinition table) {
    int pageBytes = GeneratedDatabase.pageBytes(bytes);
    int depth = 1;
    int at = (table.rootPage() - 1) * pageBytes;
    while (bytes[at] == INTERIOR) {
      // The last child.
      at = (ByteBuffer.wrap(bytes).getInt(at + 8) - 1) * pageBytes;
      depth++;
    }
    return depth;
  }

  int maxDepth() {
    return maxDepth;
  }

  int read() {
    return read;
  }

  int unclear() {
    return unclear;
  }

  int unclearRead() {
    return unclearRead;
  }

  List<String> reasons() {
    return reasons;
  }
}
