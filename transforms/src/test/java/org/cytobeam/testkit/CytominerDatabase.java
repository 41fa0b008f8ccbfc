package org.cytobeam.testkit;

import static org.cytobeam.testkit.SqliteTable.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.testkit.CytominerOptions.ImageNames;
import org.cytobeam.testkit.CytominerOptions.Indexes;
import org.cytobeam.testkit.CytominerOptions.Nan;
import org.cytobeam.testkit.CytominerOptions.RowOrder;
import org.cytobeam.testkit.PlateColumn.Kind;
import org.cytobeam.testkit.PlateSpec.TableNumbers;

/**
 * The tables {@code Image}, {@code Cells}, {@code Nuclei}, {@code Cytoplasm} of a cytominer
 * database: TableNumber (absent for a plate without), ImageNumber, ObjectNumber, then the columns;
 * no primary key.
 */
final class CytominerDatabase {
  private final Connection connection;
  private final Plate plate;
  private final CytominerOptions options;
  private final boolean hasTableNumbers;

  CytominerDatabase(Connection connection, Plate plate, CytominerOptions options) {
    this.connection = connection;
    this.plate = plate;
    this.options = options;
    this.hasTableNumbers = plate.tableNumbers() != TableNumbers.NONE;
  }

  void write() throws SQLException {
    try (SqliteTable image = imageTable();
        SqliteTable cells = objectTable(Compartment.CELLS);
        SqliteTable nuclei = objectTable(Compartment.NUCLEI);
        SqliteTable cytoplasm = objectTable(Compartment.CYTOPLASM)) {
      for (int i = 0; i < plate.imageCount(); i++) {
        PlateImage plateImage = plate.image(i);
        if (plateImage.hasRow()) {
          image.add(ids(plateImage), plateImage.values());
        }
        addObjects(cells, Compartment.CELLS, plateImage);
        addObjects(nuclei, Compartment.NUCLEI, plateImage);
        addObjects(cytoplasm, Compartment.CYTOPLASM, plateImage);
      }
    }
    for (String table : List.of("Image", "Cells", "Nuclei", "Cytoplasm")) {
      if (options.rowOrder() == RowOrder.SHUFFLED) {
        shuffle(table);
      }
      index(table);
    }
  }

  private SqliteTable imageTable() throws SQLException {
    List<String> declarations = idDeclarations();
    String prefix = options.imageNames() == ImageNames.PREFIXED ? "Image_" : "";
    plate.imageColumns().forEach(column -> declarations.add(declare(prefix, column)));
    return new SqliteTable(connection, "Image", declarations, "");
  }

  private SqliteTable objectTable(Compartment compartment) throws SQLException {
    List<String> declarations = idDeclarations();
    declarations.add("\"ObjectNumber\" BIGINT");
    compartment
        .columns(plate.features())
        .forEach(column -> declarations.add(declare(compartment.stem() + "_", column)));
    return new SqliteTable(connection, compartment.stem(), declarations, "");
  }

  private List<String> idDeclarations() {
    List<String> declarations = new ArrayList<>();
    if (hasTableNumbers) {
      declarations.add(
          "\"TableNumber\" " + (plate.tableNumbers() == TableNumbers.TEXT ? "TEXT" : "BIGINT"));
    }
    declarations.add("\"ImageNumber\" BIGINT");
    return declarations;
  }

  private static String declare(String prefix, PlateColumn column) {
    String type =
        column.kind() == Kind.TEXT ? "TEXT" : column.kind() == Kind.INTEGER ? "BIGINT" : "FLOAT";
    return quoted(prefix + column.name()) + " " + type;
  }

  private List<Object> ids(PlateImage image) {
    return hasTableNumbers
        ? List.of(image.tableNumber(), image.imageNumber())
        : List.of(image.imageNumber());
  }

  private void addObjects(SqliteTable table, Compartment compartment, PlateImage image)
      throws SQLException {
    for (PlateRow row : image.rows(compartment)) {
      List<Object> ids = new ArrayList<>(ids(image));
      ids.add(row.number());
      List<Object> values = compartment.values(row);
      if (options.nan() == Nan.TEXT) {
        values.replaceAll(value -> value instanceof Double d && d.isNaN() ? "nan" : value);
      }
      table.add(ids, values);
    }
  }

  /** Rewrites a table in an order that scatters neighbours, the same each time. */
  private void shuffle(String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE " + table + " RENAME TO clustered");
      String sql = "SELECT sql FROM sqlite_master WHERE name = 'clustered'";
      String create = statement.executeQuery(sql).getString(1);
      statement.execute(create.replaceFirst("\"clustered\"", quoted(table)));
      statement.execute(
          "INSERT INTO "
              + table
              + " SELECT * FROM clustered ORDER BY rowid * 2654435761 % 1000003, rowid");
      statement.execute("DROP TABLE clustered");
    }
  }

  private void index(String table) throws SQLException {
    if (options.indexes() == Indexes.NONE || !hasTableNumbers) {
      return;
    }
    String columns = "TableNumber";
    if (options.indexes() == Indexes.IMAGE_KEY) {
      columns += table.equals("Image") ? ", ImageNumber" : ", ImageNumber, ObjectNumber";
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX ix_" + table + " ON " + table + " (" + columns + ")");
    }
  }
}
