package org.cytobeam.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is written anew between the plan and the read. */
class PartitionReaderTest {
  private static final TableNames WANTED = new TableNames(List.of("image"), List.of("cells"));

  @TempDir private Path folder;

  /** Its records stand where they stood, so nothing but its time tells that it is another. */
  @Test
  void aFileOfTheSameSizeAndShapeIsNotTakenForTheOneThatWasIndexed() throws IOException {
    Path path = Files.writeString(folder.resolve("Cells.csv"), "ImageNumber,Area\n1,10\n1,11\n");
    TableIndex index = index();
    assertThat(rowsOf(index)).isEqualTo(2);
    FileTime listed = Files.getLastModifiedTime(path);
    Files.writeString(path, "ImageNumber,Area\n1,77\n1,88\n");
    Files.setLastModifiedTime(path, FileTime.fromMillis(listed.toMillis() + 1));
    assertThatThrownBy(() -> rowsOf(index))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(path + " changed during the run: it was last changed at ");
  }

  @Test
  void aColumnOfMoreTextThanItCanHoldIsNamed() throws IOException {
    Path path = folder.resolve("Cells.csv");
    Files.writeString(path, "ImageNumber,Area,Notes\n1,10,abc\n1,11,defg\n");
    TableIndex index = index();
    assertThat(rowsOf(index, 7)).isEqualTo(2);
    assertThatThrownBy(() -> rowsOf(index, 6))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column Notes of cells: one query would see more than 0 MB of its text (it is "
                + path
                + " where that is reached), and no column can hold that; write SQL that does not"
                + " look at it, or give a narrower --join-scope");
  }

  private TableIndex index() throws IOException {
    SourceFile file = SourceFinder.find(new SourceQuery(folder.toString(), WANTED, "csv")).get(0);
    return TableFormats.named("csv").index(file, WANTED).get(0);
  }

  private int rowsOf(TableIndex index) {
    return rowsOf(index, 100);
  }

  private int rowsOf(TableIndex index, long maxTextBytes) {
    ImageRun run = index.runs().get(0);
    ImageSlice slice =
        new ImageSlice(0, run.tableNumber(), run.imageNumber(), run.ranges(), run.rows());
    ChunkDescriptor chunk =
        new ChunkDescriptor(0, 0, 0, index.table(), List.of(slice), run.rows(), run.bytes());
    List<String> names = index.columns().stream().map(Column::name).toList();
    TableSchema schema = new TableSchema("cells", "cells", index.columns(), names, index.keys());
    try (BufferAllocator allocator = new RootAllocator();
        PartitionTable table =
            new PartitionReader(allocator, folder, maxTextBytes).read(schema, List.of(chunk))) {
      return table.rows();
    }
  }
}
