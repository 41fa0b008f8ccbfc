package org.cytobeam.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Samples;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.schema.TableSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that travelled are the rows that were read. */
class PartitionBatchTest {
  @TempDir Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void nullNanTextAndUnreadableCountsTravel() throws Exception {
    ChunkDescriptor first =
        chunk("a/", 0, "ImageNumber,A,T,N\n1,1.5,x,\n1,,\uD83D\uDD2C,\n2,nan,,\n");
    ChunkDescriptor second =
        chunk("b/", 2, "ImageNumber,A,T,B\n7,text,\"q,\"\"\",true\n7,-inf,y,no\n");
    TableSchema schema =
        new TableSchema(
            "cells",
            "cells",
            List.of(
                new Column("A", ColumnType.DOUBLE),
                new Column("ImageNumber", ColumnType.INT64),
                new Column("T", ColumnType.TEXT),
                new Column("B", ColumnType.BOOL),
                new Column("N", ColumnType.TEXT)),
            List.of("A", "I", "T", "B", "N"),
            new org.cytobeam.model.KeyColumns("", "ImageNumber", ""));
    TableChunks chunks = new TableChunks("cells", List.of(first, second), List.of());
    try (BufferAllocator allocator = new RootAllocator();
        PartitionTable direct = chunks.open(0, schema, allocator, folder)) {
      assertThat(rows(direct))
          .containsExactly(
              Arrays.asList(1.5, 1L, "x", null, null),
              Arrays.asList(null, 1L, "\uD83D\uDD2C", null, null),
              Arrays.asList(Double.NaN, 2L, null, null, null),
              Arrays.asList(null, 7L, "q,\"", true, null),
              Arrays.asList(Double.NEGATIVE_INFINITY, 7L, "y", false, null));
      assertThat(direct.images()).containsExactly(0, 0, 1, 2, 2);
      assertThat(direct.unreadable()).containsExactly(new UnreadableColumn("b/", "cells", "A", 1));

      TableChunks travelling =
          new TableChunks("cells", chunks.chunks(), List.of(PartitionBatch.of(0, direct)));
      Files.delete(folder.resolve("a_.csv"));
      try (PartitionTable travelled = travelling.open(0, schema, allocator, folder)) {
        assertThat(rows(travelled)).isEqualTo(rows(direct));
        assertThat(travelled.images()).isEqualTo(direct.images());
        assertThat(travelled.unreadable()).isEqualTo(direct.unreadable());
        assertThat(travelled.tag()).isEqualTo("cells");
      }
    }
  }

  @Test
  void aTableOfWhichNoColumnIsReadKeepsItsRows() throws Exception {
    ChunkDescriptor chunk = chunk("a/", 0, "ImageNumber,A\n1,1\n1,2\n5,3\n");
    TableSchema schema =
        new TableSchema(
            "cells", "cells", List.of(), List.of(), new org.cytobeam.model.KeyColumns("", "", ""));
    try (BufferAllocator allocator = new RootAllocator();
        PartitionTable direct =
            new PartitionReader(allocator, folder).read(schema, List.of(chunk));
        PartitionTable travelled =
            PartitionBatch.of(0, direct).open(allocator, schema, List.of(chunk))) {
      assertThat(direct.images()).containsExactly(0, 0, 1);
      assertThat(travelled.images()).containsExactly(0, 0, 1);
    }
  }

  @Test
  void aPartitionWithoutChunksIsEmptyNotMissing() throws Exception {
    TableSchema schema =
        new TableSchema(
            "cells",
            "cells",
            List.of(new Column("A", ColumnType.DOUBLE)),
            List.of("A"),
            new org.cytobeam.model.KeyColumns("", "", ""));
    try (BufferAllocator allocator = new RootAllocator();
        PartitionTable empty =
            new TableChunks("cells", List.of(), List.of()).open(3, schema, allocator, folder)) {
      assertThat(empty.rows()).isZero();
      assertThat(empty.batch().vector(0).getValueCount()).isZero();
    }
  }

  /** A whole file as one chunk, its images numbered from an ordinal on. */
  private ChunkDescriptor chunk(String source, int firstOrdinal, String content) throws Exception {
    Path path = folder.resolve(source.replace('/', '_') + ".csv");
    Files.writeString(path, content);
    SourceFile file =
        new SourceFile(source, source, path.toString(), "csv", "cells", "cells", Files.size(path));
    TableIndex index = TableFormats.named("csv").index(file, Samples.WANTED).get(0);
    List<ImageSlice> slices = new ArrayList<>();
    for (ImageRun run : index.runs()) {
      slices.add(
          new ImageSlice(
              firstOrdinal + slices.size(),
              run.tableNumber(),
              run.imageNumber(),
              run.ranges(),
              run.rows()));
    }
    return new ChunkDescriptor(0, 0, 0, index.table(), slices, index.rows(), 0);
  }

  private static List<List<Object>> rows(PartitionTable table) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      List<Object> values = new ArrayList<>();
      for (int c = 0; c < table.batch().columns().size(); c++) {
        Object value = table.batch().vector(c).getObject(row);
        values.add(value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value);
      }
      rows.add(values);
    }
    return rows;
  }
}
