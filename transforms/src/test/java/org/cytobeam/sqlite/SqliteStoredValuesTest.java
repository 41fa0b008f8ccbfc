package org.cytobeam.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.TableIndex;

/** Values of every storage class in columns of every declared type, in every kind of table. */
class SqliteStoredValuesTest {
  private static final List<String> DECLARED =
      List.of("BIGINT", "FLOAT", "NUMERIC", "TEXT", "BLOB", "", "", "BIGINT");
  private static final List<String> KINDS =
      List.of(
          "CREATE TABLE Cells (%s)",
          "CREATE TABLE Cells (%s, PRIMARY KEY (ObjectNumber)) WITHOUT ROWID",
          "CREATE TABLE t (%s); CREATE VIEW Cells AS SELECT * FROM t");

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws Exception {
    folder = Files.createTempDirectory("cytobeam-sqlite");
  }

  @AfterContainer
  static void removeFolder() throws Exception {
    Files.delete(folder);
  }

  @Property(tries = 150)
  void typesValuesAndCountsAreThoseOfPlainJava(
      @ForAll("columns") List<List<Object>> columns, @ForAll("kinds") String kind)
      throws Exception {
    Path path = folder.resolve("plate.sqlite");
    try {
      TestDatabase database = TestDatabase.at(path);
      database.run(kind.formatted(declarations(columns.size())).split("; "));
      database.insert(kind.contains(" t ") ? "t" : "Cells", rows(columns));
      TableIndex index = database.index();
      TestDatabase.Content content = TestDatabase.read(index);
      assertThat(index.problems()).isEmpty();
      assertThat(content.rows()).hasSize(rows(columns).size());
      for (int i = 0; i < columns.size(); i++) {
        assertColumn(index.columns().get(i + 2), stored(database, "v" + i), i, content);
      }
    } finally {
      Files.delete(path);
    }
  }

  private static void assertColumn(
      Column column, List<Object> stored, int i, TestDatabase.Content content) {
    ColumnType type = StoredValues.typeOf(DECLARED.get(i), stored);
    assertThat(column.type()).as("%s column of %s", DECLARED.get(i), stored).isEqualTo(type);
    long unreadable = 0;
    for (int row = 0; row < stored.size(); row++) {
      Object expected = StoredValues.in(type, stored.get(row));
      Object got = content.rows().get(row).get(i + 2);
      assertThat(StoredValues.isSame(expected, stored.get(row), got))
          .as("%s of %s in a column of type %s: %s", got, stored.get(row), type, stored)
          .isTrue();
      unreadable += expected == StoredValues.UNREADABLE ? 1 : 0;
    }
    assertThat(content.unreadable().get(i + 2)).isEqualTo(unreadable);
  }

  private static List<Object> stored(TestDatabase database, String column) throws Exception {
    List<Object> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + column + " FROM Cells ORDER BY ObjectNumber")) {
      while (rows.next()) {
        values.add(rows.getObject(1));
      }
    }
    return values;
  }

  private static String declarations(int columns) {
    StringBuilder declarations = new StringBuilder("ImageNumber INT, ObjectNumber INT");
    for (int i = 0; i < columns; i++) {
      declarations.append(", v").append(i).append(' ').append(DECLARED.get(i));
    }
    return declarations.toString();
  }

  /** Shorter columns end in NULL. */
  private static List<List<Object>> rows(List<List<Object>> columns) {
    int count = columns.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, count)
        .mapToObj(
            row -> {
              List<Object> values = new ArrayList<>(List.of(7L, (long) row));
              columns.forEach(c -> values.add(row < c.size() ? c.get(row) : null));
              return values;
            })
        .toList();
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(KINDS);
  }

  /** Most columns have few kinds of values, so that every type comes up. */
  @Provide
  Arbitrary<List<List<Object>>> columns() {
    Arbitrary<Object> whole =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.of(0L, -1L, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE),
            Arbitraries.of(3.0, -0x1p63, 1e15));
    Arbitrary<Object> real =
        Arbitraries.oneOf(
            Arbitraries.doubles(), Arbitraries.of(7.25, 0x1p63, 1e300, 1 / 0.0, -1 / 0.0));
    Arbitrary<Object> number =
        Arbitraries.of(
            "nan",
            "NaN",
            "-nan",
            "inf",
            "-inf",
            "Infinity",
            "-INFINITY",
            " 7.25",
            "7\t",
            "12",
            "1e400",
            "5.",
            ".5",
            "-0",
            "9223372036854775808",
            "1E-3");
    Arbitrary<Object> word =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '\u02ff').ofMaxLength(4),
            Arbitraries.of("", " ", "007", "+5", "0x10", "NA", "true", "2024-01-02", "1e", "-"));
    Arbitrary<Object> blob =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(4).map(Object.class::cast);
    List<Arbitrary<Object>> kinds = List.of(whole, real, number, word, blob);
    Arbitrary<List<Object>> column =
        Arbitraries.subsetOf(0, 1, 2, 3, 4)
            .ofMinSize(1)
            .ofMaxSize(2)
            .flatMap(
                some ->
                    Arbitraries.oneOf(some.stream().map(kinds::get).toList())
                        .injectNull(0.1)
                        .list()
                        .ofMaxSize(12));
    return column.list().ofSize(DECLARED.size());
  }
}
