package org.cytobeam.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and values are those that DuckDB finds, bit for bit, where DuckDB can be followed. */
class CsvAgainstDuckDbTest {
  private static final int FEATURES = 60;
  private static final int ROWS = 400;

  @TempDir private Path folder;

  @Test
  void measurementsAreReadAsDuckDbReadsThem() throws Exception {
    CsvFixture csv = new CsvFixture(folder, new CsvFormat(5000, 20_000));
    SourceFile file = csv.write("plate.csv", "", measurements(new Random(7)));
    TableIndex index = csv.index(file);
    assertThat(index.problems()).isEmpty();
    assertThat(index.runs()).hasSizeGreaterThan(5);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      assertThat(index.columns()).isEqualTo(sniffed(statement, file.path()));
      List<List<Object>> read =
          csv.read(index).stream()
              .map(row -> row.stream().map(CsvAgainstDuckDbTest::comparable).toList())
              .toList();
      assertThat(read).isEqualTo(values(statement, file.path(), index.columns()));
    }
  }

  private static String measurements(Random random) {
    StringBuilder text = new StringBuilder("ImageNumber,ObjectNumber,Well,Flag,Day,At,When,Zoned");
    for (int i = 0; i < FEATURES; i++) {
      text.append(",AreaShape_").append(i);
    }
    for (int row = 0; row < ROWS; row++) {
      text.append("\r\n").append(1 + row / 40).append(',').append(1 + row % 40);
      text.append(random.nextInt(9) == 0 ? "," : ",\"B0" + random.nextInt(9) + ", \"\"a\"\"\"");
      text.append(random.nextBoolean() ? ",true" : ",F");
      int day = 1 + random.nextInt(28);
      text.append(String.format(",2024-%02d-%02d", 1 + random.nextInt(12), day));
      text.append(String.format(",%02d:05:%02d", random.nextInt(24), random.nextInt(60)));
      text.append(String.format(",1960-02-%02dT01:02:03.%06d", day, random.nextInt(1_000_000)));
      text.append(String.format(",2024-02-%02d 01:02:03+0%d:30", day, random.nextInt(10)));
      for (int i = 0; i < FEATURES; i++) {
        text.append(',').append(feature(i, random));
      }
    }
    return text.append("\r\n").toString();
  }

  private static String feature(int column, Random random) {
    if (random.nextInt(20) == 0) {
      return column % 5 == 0 || random.nextBoolean() ? "" : "nan";
    }
    return switch (column % 5) {
      case 0 -> Long.toString(random.nextLong() >> random.nextInt(60));
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> Double.toString(random.nextGaussian() * 1000).toLowerCase(Locale.ROOT);
      case 3 -> String.format("%.5f", random.nextDouble() * 512);
      default -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
    };
  }

  private static List<Column> sniffed(Statement statement, String path) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery("DESCRIBE FROM read_csv('" + path + "', sample_size = -1)")) {
      while (found.next()) {
        columns.add(new Column(found.getString(1), typeOf(found.getString(2))));
      }
    }
    return columns;
  }

  private static ColumnType typeOf(String sql) {
    return switch (sql) {
      case "BIGINT" -> ColumnType.INT64;
      case "DOUBLE" -> ColumnType.DOUBLE;
      case "BOOLEAN" -> ColumnType.BOOL;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP_UTC;
      default -> ColumnType.TEXT;
    };
  }

  private static List<List<Object>> values(Statement statement, String path, List<Column> columns)
      throws SQLException {
    String select =
        columns.stream().map(CsvAgainstDuckDbTest::selected).collect(Collectors.joining(", "));
    String query = "SELECT " + select + " FROM read_csv('" + path + "', sample_size = -1)";
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String selected(Column column) {
    String name = '"' + column.name() + '"';
    return switch (column.type()) {
      case DATE -> "datediff('day', DATE '1970-01-01', " + name + ")";
      case TIME, TIMESTAMP, TIMESTAMP_UTC -> "epoch_us(" + name + ")";
      default -> name;
    };
  }

  /** Days and microseconds as integers. */
  private static Object comparable(Object value) {
    if (value instanceof Integer days) {
      return days.longValue();
    }
    return value instanceof LocalDateTime time
        ? ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC))
        : value;
  }
}
