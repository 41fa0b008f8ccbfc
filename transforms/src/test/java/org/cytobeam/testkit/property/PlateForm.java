package org.cytobeam.testkit.property;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * The forms in which one plate may come. To add one, say how its files are written, and what its
 * sources and columns are called then.
 */
public enum PlateForm {
  /** A folder a source, a CSV file a table. */
  FOLDERS {
    @Override
    void write(TextSource source, Path folder) throws IOException {
      files(source, folder, "", ",", "\n");
    }
  },
  /** With a byte-order mark, and lines that end in CRLF. */
  OF_WINDOWS {
    @Override
    void write(TextSource source, Path folder) throws IOException {
      files(source, folder, "", ",", "\r\n");
      for (String table : source.tables().keySet()) {
        Path file = folder.resolve(source.name()).resolve(table + ".csv");
        if (Files.size(file) > 0) {
          Files.writeString(file, "\uFEFF" + Files.readString(file));
        }
      }
    }
  },
  /** Separated by tabs, in {@code Cells.txt}. */
  OF_TABS {
    @Override
    void write(TextSource source, Path folder) throws IOException {
      for (Path file : files(source, folder, "", "\t", "\n")) {
        Files.move(file, file.resolveSibling(stem(file) + ".txt"));
      }
    }
  },
  /** {@code Cells.csv.gz}. */
  PACKED {
    @Override
    void write(TextSource source, Path folder) throws IOException {
      for (Path file : files(source, folder, "", ",", "\n")) {
        try (OutputStream packed =
            new GZIPOutputStream(
                Files.newOutputStream(file.resolveSibling(stem(file) + ".csv.gz")))) {
          Files.copy(file, packed);
        }
        Files.delete(file);
      }
    }
  },
  /** {@code MyExpt_Cells.csv}, as CellProfiler names files by itself. */
  PREFIXED {
    @Override
    void write(TextSource source, Path folder) throws IOException {
      files(source, folder, PREFIX, ",", "\n");
    }

    @Override
    String sourceName(String name) {
      return name + "/" + PREFIX;
    }
  },
  /** A folder an image. */
  SITES {
    @Override
    List<TextSource> split(TextSource source) {
      return sites(source);
    }

    @Override
    void write(TextSource source, Path folder) throws IOException {
      files(source, folder, "", ",", "\n");
    }
  },
  /** A database a source, with the tables and columns of the CSV files. */
  DATABASE {
    @Override
    void write(TextSource source, Path folder) throws IOException, SQLException {
      TextDatabase.write(source, folder.resolve(source.name() + ".sqlite"), "");
    }

    @Override
    String sourceName(String name) {
      return name + ".sqlite";
    }
  },
  /** As CellProfiler's ExportToDatabase writes it: prefixed tables and columns. */
  CELLPROFILER_DATABASE {
    @Override
    void write(TextSource source, Path folder) throws IOException, SQLException {
      TextDatabase.write(source, folder.resolve(source.name() + ".db"), PREFIX + "Per_");
    }

    @Override
    TextTable table(String name, TextTable table) {
      return new TextTable(
          table.columns().stream().map(column -> prefixed(name, column)).toList(), table.rows());
    }

    @Override
    String sourceName(String name) {
      return name + ".db";
    }
  };

  private static final String PREFIX = "MyExpt_";

  /** Writes one of {@link #split}'s sources. */
  abstract void write(TextSource source, Path folder) throws IOException, SQLException;

  /** The source's name in reports, and by which sources are ordered. */
  String sourceName(String name) {
    return name + "/";
  }

  /** What the form makes of a source. */
  List<TextSource> split(TextSource source) {
    return List.of(source);
  }

  /** A table as it is called in this form. */
  TextTable table(String name, TextTable table) {
    return table;
  }

  /** Writes a plate below a folder. */
  public final void write(TextPlate plate, Path folder) throws IOException, SQLException {
    for (TextSource source : plate.sources()) {
      for (TextSource part : split(source)) {
        write(named(part, part.name()), folder);
      }
    }
  }

  /** The sources that a conversion finds, in their order and under its names for them. */
  public final List<TextSource> sources(TextPlate plate) {
    return plate.sources().stream()
        .flatMap(source -> split(source).stream())
        .map(source -> named(source, sourceName(source.name())))
        .filter(source -> !source.tables().isEmpty())
        .sorted(Comparator.comparing(TextSource::name, ImageId.BY_BYTES))
        .toList();
  }

  private TextSource named(TextSource source, String name) {
    Map<String, TextTable> tables = new LinkedHashMap<>();
    source.tables().forEach((table, rows) -> tables.put(table, table(table, rows)));
    return new TextSource(name, tables);
  }

  /** The number that a source of CSV files is given: the CRC-32 of its image file. */
  public static long csvChecksum(TextSource source) {
    CRC32 crc = new CRC32();
    crc.update(
        source.tables().get(OracleOptions.IMAGE).toString().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static String stem(Path csv) {
    return csv.getFileName().toString().replace(".csv", "");
  }

  private static List<Path> files(
      TextSource source, Path folder, String prefix, String delimiter, String newline)
      throws IOException {
    List<Path> files = new ArrayList<>();
    Path own = Files.createDirectories(folder.resolve(source.name()));
    for (Map.Entry<String, TextTable> table : source.tables().entrySet()) {
      Path file = own.resolve(prefix + table.getKey() + ".csv");
      files.add(Files.writeString(file, table.getValue().csv(delimiter, newline)));
    }
    return files;
  }

  private static List<TextSource> sites(TextSource source) {
    TextTable images = source.tables().get(OracleOptions.IMAGE);
    List<TextSource> sites = new ArrayList<>();
    for (List<String> image : images.rows()) {
      String number = images.value(image, "ImageNumber");
      Map<String, TextTable> tables = new LinkedHashMap<>();
      source
          .tables()
          .forEach(
              (name, table) ->
                  tables.put(
                      name,
                      new TextTable(
                          table.columns(),
                          table.rows().stream()
                              .filter(row -> table.value(row, "ImageNumber").equals(number))
                              .toList())));
      String name = String.format(Locale.ROOT, "%s/%04d", source.name(), Integer.valueOf(number));
      sites.add(new TextSource(name, tables));
    }
    return sites;
  }

  private static String prefixed(String table, String column) {
    boolean begins = column.regionMatches(true, 0, table, 0, table.length());
    if (column.equals("ImageNumber") || begins) {
      return column;
    }
    return table + "_" + (column.equals("ObjectNumber") ? "Number_Object_Number" : column);
  }
}
