package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.commit.CommitSettings;
import org.cytobeam.model.UserError;
import org.cytobeam.storage.Storage;
import org.cytobeam.write.ParquetSummary;

/**
 * What is in an output: read from the footers of its files, and from the report beside it.
 *
 * @param producer the program that says it has written the files, and its version; empty for none
 * @param options CytoBeam's options that decided the table; missing for other programs' files
 * @param tables the joined table alone, or one a folder
 * @param report missing where none is beside the output
 */
public record OutputInspection(
    String path, String producer, JsonNode options, List<Table> tables, JsonNode report) {
  /**
   * One table.
   *
   * @param table {@code joined}, or the folder's name
   * @param images how many it has rows of; 0 where it has no image key
   * @param plates their names, where it has a column of them
   * @param columns name and type, of the first file
   */
  public record Table(
      String table,
      long files,
      long bytes,
      long valueBytes,
      long rows,
      long rowGroups,
      long images,
      List<String> plates,
      Map<String, String> columns) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEPEST = 2;

  /**
   * Reads an output, if the path is one: a Parquet file, or a folder with nothing else in it.
   *
   * @throws UserError if a file cannot be read
   */
  public static Optional<OutputInspection> at(String path) {
    if (!Storage.isLocal(path)) {
      return Optional.empty();
    }
    try {
      Map<String, List<Path>> files = parquetFiles(Storage.local(path));
      return files.isEmpty() ? Optional.empty() : Optional.of(read(path, files));
    } catch (IOException e) {
      throw new UserError("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** By table; empty if anything else is there. */
  private static Map<String, List<Path>> parquetFiles(Path root) throws IOException {
    Map<String, List<Path>> tables = new TreeMap<>();
    if (Files.isRegularFile(root)) {
      if (isParquet(root)) {
        tables.put("joined", List.of(root));
      }
      return tables;
    }
    if (!Files.isDirectory(root)) {
      return tables;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      // Of a source the first file is enough, and it may have a hundred thousand.
      for (Iterator<Path> files = walk.filter(Files::isRegularFile).iterator(); files.hasNext(); ) {
        Path file = files.next();
        Path below = root.relativize(file);
        if (below.getNameCount() > DEEPEST || !isParquet(file)) {
          return Map.of();
        }
        String table = below.getNameCount() == 1 ? "joined" : below.getName(0).toString();
        tables.computeIfAbsent(table, t -> new ArrayList<>()).add(file);
      }
    }
    tables.values().forEach(Collections::sort);
    return tables;
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
    }
  }

  private static OutputInspection read(String path, Map<String, List<Path>> files)
      throws IOException {
    List<Table> tables = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, List<Path>> entry : files.entrySet()) {
      List<ParquetSummary> parts = new ArrayList<>();
      for (Path file : entry.getValue()) {
        parts.add(ParquetSummary.of(file.toAbsolutePath().normalize().toString()));
      }
      OutputImages images = OutputImages.of(entry.getValue(), parts.get(0).columns().keySet());
      tables.add(table(entry.getKey(), parts, images));
      metadata.putAll(parts.get(0).metadata());
    }
    String options = metadata.get("cytobeam-options");
    String version = metadata.getOrDefault("data-producer-version", "");
    return new OutputInspection(
        path,
        (metadata.getOrDefault("data-producer", "") + " " + version).strip(),
        options == null ? MissingNode.getInstance() : JSON.readTree(options),
        tables,
        report(path));
  }

  private static Table table(String name, List<ParquetSummary> parts, OutputImages images) {
    return new Table(
        name,
        parts.size(),
        parts.stream().mapToLong(ParquetSummary::bytes).sum(),
        parts.stream().mapToLong(ParquetSummary::valueBytes).sum(),
        parts.stream().mapToLong(ParquetSummary::rows).sum(),
        parts.stream().mapToLong(ParquetSummary::rowGroups).sum(),
        images.images(),
        images.plates(),
        parts.get(0).columns());
  }

  /** The report, unless some other program's file has its name. */
  private static JsonNode report(String path) throws IOException {
    String report = CommitSettings.reportPath(path);
    if (!Files.isRegularFile(Storage.local(report))) {
      return MissingNode.getInstance();
    }
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(report, false)))) {
      JsonNode read = JSON.readTree(in);
      return read.path("result").isObject() ? read : MissingNode.getInstance();
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      return MissingNode.getInstance();
    }
  }
}
