package org.cytobeam.testkit.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a source as a SQLite database whose columns are declared as what they hold. */
final class TextDatabase {
  private TextDatabase() {}

  static void write(TextSource source, Path file, String prefix) throws IOException, SQLException {
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      for (Map.Entry<String, TextTable> table : source.tables().entrySet()) {
        write(connection, prefix + table.getKey(), table.getValue());
      }
      connection.commit();
    }
  }

  private static void write(Connection connection, String name, TextTable table)
      throws SQLException {
    List<String> columns = table.columns();
    List<TextType> types = columns.stream().map(column -> type(table, column)).toList();
    String declared =
        columns.stream()
            .map(column -> quoted(column) + " " + declared(type(table, column)))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + quoted(name) + " (" + declared + ")");
    }
    String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + quoted(name) + " VALUES (" + marks + ")")) {
      for (List<String> row : table.rows()) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, types.get(i).value(row.get(i)));
        }
        insert.executeUpdate();
      }
    }
  }

  private static TextType type(TextTable table, String column) {
    return table.rows().stream()
        .map(row -> TextType.of(table.value(row, column)))
        .reduce(TextType.NONE, TextType::and);
  }

  private static String declared(TextType type) {
    return switch (type) {
      case INTEGER -> "BIGINT";
      case DOUBLE -> "FLOAT";
      case NONE, TEXT -> "TEXT";
      default -> throw new IllegalArgumentException("SQLite has no " + type);
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
