package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.cytobeam.duckdb.DuckDb;
import org.cytobeam.schema.ColumnNames;

/**
 * The images and plates of a written table, by its own columns.
 *
 * @param images how many keys of images there are; 0 where the table has none
 * @param plates the plates' names, in order
 */
record OutputImages(long images, List<String> plates) {
  private static final List<String> KEY =
      List.of(ColumnNames.TABLE_NUMBER, ColumnNames.IMAGE_NUMBER);
  private static final List<String> PLATE = List.of("Metadata_Plate", "Image_Metadata_Plate");

  /**
   * Reads the columns of key and plate.
   *
   * @throws IOException if a file cannot be read
   */
  static OutputImages of(List<Path> files, Collection<String> columns) throws IOException {
    List<String> key = KEY.stream().filter(columns::contains).toList();
    List<String> plate = PLATE.stream().filter(columns::contains).limit(1).toList();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      long images =
          key.contains(ColumnNames.IMAGE_NUMBER) ? distinct(connection, key, files).size() : 0;
      List<String> plates = plate.isEmpty() ? List.of() : distinct(connection, plate, files);
      return new OutputImages(images, plates);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The first column's values of all combinations, but for those without any. */
  private static List<String> distinct(
      Connection connection, List<String> columns, List<Path> files) throws SQLException {
    String names = columns.stream().map(DuckDb::quote).collect(Collectors.joining(", "));
    String paths =
        files.stream()
            .map(file -> "'" + file.toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    String last = DuckDb.quote(columns.get(columns.size() - 1));
    String sql =
        "SELECT DISTINCT %s FROM read_parquet([%s]) WHERE %s IS NOT NULL ORDER BY ALL"
            .formatted(names, paths, last);
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
