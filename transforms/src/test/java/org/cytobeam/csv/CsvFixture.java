package org.cytobeam.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.util.Text;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;

/** Writes CSV files, and indexes and reads them as the pipeline does. */
record CsvFixture(Path folder, CsvFormat format) {
  static final TableNames WANTED = new TableNames(List.of("image"), List.of("cells", "nuclei"));
  static final TableNames EVERYTHING = new TableNames(List.of(), List.of());

  CsvFixture(Path folder) {
    this(folder, new CsvFormat());
  }

  /** Where compressed files are unpacked. */
  Path unpacked() {
    return folder.resolve("unpacked");
  }

  SourceFile write(String name, String tag, String content) {
    return write(name, tag, content.getBytes(StandardCharsets.UTF_8));
  }

  SourceFile write(String name, String tag, byte[] content) {
    Path path = folder.resolve(name);
    try {
      Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String group = tag.isEmpty() ? "all_files" : tag;
    return new SourceFile("site1/", "site1/", path.toString(), "csv", tag, group, content.length);
  }

  TableIndex index(SourceFile file) throws IOException {
    List<TableIndex> tables = format.index(file, file.tag().isEmpty() ? EVERYTHING : WANTED);
    if (tables.size() != 1) {
      throw new AssertionError("a CSV file is one table: " + tables);
    }
    return tables.get(0);
  }

  TableIndex indexCells(String content) throws IOException {
    return index(write("Cells.csv", "cells", content));
  }

  /** The message of the one problem of a file's index. */
  String problem(byte[] content) throws IOException {
    TableIndex index = index(write("Cells.csv", "cells", content));
    if (index.problems().size() != 1) {
      throw new AssertionError("not one problem: " + index.problems());
    }
    return index.problems().get(0).message();
  }

  String problem(String content) throws IOException {
    return problem(content.getBytes(StandardCharsets.UTF_8));
  }

  static ChunkDescriptor chunk(TableIndex index, List<ImageRun> runs) {
    List<ImageSlice> slices = new ArrayList<>();
    for (ImageRun run : runs) {
      slices.add(
          new ImageSlice(
              slices.size(), run.tableNumber(), run.imageNumber(), run.ranges(), run.rows()));
    }
    long rows = runs.stream().mapToLong(ImageRun::rows).sum();
    return new ChunkDescriptor(0, 0, 0, index.table(), slices, rows, 0);
  }

  List<List<Object>> read(TableIndex index) throws IOException {
    return read(index, index.columns(), index.runs());
  }

  /** The rows of those runs as Java objects, read as one chunk. */
  List<List<Object>> read(TableIndex index, List<Column> columns, List<ImageRun> runs)
      throws IOException {
    ChunkDescriptor chunk = chunk(index, runs);
    int rows = Math.toIntExact(chunk.rows());
    // Closing the allocator fails if the batch leaves memory behind.
    try (BufferAllocator allocator = new RootAllocator();
        ColumnBatch batch = ColumnBatch.allocate(allocator, columns, rows + 1)) {
      format.read(chunk, batch, 1, unpacked());
      batch.seal();
      List<List<Object>> read = new ArrayList<>();
      for (int row = 1; row <= rows; row++) {
        read.add(row(batch, row));
      }
      return read;
    }
  }

  private static List<Object> row(ColumnBatch batch, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < batch.columns().size(); i++) {
      Object value = batch.vector(i).getObject(row);
      values.add(value instanceof Text t ? t.toString() : value);
    }
    return values;
  }
}
