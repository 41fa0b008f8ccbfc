package org.cytobeam.duckdb;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * In-memory DuckDBs, one for all connections of a process that have the same settings. Results do
 * not depend on the machine: one thread a query, UTC, no access to files or the network, no
 * extensions.
 *
 * <p>DuckDB counts the connections to an instance itself: it ends with the last that is closed, and
 * with it go its memory and its files.
 */
public final class DuckDb {
  private record Settings(long memoryBytes, String spillFolder) {}

  /** For plans over empty tables of some thousand columns. */
  private static final long ISOLATED_MEMORY_BYTES = 1L << 30;

  private static final Map<Settings, List<DuckDBConnection>> OPEN = new HashMap<>();

  private DuckDb() {}

  /**
   * A connection for the calling thread, to be closed by it.
   *
   * @param memoryBytes what all queries with these settings together may hold in memory
   * @param spillFolder where larger intermediate results go
   */
  public static synchronized DuckDBConnection connect(long memoryBytes, String spillFolder)
      throws SQLException {
    forgetClosed();
    Settings settings = new Settings(memoryBytes, spillFolder);
    List<DuckDBConnection> open = OPEN.computeIfAbsent(settings, s -> new ArrayList<>());
    DuckDBConnection connection = duplicateOf(open);
    if (connection == null) {
      connection = start(settings);
    }
    open.add(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** An instance of its own, whose settings may be changed without another's queries noticing. */
  static DuckDBConnection isolated() throws SQLException {
    DuckDBConnection connection = start(new Settings(ISOLATED_MEMORY_BYTES, ""));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }

  private static void forgetClosed() throws SQLException {
    for (List<DuckDBConnection> connections : OPEN.values()) {
      for (DuckDBConnection connection : List.copyOf(connections)) {
        if (connection.isClosed()) {
          connections.remove(connection);
        }
      }
    }
    OPEN.values().removeIf(List::isEmpty);
  }

  /** Another connection to the instance of those that are open; null if none is any longer. */
  private static DuckDBConnection duplicateOf(List<DuckDBConnection> open) throws SQLException {
    for (DuckDBConnection connection : open) {
      try {
        return connection.duplicate();
      } catch (SQLException e) {
        // Its owner may close it at any moment; anything else that is wrong is told.
        if (!connection.isClosed()) {
          throw e;
        }
      }
    }
    return null;
  }

  private static DuckDBConnection start(Settings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("threads", "1");
    properties.setProperty("memory_limit", (settings.memoryBytes() >> 20) + "MiB");
    properties.setProperty("temp_directory", settings.spillFolder());
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("enable_external_access", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    return DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
  }

  /** A name as SQL quotes it. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
