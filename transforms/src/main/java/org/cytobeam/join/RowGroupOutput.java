package org.cytobeam.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.write.Gathered;
import org.cytobeam.write.PartWriter;
import org.cytobeam.write.PartWriters;
import org.cytobeam.write.WriteSettings;

/**
 * The parts of one row group, opened when the first row comes. Names carry a UUID, so a bundle that
 * runs twice writes two files and the commit takes the one whose result was kept.
 */
final class RowGroupOutput implements AutoCloseable {
  private final long rowGroup;
  private final OutputSchema schema;
  private final WriteSettings settings;
  private final String folder;
  private final boolean dropNull;
  private final String spoolFolder;
  private final Tally tally;
  private final Map<String, PartWriter> writers = new LinkedHashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();

  /**
   * @param spoolFolder where pages wait on local disk; empty to keep them in memory
   */
  RowGroupOutput(
      long rowGroup, OutputSchema schema, JoinSettings settings, String spoolFolder, Tally tally) {
    this.rowGroup = rowGroup;
    this.schema = schema;
    this.settings = settings.write();
    this.folder = settings.temporaryFolder();
    this.dropNull = settings.dropNull();
    this.spoolFolder = spoolFolder;
    this.tally = tally;
  }

  /** Adds rows to an output: empty for the joined table, else a group. */
  void append(String output, List<Gathered> columns, int rows) throws IOException {
    List<Gathered> kept = columns;
    int keptRows = rows;
    if (dropNull) {
      NullFilter filter = new NullFilter(columns, rows);
      kept = filter.columns();
      keptRows = filter.rows();
      tally.withNull(rows - keptRows);
    }
    if (keptRows > 0) {
      writer(schema.output(output)).append(kept, keptRows);
      tally.written(output, keptRows);
    }
  }

  private PartWriter writer(OutputTable output) throws IOException {
    PartWriter writer = writers.get(output.name());
    if (writer == null) {
      String path =
          String.format(
              Locale.ROOT, "%s/parts/%08d-%s.parquet", folder, rowGroup, UUID.randomUUID());
      writer =
          spoolFolder.isEmpty()
              ? PartWriters.open(path, output.columns(), settings)
              : PartWriters.open(path, output.columns(), settings, spool());
      writers.put(output.name(), writer);
      paths.put(output.name(), path);
    }
    return writer;
  }

  private Path spool() throws IOException {
    return Files.createDirectories(Path.of(spoolFolder));
  }

  /** Completes the parts. */
  List<Part> finish() throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, PartWriter> writer : writers.entrySet()) {
      writer.getValue().finish();
      String output = writer.getKey();
      parts.add(new Part(output, paths.get(output), tally.rowsOf(output)));
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (PartWriter writer : writers.values()) {
      try {
        writer.close();
      } catch (IOException | RuntimeException e) {
        if (failure == null) {
          failure = new IOException("a part could not be closed: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
