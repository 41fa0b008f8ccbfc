package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library that does not write our files reads them. */
class ParquetJavaReadTest {
  private static final int ROWS = 45_000;

  @TempDir Path folder;
  private final WriteFixture fixture = new WriteFixture();

  @AfterEach
  void everyVectorIsReleased() {
    fixture.close();
  }

  @Test
  void pagesOfEveryKindAreRead() throws Exception {
    List<Long> whole =
        IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0 ? null : (long) i).toList();
    List<Boolean> truths = IntStream.range(0, ROWS).mapToObj(i -> i % 7 == 0).toList();
    List<String> texts = IntStream.range(0, ROWS).mapToObj(i -> "é".repeat(i % 5)).toList();
    List<OutputColumn> columns =
        List.of(
            WriteFixture.column("a.b", ColumnType.INT64),
            WriteFixture.column("truth", ColumnType.BOOL),
            WriteFixture.column("text", ColumnType.TEXT));

    Path part =
        WriteFixture.write(
            folder.resolve("p.parquet"),
            WriteFixture.COLUMNAR,
            columns,
            fixture.all(ColumnType.INT64, whole),
            fixture.all(ColumnType.BOOL, truths),
            fixture.all(ColumnType.TEXT, texts));

    List<Group> rows = read(part);
    assertThat(rows).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      Group row = rows.get(i);
      assertThat(row.getFieldRepetitionCount(0)).isEqualTo(whole.get(i) == null ? 0 : 1);
      if (whole.get(i) != null) {
        assertThat(row.getLong(0, 0)).isEqualTo(whole.get(i));
      }
      assertThat(row.getBoolean(1, 0)).isEqualTo(truths.get(i));
      assertThat(row.getString(2, 0)).isEqualTo(texts.get(i));
    }
  }

  @Test
  void statisticsAreTrusted() throws Exception {
    Path text =
        fixture.write(
            folder.resolve("t.parquet"),
            WriteFixture.COLUMNAR,
            ColumnType.TEXT,
            Arrays.asList("b", null, "\uD83D\uDD2C", "\uFFFD"));
    Path nan =
        fixture.write(
            folder.resolve("n.parquet"),
            WriteFixture.COLUMNAR,
            ColumnType.DOUBLE,
            Arrays.asList(1.0, null, Double.NaN));

    assertThat(statistics(text).toString()).isEqualTo("min: b, max: \uD83D\uDD2C, num_nulls: 1");
    assertThat(statistics(nan).hasNonNullValue()).isFalse();
    assertThat(statistics(nan).getNumNulls()).isEqualTo(1);
  }

  private static Statistics<?> statistics(Path part) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(part))) {
      return reader.getFooter().getBlocks().get(0).getColumns().get(0).getStatistics();
    }
  }

  private static List<Group> read(Path part) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Groups(new LocalInputFile(part)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** A reader of parquet-java's example records, without a Hadoop path. */
  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
