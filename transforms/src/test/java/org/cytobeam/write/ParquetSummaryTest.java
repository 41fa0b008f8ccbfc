package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetSummaryTest {
  @TempDir private Path folder;
  private final WriteFixture fixture = new WriteFixture();

  @AfterEach
  void everyVectorIsReleased() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(WriteSettings.Sink.class)
  void typesAreNamedAsTheOutputHasThem(WriteSettings.Sink sink) throws Exception {
    List<OutputColumn> columns =
        Arrays.stream(ColumnType.values())
            .filter(type -> type != ColumnType.NULL)
            .filter(type -> type != ColumnType.INT8 || sink == WriteSettings.Sink.COLUMNAR)
            .map(type -> WriteFixture.column(type.name(), type))
            .toList();
    Gathered[] nothing =
        columns.stream()
            .map(column -> fixture.all(column.type(), Arrays.asList((Object) null)))
            .toArray(Gathered[]::new);
    Path file =
        WriteFixture.write(
            folder.resolve("p.parquet"),
            WriteFixture.settings(WriteSettings.Compression.ZSTD, sink),
            columns,
            nothing);
    ParquetSummary summary = ParquetSummary.of(file.toString());
    assertThat(summary.columns()).hasSameSizeAs(columns);
    summary
        .columns()
        .forEach((name, type) -> assertThat(type).isEqualTo(name.toLowerCase(Locale.ROOT)));
    assertThat(summary.rows()).isOne();
    assertThat(summary.rowGroups()).isOne();
    assertThat(summary.bytes()).isEqualTo(Files.size(file));
  }

  @Test
  void otherFilesAreErrorsThatNameThem() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "these are not columns at all");
    assertThatThrownBy(() -> ParquetSummary.of(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": not a complete Parquet file");
  }
}
