package org.cytobeam.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.SplittableRandom;
import org.sqlite.SQLiteConfig;

/**
 * Writes a plate as CellProfiler's ExportToDatabase does: the tables {@code Per_Image}, {@code
 * Per_Cells}, {@code Per_Nuclei} and {@code Per_Cytoplasm}, all rows of an image before those of
 * the next, so that the tables lie interleaved in the file.
 *
 * <p>One row is in memory at a time. An image's values follow from the seed and its number alone.
 */
final class PlateGenerator {
  static final List<String> OBJECTS = List.of("Cells", "Nuclei", "Cytoplasm");

  private static final List<String> MEASUREMENTS =
      List.of(
          "AreaShape_Zernike",
          "Correlation_Correlation",
          "Granularity",
          "Intensity_MeanIntensity",
          "RadialDistribution_FracAtD",
          "Texture_AngularSecondMoment");

  private static final List<String> CHANNELS = List.of("DNA", "ER", "RNA", "AGP", "Mito");

  /** Areas and positions: every so many features one has whole numbers. */
  private static final int WHOLE_NUMBERS_EVERY = 25;

  private static final int IMAGES_PER_COMMIT = 64;

  private final PlateSpec spec;

  PlateGenerator(PlateSpec spec) {
    this.spec = spec;
  }

  /** Writes it to a folder, unless it is there already; gives its file. */
  Path writeInto(Path folder) throws IOException, SQLException {
    Path file = folder.resolve(spec.name() + ".sqlite");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      // What an interrupted run leaves does not pass for a plate.
      Path part = folder.resolve(spec.name() + ".part");
      Files.deleteIfExists(part);
      write(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** Writes it to a new file. */
  void write(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, "32767");
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      createTables(connection);
      insertImages(connection);
      connection.commit();
    }
  }

  private void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE Per_Image (ImageNumber INTEGER, Image_Count_Cells float,"
              + " Image_Metadata_Plate TEXT, Image_Metadata_Well TEXT,"
              + " Image_FileName_DNA TEXT, PRIMARY KEY (ImageNumber))");
      for (String object : OBJECTS) {
        statement.execute(createObjectTable(object));
      }
    }
  }

  private String createObjectTable(String object) {
    StringBuilder sql = new StringBuilder("CREATE TABLE Per_" + object + " (ImageNumber INTEGER");
    for (String key : keys(object)) {
      sql.append(", ").append(key).append(" INTEGER");
    }
    for (int i = 0; i < spec.features(); i++) {
      sql.append(", ").append(feature(object, i)).append(" float");
    }
    return sql + ", PRIMARY KEY (ImageNumber, " + keys(object).get(0) + "))";
  }

  /** The object's own number, and those of its parents. */
  private static List<String> keys(String object) {
    String number = object + "_Number_Object_Number";
    return switch (object) {
      case "Cells" -> List.of(number, "Cells_Parent_Nuclei");
      case "Cytoplasm" -> List.of(number, "Cytoplasm_Parent_Cells", "Cytoplasm_Parent_Nuclei");
      default -> List.of(number);
    };
  }

  private static String feature(String object, int index) {
    if (index == 0) {
      return object + "_AreaShape_Area";
    }
    String measurement = MEASUREMENTS.get(index % MEASUREMENTS.size());
    return "%s_%s_%s_%d".formatted(object, measurement, CHANNELS.get(index % 5), index);
  }

  private void insertImages(Connection connection) throws SQLException {
    try (PreparedStatement images = insert(connection, "Image", 5);
        PreparedStatement cells = insertObjects(connection, "Cells");
        PreparedStatement nuclei = insertObjects(connection, "Nuclei");
        PreparedStatement cytoplasm = insertObjects(connection, "Cytoplasm")) {
      for (int image = 1; image <= spec.images(); image++) {
        // A mixed seed, so that neither neighbouring images nor neighbouring seeds share values.
        SplittableRandom random =
            new SplittableRandom(new SplittableRandom(spec.seed()).nextLong() + 31L * image);
        int spread = spec.cells() / 5;
        int count = spec.cells() - spread + random.nextInt(2 * spread + 1);
        insertImage(images, image, count);
        insertObjects(cells, "Cells", image, count, random);
        insertObjects(nuclei, "Nuclei", image, count, random);
        insertObjects(cytoplasm, "Cytoplasm", image, count, random);
        if (image % IMAGES_PER_COMMIT == 0) {
          connection.commit();
        }
      }
    }
  }

  private PreparedStatement insertObjects(Connection connection, String object)
      throws SQLException {
    return insert(connection, object, 1 + keys(object).size() + spec.features());
  }

  private static PreparedStatement insert(Connection connection, String table, int columns)
      throws SQLException {
    return connection.prepareStatement(
        "INSERT INTO Per_" + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")");
  }

  private static void insertImage(PreparedStatement insert, int image, int cells)
      throws SQLException {
    int well = (image - 1) / 9 % 384;
    String wellName = "%c%02d".formatted('A' + well / 24, well % 24 + 1);
    insert.setInt(1, image);
    insert.setDouble(2, cells);
    insert.setString(3, "Plate1");
    insert.setString(4, wellName);
    insert.setString(5, "%s_s%d_DNA.tif".formatted(wellName, (image - 1) % 9 + 1));
    insert.executeUpdate();
  }

  private void insertObjects(
      PreparedStatement insert, String object, int image, int count, SplittableRandom random)
      throws SQLException {
    int keys = keys(object).size();
    for (int number = 1; number <= count; number++) {
      insert.setInt(1, image);
      for (int key = 0; key < keys; key++) {
        insert.setInt(2 + key, number);
      }
      for (int i = 0; i < spec.features(); i++) {
        int parameter = 2 + keys + i;
        if (random.nextDouble() < spec.missing()) {
          insert.setNull(parameter, Types.DOUBLE);
        } else {
          insert.setDouble(parameter, value(i, random));
        }
      }
      insert.executeUpdate();
    }
  }

  private static double value(int feature, SplittableRandom random) {
    return feature % WHOLE_NUMBERS_EVERY == 0 ? random.nextInt(5_000) : random.nextDouble(-1, 1);
  }
}
