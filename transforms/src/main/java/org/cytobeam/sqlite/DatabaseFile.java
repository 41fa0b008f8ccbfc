package org.cytobeam.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.cytobeam.sqlite.file.DatabaseHeader;
import org.cytobeam.sqlite.file.LocalPageSource;
import org.cytobeam.sqlite.file.PageSource;
import org.cytobeam.sqlite.file.SqliteFile;
import org.cytobeam.sqlite.file.WriteAheadLog;
import org.sqlite.SQLiteConfig;

/**
 * A database on the local disk, opened so that neither it nor its folder is ever written to.
 *
 * <p>Format of the journals beside it: <a
 * href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, sections 3 and 4.
 */
final class DatabaseFile {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_COLUMNS = 32_767;

  /** As Beam's {@code FileSystems} tells a scheme from a path. */
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][-a-zA-Z0-9+.]*):/.*");

  private static final int MAX_SQL_BYTES = 100_000_000;

  private DatabaseFile() {}

  static boolean hasMagic(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static boolean isLocal(String resource) {
    var scheme = SCHEME.matcher(resource);
    return !scheme.matches() || scheme.group(1).equalsIgnoreCase("file");
  }

  /**
   * The local file that a Beam resource id names.
   *
   * @throws BadDatabaseException if it names a file elsewhere
   */
  static Path localPath(String resource) throws IOException {
    if (!isLocal(resource)) {
      throw new BadDatabaseException(
          "only SQLite itself can read this, and only on a local disk so far; copy the database"
              + " there");
    }
    return SCHEME.matcher(resource).matches()
        ? Path.of(resource.substring("file:".length()).replaceFirst("^/+", "/"))
        : Path.of(resource);
  }

  /**
   * Opens a database.
   *
   * @param bySqlite whether SQLite is to read all of it; else only what its pages do not tell
   * @throws BadDatabaseException if the file cannot be read as it is
   * @throws org.cytobeam.sqlite.file.CorruptDatabaseException if it is no database, or damaged
   * @throws SQLException what SQLite says, which for many a damage is only at the first statement
   */
  static Database open(String resource, boolean bySqlite) throws IOException, SQLException {
    if (!isLocal(resource) && !bySqlite) {
      return new PageDatabase(resource, SqliteFile.open(RemoteDatabase.open(resource)));
    }
    Path path = localPath(resource).toRealPath();
    byte[] head;
    try {
      head = head(path);
    } catch (AccessDeniedException e) {
      throw new BadDatabaseException("it may not be read: permission denied");
    }
    if (hasMagic(head)) {
      refuseHotJournal(path);
    }
    if (bySqlite) {
      DatabaseHeader.of(head, Files.size(path));
      return new JdbcDatabase(connect(resource));
    }
    return new PageDatabase(resource, SqliteFile.open(pages(path)));
  }

  private static PageSource pages(Path path) throws IOException {
    Path log = log(path);
    PageSource database = LocalPageSource.open(path);
    try {
      return Files.exists(log) ? WriteAheadLog.over(database, LocalPageSource.open(log)) : database;
    } catch (AccessDeniedException e) {
      database.close();
      throw new BadDatabaseException(
          "its log " + log.getFileName() + " may not be read: permission denied");
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Connects SQLite to a database, in one read transaction: all statements see the same rows.
   *
   * @throws BadDatabaseException if its newest rows are in a log, which SQLite reads only where it
   *     may write beside it
   */
  static Connection connect(String resource) throws IOException, SQLException {
    Path path = localPath(resource).toRealPath();
    refusePendingLog(path);
    // SQLite would create -wal and -shm files for a database in WAL mode, even read-only. With no
    // log beside it, everything is in the file, and it can be read as one that nobody writes to.
    boolean usesLog = DatabaseHeader.of(head(path), Files.size(path)).usesLog();
    Connection connection =
        connection("file:" + encoded(path) + "?mode=ro" + (usesLog ? "&immutable=1" : ""));
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Connection connection(String uri) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, Integer.toString(MAX_COLUMNS));
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, Integer.toString(MAX_SQL_BYTES));
    return config.createConnection("jdbc:sqlite:" + uri);
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(DatabaseHeader.BYTES);
    }
  }

  /**
   * A journal whose first byte is not zero may hold what a program that was stopped has changed.
   */
  private static void refuseHotJournal(Path path) throws IOException {
    Path journal = path.resolveSibling(path.getFileName() + "-journal");
    if (!Files.exists(journal)) {
      return;
    }
    try (InputStream in = Files.newInputStream(journal)) {
      if (in.read() > 0) {
        throw hotJournal(journal.getFileName().toString());
      }
    }
  }

  static BadDatabaseException hotJournal(String name) {
    return new BadDatabaseException(
        "a program is writing to it, or was stopped while it wrote: the journal "
            + name
            + " must be rolled back first; open it once with the program that wrote it");
  }

  private static void refusePendingLog(Path path) throws IOException {
    Path log = log(path);
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new BadDatabaseException(
          "its newest rows are still in the write-ahead log "
              + log.getFileName()
              + "; close the program that writes it, or run: PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static Path log(Path path) {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /** Percent-encodes all but slashes and what RFC 3986 leaves unreserved. */
  private static String encoded(Path path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
