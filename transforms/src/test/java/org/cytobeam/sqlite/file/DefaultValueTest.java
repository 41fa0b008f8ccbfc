package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults of columns that were added after a row: each is what SQLite gives, or left to it. */
class DefaultValueTest {
  private static final String[] TYPES = {
    "", "INTEGER", "REAL", "TEXT", "NUMERIC", "BLOB", "ANY", "DOUBLE", "VARCHAR(3)"
  };
  private static final String[] PLAIN_IN_ALL = {"NULL", "x'00ff'", "X''"};
  private static final String[] PLAIN_NUMBERS = {
    "0",
    "-1",
    "+7",
    "007",
    "9223372036854775807",
    "-9223372036854775808",
    "-0",
    "- 5",
    "2.5",
    "-0.125",
    "1e-3",
    "+0.5",
    "-1234.5678",
    "0.1"
  };
  private static final String[] PLAIN_TEXTS = {
    "''", "'it''s'", "'µm 😀'", "'12'", "'1e3'", "' 7 '"
  };
  private static final String[] ODD = {
    "5.0",
    "0.0",
    "-0.0",
    "-0e0",
    "1e3",
    "1e15",
    "1e22",
    "1e23",
    "0x10",
    "-0x7fffffffffffffff",
    "0xffffffffffffffff",
    "1e400",
    "-1e400",
    "1e-400",
    "9223372036854775808",
    "-9223372036854775809",
    "9007199254740993",
    "9007199254740993.0",
    "TRUE",
    "false",
    "word",
    "\"word\"",
    "12345678901234567890.5",
    "0.1e1",
    ".5",
    "5.",
    "-.5e1",
    "123456789012345.5",
    "1234567.12345678e-20",
    "1.7976931348623157e308",
    "5e-324",
    "-'5'",
    "+'5'",
    "-x'61'",
    "1_000",
    "1_000.5",
    "- - 5",
    "+-5"
  };

  @TempDir private Path folder;

  @Test
  void isWhatSqliteGivesOrLeftToIt() throws Exception {
    int declined = 0;
    int tried = 0;
    for (String type : TYPES) {
      boolean isText = Affinity.of(type) == Affinity.TEXT;
      boolean isBlob = Affinity.of(type) == Affinity.BLOB;
      for (String sql : PLAIN_IN_ALL) {
        check(type, sql, true);
      }
      for (String sql : PLAIN_NUMBERS) {
        check(type, sql, !isText);
      }
      for (String sql : PLAIN_TEXTS) {
        check(type, sql, isText || isBlob);
      }
      for (String sql : ODD) {
        declined += check(type, sql, false) ? 0 : 1;
        tried++;
      }
    }
    assertThat(declined).isBetween(tried / 4, tried - 1);
  }

  /** Whether it is read natively. */
  private boolean check(String type, String sql, boolean mustBeRead) throws Exception {
    Path path = folder.resolve("default.sqlite");
    Files.deleteIfExists(path);
    String what = type + " DEFAULT " + sql;
    try (Connection connection = ReferenceDatabase.writable(path);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES ('row')");
      statement.execute("ALTER TABLE t ADD COLUMN b " + what);
    } catch (SQLException e) {
      assertThat(mustBeRead).as(what).isFalse();
      return false;
    }
    try (SqliteFile file = SqliteFile.open(LocalPageSource.open(path));
        ReferenceDatabase reference = ReferenceDatabase.open(path)) {
      TableDefinition table = file.table("t");
      List<Row> expected = reference.rows("t");
      assertThat(NativeRows.all(file, table)).as(what).isEqualTo(expected);
      assertThat(NativeRows.put(file.rows(table), new int[] {0, 1}, 0, 9))
          .as(what)
          .isEqualTo(expected);
      return true;
    } catch (DeclinedException e) {
      assertThat(mustBeRead).as("%s: %s", what, e.getMessage()).isFalse();
      return false;
    }
  }
}
