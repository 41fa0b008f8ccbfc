package org.cytobeam.duckdb;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * The worker's one in-memory DuckDB. Results do not depend on the machine: one thread a query, UTC,
 * no access to files or the network, no extensions.
 */
public final class DuckDb {
  private static DuckDBConnection instance;

  private DuckDb() {}

  /**
   * A connection for the calling thread, to be closed by it. The first caller in a process decides
   * the limits of the instance.
   *
   * @param memoryBytes what all queries together may hold in memory
   * @param spillFolder where larger intermediate results go
   */
  public static synchronized DuckDBConnection connect(long memoryBytes, String spillFolder)
      throws SQLException {
    if (instance == null || instance.isClosed()) {
      Properties settings = new Properties();
      settings.setProperty("threads", "1");
      settings.setProperty("memory_limit", (memoryBytes >> 20) + "MiB");
      settings.setProperty("temp_directory", spillFolder);
      settings.setProperty("enable_external_access", "false");
      settings.setProperty("autoinstall_known_extensions", "false");
      settings.setProperty("autoload_known_extensions", "false");
      instance =
          DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    }
    DuckDBConnection connection = instance.duplicate().unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }

  /** A name as SQL quotes it. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
