package org.cytobeam.testkit;

import static org.cytobeam.testkit.SqliteTable.quoted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.cytobeam.testkit.PlateColumn.Kind;

/** Writes plates as the two kinds of SQLite file of this field; memory is one image. */
public final class SqlitePlate {
  private SqlitePlate() {}

  /** {@link #writeCellProfiler(Plate, Path, String)} with no prefix: {@code Per_Cells}. */
  public static void writeCellProfiler(Plate plate, Path file) throws IOException, SQLException {
    writeCellProfiler(plate, file, "");
  }

  /**
   * As CellProfiler's ExportToDatabase does: {@code Per_Image}, {@code Per_Cells}, ..., prefixed
   * columns, primary keys, rows in the keys' order. NaN is stored as NULL.
   *
   * @param tablePrefix before every table's name: {@code MyExpt_}
   */
  public static void writeCellProfiler(Plate plate, Path file, String tablePrefix)
      throws IOException, SQLException {
    plate.requireNoTableNumbers("A CellProfiler database");
    try (Connection connection = create(file)) {
      writeExperiment(connection, tablePrefix);
      try (SqliteTable image = perImage(connection, plate, tablePrefix);
          SqliteTable cells = perObject(connection, plate, tablePrefix, Compartment.CELLS);
          SqliteTable nuclei = perObject(connection, plate, tablePrefix, Compartment.NUCLEI);
          SqliteTable cytoplasm =
              perObject(connection, plate, tablePrefix, Compartment.CYTOPLASM)) {
        for (int i = 0; i < plate.imageCount(); i++) {
          PlateImage plateImage = plate.image(i);
          List<Object> ids = List.of(plateImage.imageNumber());
          if (plateImage.hasRow()) {
            image.add(ids, plateImage.values());
          }
          for (PlateRow row : plateImage.cells()) {
            cells.add(ids, Compartment.CELLS.values(row));
          }
          for (PlateRow row : plateImage.nuclei()) {
            nuclei.add(ids, Compartment.NUCLEI.values(row));
          }
          for (PlateRow row : plateImage.cytoplasm()) {
            cytoplasm.add(ids, Compartment.CYTOPLASM.values(row));
          }
        }
      }
      connection.commit();
    }
  }

  /**
   * As CellProfiler's ExportToDatabase does with a single object table: {@code Per_Image}, and
   * {@code Per_Object}, whose rows hold a cell, a nucleus and a cytoplasm that have nothing to do
   * with each other. Shorter objects are padded with NULL, here before their first, so that no
   * object has the number of its row by chance alone.
   *
   * @param tablePrefix before every table's name: {@code MyExpt_}
   */
  public static void writeCombined(Plate plate, Path file, String tablePrefix)
      throws IOException, SQLException {
    plate.requireNoTableNumbers("A CellProfiler database");
    try (Connection connection = create(file)) {
      try (SqliteTable image = perImage(connection, plate, tablePrefix);
          SqliteTable objects = combined(connection, plate, tablePrefix)) {
        for (int i = 0; i < plate.imageCount(); i++) {
          PlateImage plateImage = plate.image(i);
          if (plateImage.hasRow()) {
            image.add(List.of(plateImage.imageNumber()), plateImage.values());
          }
          addCombined(objects, plate, plateImage);
        }
      }
      connection.commit();
    }
  }

  private static void addCombined(SqliteTable objects, Plate plate, PlateImage image)
      throws SQLException {
    int count = 0;
    for (Compartment compartment : Compartment.values()) {
      count = Math.max(count, image.rows(compartment).size());
    }
    for (int i = 0; i < count; i++) {
      List<Object> values = new ArrayList<>();
      for (Compartment compartment : Compartment.values()) {
        List<PlateRow> rows = image.rows(compartment);
        int padding = count - rows.size();
        values.addAll(
            i < padding
                ? Collections.nCopies(compartment.columns(plate.features()).size(), null)
                : compartment.values(rows.get(i - padding)));
      }
      objects.add(List.of(image.imageNumber(), i + 1L), values);
    }
  }

  private static SqliteTable combined(Connection connection, Plate plate, String prefix)
      throws SQLException {
    List<String> declarations =
        new ArrayList<>(List.of("\"ImageNumber\" INTEGER", "\"ObjectNumber\" INTEGER"));
    for (Compartment compartment : Compartment.values()) {
      compartment
          .columns(plate.features())
          .forEach(column -> declarations.add(declare(compartment.stem() + "_", column)));
    }
    return new SqliteTable(
        connection, prefix + "Per_Object", declarations, "PRIMARY KEY (ImageNumber, ObjectNumber)");
  }

  /** As cytominer-database does; see {@link CytominerDatabase}. */
  public static void writeCytominerDatabase(Plate plate, Path file, CytominerOptions options)
      throws IOException, SQLException {
    try (Connection connection = create(file)) {
      new CytominerDatabase(connection, plate, options).write();
      connection.commit();
    }
  }

  /** A new file, in one transaction that writes straight through: a crash loses all of it. */
  private static Connection create(Path file) throws IOException, SQLException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    if (Files.exists(file)) {
      throw new IOException(file + " exists already");
    }
    Properties properties = new Properties();
    properties.setProperty("limit_column", "32767");
    properties.setProperty("page_size", "4096");
    properties.setProperty("journal_mode", "OFF");
    properties.setProperty("synchronous", "OFF");
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void writeExperiment(Connection connection, String prefix) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String name = quoted(prefix + "Per_Experiment");
      statement.execute(
          "CREATE TABLE " + name + " (CellProfiler_Version TEXT, Run_Timestamp TEXT)");
      statement.execute("INSERT INTO " + name + " VALUES ('4.2.6', '2024-03-01T12:00:00')");
    }
  }

  private static SqliteTable perImage(Connection connection, Plate plate, String prefix)
      throws SQLException {
    List<String> declarations = new ArrayList<>(List.of("\"ImageNumber\" INTEGER"));
    plate.imageColumns().forEach(column -> declarations.add(declare("Image_", column)));
    return new SqliteTable(
        connection, prefix + "Per_Image", declarations, "PRIMARY KEY (ImageNumber)");
  }

  private static SqliteTable perObject(
      Connection connection, Plate plate, String prefix, Compartment compartment)
      throws SQLException {
    String stem = compartment.stem();
    List<String> declarations = new ArrayList<>(List.of("\"ImageNumber\" INTEGER"));
    compartment
        .columns(plate.features())
        .forEach(column -> declarations.add(declare(stem + "_", column)));
    return new SqliteTable(
        connection,
        prefix + "Per_" + stem,
        declarations,
        "PRIMARY KEY (ImageNumber, " + stem + "_Number_Object_Number)");
  }

  private static String declare(String prefix, PlateColumn column) {
    String type =
        column.kind() == Kind.TEXT ? "TEXT" : column.kind() == Kind.INTEGER ? "integer" : "float";
    return quoted(prefix + column.name()) + " " + type;
  }
}
