package org.cytobeam.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.TableIndex;
import org.cytobeam.schema.PlateField;

/**
 * The plates that image tables name, with the rows of each: the one thing read beyond the index.
 */
final class Plates {
  /**
   * A plate of thousands of site folders names itself in each: so many image tables tell enough.
   */
  static final int TABLES_READ = 200;

  private final Map<String, Long> rows = new TreeMap<>();

  private final Path temporaryFolder;

  private Plates(Path temporaryFolder) {
    this.temporaryFolder = temporaryFolder;
  }

  /**
   * Reads the best plate column of each image table, of the first {@link #TABLES_READ}.
   *
   * @param temporaryFolder a local folder, made when it is missing, for what must be unpacked
   * @throws IOException if a table cannot be read; the message names the file
   */
  static Map<String, Long> in(List<TableIndex> imageTables, Path temporaryFolder)
      throws IOException {
    Plates plates = new Plates(temporaryFolder);
    try (BufferAllocator allocator = new RootAllocator()) {
      for (TableIndex table : imageTables.stream().limit(TABLES_READ).toList()) {
        Optional<String> column = plateColumn(table);
        if (column.isPresent()) {
          plates.read(table, column.get(), allocator);
        }
      }
    }
    TableFormats.forget(temporaryFolder);
    return plates.rows;
  }

  private static Optional<String> plateColumn(TableIndex table) {
    String tag = table.table().tag();
    return table.columns().stream()
        .map(Column::name)
        .filter(name -> PlateField.PLATE.rank(tag, name) >= 0)
        .min(Comparator.comparingInt(name -> PlateField.PLATE.rank(tag, name)));
  }

  private void read(TableIndex table, String column, BufferAllocator allocator) throws IOException {
    List<ImageSlice> slices = new ArrayList<>();
    long count = 0;
    for (ImageRun run : table.runs()) {
      slices.add(
          new ImageSlice(
              slices.size(), run.tableNumber(), run.imageNumber(), run.ranges(), run.rows()));
      count += run.rows();
    }
    List<Column> columns = List.of(new Column(column, ColumnType.TEXT));
    try (ColumnBatch batch = ColumnBatch.allocate(allocator, columns, Math.toIntExact(count))) {
      TableFormats.named(table.table().format())
          .read(
              new ChunkDescriptor(0, 0, 0, table.table(), slices, count, 0),
              batch,
              0,
              temporaryFolder);
      VarCharVector texts = (VarCharVector) batch.seal().vector(0);
      for (int row = 0; row < count; row++) {
        if (!texts.isNull(row)) {
          rows.merge(new String(texts.get(row), StandardCharsets.UTF_8), 1L, Long::sum);
        }
      }
    }
  }
}
