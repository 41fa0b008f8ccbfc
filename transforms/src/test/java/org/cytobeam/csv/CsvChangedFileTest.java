package org.cytobeam.csv;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said when a file no longer holds what its index promised. */
class CsvChangedFileTest {
  private static final String CONTENT = "ImageNumber,Area\n1,10\n1,11\n2,12\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ImageNumber,Area\\n1,10\\n|it had 32 bytes and has 22",
        "ImageNumbxx,Area\\n1,10\\n1,11\\n2,12\\n|its header has no ImageNumber",
        "ImageNumber,Area\\n1,10\\n1,1112,12\\n"
            + "|the bytes 17 to 27 of image 1 are no longer whole records",
        "ImageNumber,Area\\n1,10\\n1,1112,123|the bytes 17 to 27 of image 1 are no longer whole records",
        "ImageNumber,Area\\n1,10\\n1111\\n2,12\\n|the record at byte 22 has 1 fields, the header has 2",
        "ImageNumber,Area\\n1,10\\n2,11\\n2,12\\n"
            + "|the record at byte 22 belongs to image '2', not to image 1",
        "ImageNumber,Area\\n1,10\\n\\n\\n\\n\\n\\n2,12\\n|image 1 had 2 rows and has 1",
        "ImageNumber,Area\\n1,\\n1,\\n1,9\\n2,12\\n|image 1 had 2 rows and has more"
      })
  void changesAreToldWithTheFile(String changed, String message) throws IOException {
    CsvFixture csv = new CsvFixture(folder);
    SourceFile file = csv.write("Cells.csv", "cells", CONTENT);
    TableIndex index = csv.index(file);
    Files.writeString(Path.of(file.path()), changed.replace("\\n", "\n"));
    assertThatThrownBy(() -> csv.read(index))
        .isInstanceOf(IOException.class)
        .hasMessage(file.path() + " changed while it was read: " + message);
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    CsvFixture csv = new CsvFixture(folder);
    TableIndex index = csv.indexCells(CONTENT);
    Files.delete(Path.of(index.table().path()));
    assertThatThrownBy(() -> csv.read(index))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(index.table().path() + " cannot be read: ");
  }

  @Test
  void aChunkMustFitItsBatch() throws IOException {
    CsvFixture csv = new CsvFixture(folder);
    TableIndex index = csv.indexCells(CONTENT);
    try (BufferAllocator allocator = new RootAllocator();
        ColumnBatch batch = ColumnBatch.allocate(allocator, index.columns(), 3)) {
      assertThatThrownBy(
              () -> csv.format().read(CsvFixture.chunk(index, index.runs()), batch, 1, folder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("3 rows from row 1 on do not fit a batch of 3 rows");
    }
  }
}
