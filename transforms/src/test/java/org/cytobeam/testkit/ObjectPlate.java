package org.cytobeam.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Images with objects of any names and any parents, irregular in every way that a join must bear:
 * objects without parent or child, parents that do not exist or are no numbers, repeated numbers.
 * Every object has a {@code Position}, unique in its table, so the rows of an output tell what met.
 */
public final class ObjectPlate {
  /**
   * An object.
   *
   * @param number its number in the image and table
   * @param parents what it says of its parents, parallel to the table's: Long, Double or null
   */
  public record Item(long image, long number, List<Object> parents, long position) {}

  /** A table by the names of the tables that it refers to. */
  public record Table(List<String> parents, List<Item> items) {}

  private final int images;
  private final Random random;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  /** A plate of so many images, without tables so far. */
  public ObjectPlate(int images, Random random) {
    this.images = images;
    this.random = random;
  }

  /** Adds a table whose objects refer to those of others: {@code with("Cells", "Nuclei")}. */
  public ObjectPlate with(String name, String... parents) {
    List<Item> items = new ArrayList<>();
    for (long image = 1; image <= images; image++) {
      for (int n = random.nextInt(7); n > 0; n--) {
        List<Object> references = new ArrayList<>();
        for (int i = 0; i < parents.length; i++) {
          references.add(PARENTS.get(random.nextInt(PARENTS.size())));
        }
        items.add(
            new Item(
                image,
                random.nextInt(5) + 1L,
                Collections.unmodifiableList(references),
                items.size()));
      }
    }
    tables.put(name, new Table(List.of(parents), items));
    return this;
  }

  private static final List<Object> PARENTS =
      Collections.unmodifiableList(
          java.util.Arrays.asList(1L, 1L, 2L, 2L, 3L, 3L, 4L, 5L, 0L, null, 77L, 2.5, Double.NaN));

  public int images() {
    return images;
  }

  public Map<String, Table> tables() {
    return tables;
  }

  public Table table(String name) {
    return tables.get(name);
  }

  /**
   * As ExportToSpreadsheet does, with an image table of a file name an image.
   *
   * @param prefix before every file's name: {@code MyExpt_}
   */
  public void writeCsv(Path folder, String prefix) throws IOException {
    Files.createDirectories(folder);
    List<String> image = new ArrayList<>(List.of("FileName_DNA,ImageNumber"));
    for (int i = 1; i <= images; i++) {
      image.add(i + ".tif," + i);
    }
    Files.write(folder.resolve(prefix + "Image.csv"), image);
    Files.writeString(folder.resolve(prefix + "Experiment.csv"), "Key,Value\nVersion,\"4\n2\"\n");
    for (Map.Entry<String, Table> table : tables.entrySet()) {
      List<String> lines = new ArrayList<>();
      lines.add(String.join(",", columns("", "ObjectNumber", table.getValue())));
      for (Item item : table.getValue().items()) {
        lines.add(
            values(item).stream()
                .map(v -> v == null ? "" : v instanceof Double d && d.isNaN() ? "nan" : v + "")
                .collect(Collectors.joining(",")));
      }
      Files.write(folder.resolve(prefix + table.getKey() + ".csv"), lines);
    }
  }

  /**
   * As ExportToDatabase does; NaN is stored as NULL, and there is no primary key, for numbers
   * repeat.
   *
   * @param prefix before every table's name: {@code MyExpt_}
   */
  public void writeSqlite(Path file, String prefix) throws IOException, SQLException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TABLE " + prefix + "Per_Experiment (Version TEXT)");
      statement.execute(
          "CREATE TABLE " + prefix + "Per_Image (ImageNumber INTEGER, Image_FileName_DNA TEXT)");
      for (int i = 1; i <= images; i++) {
        statement.execute(
            "INSERT INTO " + prefix + "Per_Image VALUES (" + i + ", '" + i + ".tif')");
      }
      for (Map.Entry<String, Table> table : tables.entrySet()) {
        String name = prefix + "Per_" + table.getKey();
        List<String> columns =
            columns(table.getKey() + "_", "Number_Object_Number", table.getValue());
        statement.execute(
            "CREATE TABLE " + name + " (" + String.join(" float, ", columns) + " integer)");
        write(connection, name, table.getValue());
      }
      connection.commit();
    }
  }

  private static void write(Connection connection, String name, Table table) throws SQLException {
    String marks = String.join(",", Collections.nCopies(3 + table.parents().size(), "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
      for (Item item : table.items()) {
        List<Object> values = values(item);
        for (int i = 0; i < values.size(); i++) {
          insert.setObject(i + 1, values.get(i));
        }
        insert.execute();
      }
    }
  }

  private static List<String> columns(String prefix, String number, Table table) {
    List<String> columns = new ArrayList<>(List.of("ImageNumber", prefix + number));
    table.parents().forEach(parent -> columns.add(prefix + "Parent_" + parent));
    columns.add(prefix + "Position");
    return columns;
  }

  private static List<Object> values(Item item) {
    List<Object> values = new ArrayList<>(List.of(item.image(), item.number()));
    values.addAll(item.parents());
    values.add(item.position());
    return values;
  }
}
