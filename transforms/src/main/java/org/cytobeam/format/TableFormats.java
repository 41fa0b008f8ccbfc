package org.cytobeam.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cytobeam.csv.CsvFormat;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.sqlite.SqliteFormat;

/** The formats there are. */
public final class TableFormats {
  private static final List<TableFormat> ALL =
      List.of(SqliteFormat.ofPages(), SqliteFormat.ofSqlite(), new CsvFormat());

  private TableFormats() {}

  /** Those that a person may choose; how databases are read is no format of its own there. */
  public static List<String> names() {
    return List.of(SqliteFormat.NAME, "csv");
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TableFormat named(String name) {
    return ALL.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table format " + name));
  }

  /** Gives up what all formats have kept in a temporary folder. */
  public static void forget(Path temporaryFolder) throws IOException {
    for (TableFormat format : ALL) {
      format.forget(temporaryFolder);
    }
  }

  /** The format that recognises a file's first bytes, if any does. */
  public static Optional<TableFormat> recognise(byte[] head, String fileName) {
    return ALL.stream().filter(f -> f.recognises(head, fileName)).findFirst();
  }

  /**
   * The format that a file's name promises, for listings of thousands of files: {@code .csv},
   * {@code .tsv}, {@code .txt}, each perhaps with {@code .gz} behind, or {@code .sqlite}, {@code
   * .sqlite3}, {@code .db}.
   */
  public static Optional<TableFormat> promisedBy(String fileName) {
    if (CsvNames.isTable(fileName)) {
      return Optional.of(named("csv"));
    }
    String lower = fileName.toLowerCase(Locale.ROOT);
    boolean database =
        lower.endsWith(".sqlite") || lower.endsWith(".sqlite3") || lower.endsWith(".db");
    return database ? Optional.of(named("sqlite")) : Optional.empty();
  }
}
