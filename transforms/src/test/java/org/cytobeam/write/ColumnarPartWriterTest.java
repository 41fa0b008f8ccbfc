package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.format.ColumnChunk;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnarPartWriterTest {
  @TempDir Path folder;
  private final WriteFixture fixture = new WriteFixture();

  @AfterEach
  void everyVectorIsReleased() {
    fixture.close();
  }

  @Test
  void theBytesDependNeitherOnTheSplitIntoAppendsNorOnTheSpool() throws Exception {
    int rows = 50_000;
    Random random = new Random(7);
    List<Double> numbers = random.doubles(rows).boxed().toList();
    List<String> texts =
        numbers.stream().map(x -> x < 0.3 ? null : "t".repeat((int) (x * 9))).toList();
    List<FieldVector> vectors =
        List.of(fixture.vector(ColumnType.DOUBLE, numbers), fixture.vector(ColumnType.TEXT, texts));

    byte[] whole = WriteFixture.bytes(writeInSteps("a.parquet", vectors, rows, rows, false));

    assertThat(WriteFixture.bytes(writeInSteps("b.parquet", vectors, rows, 777, false)))
        .isEqualTo(whole);
    assertThat(WriteFixture.bytes(writeInSteps("c.parquet", vectors, rows, 4_999, true)))
        .isEqualTo(whole);
  }

  private Path writeInSteps(
      String name, List<FieldVector> vectors, int rows, int step, boolean spooled)
      throws Exception {
    List<OutputColumn> columns =
        List.of(
            WriteFixture.column("n", ColumnType.DOUBLE), WriteFixture.column("t", ColumnType.TEXT));
    String path = folder.resolve(name).toString();
    try (PartWriter writer =
        spooled
            ? PartWriters.open(path, columns, WriteFixture.COLUMNAR, folder)
            : PartWriters.open(path, columns, WriteFixture.COLUMNAR)) {
      for (int start = 0; start < rows; start += step) {
        int[] taken = IntStream.range(start, Math.min(rows, start + step)).toArray();
        writer.append(vectors.stream().map(v -> new Gathered(v, taken)).toList(), taken.length);
      }
      writer.finish();
    }
    return folder.resolve(name);
  }

  @Test
  void theSpoolIsGoneWhenTheWriterIsAbandoned() throws Exception {
    List<OutputColumn> columns = List.of(WriteFixture.column("x", ColumnType.DOUBLE));
    String path = folder.resolve("p.parquet").toString();

    try (PartWriter writer = PartWriters.open(path, columns, WriteFixture.COLUMNAR, folder)) {
      Gathered many = fixture.all(ColumnType.DOUBLE, Collections.nCopies(10_000, 0.1));
      writer.append(List.of(many), 10_000);
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void smallWholeNumbersAreCastOrRefused() throws Exception {
    Path part = folder.resolve("p.parquet");
    List<OutputColumn> columns = List.of(WriteFixture.column("n", ColumnType.INT8));

    WriteFixture.write(
        part,
        WriteFixture.COLUMNAR,
        columns,
        fixture.all(ColumnType.INT64, Arrays.asList(-128L, null, 127L)));

    assertThat(WriteFixture.select("n || typeof(n)", part))
        .containsExactly("-128TINYINT", null, "127TINYINT");
    Gathered tooSmall = fixture.all(ColumnType.INT64, List.of(-129L));
    assertThatThrownBy(() -> WriteFixture.write(part, WriteFixture.COLUMNAR, columns, tooSmall))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column n: the value -129 does not fit the type INT8 it is cast to, which holds -128"
                + " to 127");
  }

  @Test
  void noChunkPointsOutsideItsRowGroup() throws Exception {
    Path part =
        fixture.write(
            folder.resolve("p.parquet"), WriteFixture.COLUMNAR, ColumnType.INT64, List.of(1L));

    ColumnChunk chunk = WriteFixture.footer(part).getRow_groups().get(0).getColumns().get(0);

    assertThat(chunk.isSetColumn_index_offset()).isFalse();
    assertThat(chunk.isSetOffset_index_offset()).isFalse();
    assertThat(chunk.getMeta_data().isSetBloom_filter_offset()).isFalse();
  }

  @Test
  void thousandsOfColumnsTakeLittleMemory() throws Exception {
    int columnCount = 3_000;
    FieldVector vector = fixture.vector(ColumnType.DOUBLE, Collections.nCopies(200, 0.25));
    Gathered gathered = new Gathered(vector, IntStream.range(0, 200).toArray());
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < columnCount; i++) {
      columns.add(WriteFixture.column("Cells_Feature_" + i, ColumnType.DOUBLE));
    }
    String path = folder.resolve("wide.parquet").toString();
    long before = usedHeapBytes();

    try (PartWriter writer = PartWriters.open(path, columns, WriteFixture.COLUMNAR)) {
      writer.append(Collections.nCopies(columnCount, gathered), 200);
      assertThat(usedHeapBytes() - before).isLessThan(64L << 20);
      writer.finish();
    }

    assertThat(WriteFixture.query("SELECT sum(Cells_Feature_2999) FROM '%s'".formatted(path)))
        .containsExactly(List.of("50.0"));
  }

  private static long usedHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
