package org.cytobeam.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cytobeam.model.UserError;
import org.sqlite.SQLiteConfig;

/**
 * A database on the local disk, opened so that neither it nor its folder is ever written to.
 *
 * <p>Format of the header: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>,
 * section 1.3.
 */
final class DatabaseFile {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int READ_VERSION_OFFSET = 19;
  private static final int HEADER_BYTES = 100;
  private static final int PAGE_SIZE_OFFSET = 16;
  private static final int CHANGE_COUNTER_OFFSET = 24;
  private static final int PAGE_COUNT_OFFSET = 28;
  private static final int PAGE_COUNT_VALID_FOR_OFFSET = 92;
  private static final int WAL = 2;
  private static final int MAX_COLUMNS = 32_767;
  private static final int MAX_SQL_BYTES = 100_000_000;

  /** As Beam's {@code FileSystems} tells a scheme from a path. */
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][-a-zA-Z0-9+.]*):/.*");

  private DatabaseFile() {}

  static boolean hasMagic(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The local file that a Beam resource id names. */
  static Path localPath(String resource) {
    var scheme = SCHEME.matcher(resource);
    if (!scheme.matches()) {
      return Path.of(resource);
    }
    if (!scheme.group(1).toLowerCase(Locale.ROOT).equals("file")) {
      throw new UserError("SQLite can be read from local paths only so far: " + resource);
    }
    return Path.of(resource.substring("file:".length()).replaceFirst("^/+", "/"));
  }

  /**
   * Opens a database, in one read transaction, so that all statements see the same rows.
   *
   * @throws BadDatabaseException if the file is no database that can be read as it is
   * @throws SQLException what SQLite says, which for many a damage is only at the first statement
   */
  static Connection open(String resource) throws IOException, BadDatabaseException, SQLException {
    Path path = localPath(resource).toRealPath();
    byte[] header = header(path);
    if (header.length == 0) {
      throw new BadDatabaseException("the file is empty (0 bytes)");
    }
    if (!hasMagic(header)) {
      throw new BadDatabaseException("it is not a SQLite database, or it is encrypted");
    }
    refusePendingLog(path);
    refuseTruncated(path, header);
    // SQLite would create -wal and -shm files for a database in WAL mode, even read-only. With no
    // log beside it, everything is in the file, and it can be read as one that nobody writes to.
    boolean wal = header[READ_VERSION_OFFSET] == WAL;
    Connection connection =
        connect("file:" + encoded(path) + "?mode=ro" + (wal ? "&immutable=1" : ""));
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Connection connect(String uri) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_COLUMN, Integer.toString(MAX_COLUMNS));
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, Integer.toString(MAX_SQL_BYTES));
    return config.createConnection("jdbc:sqlite:" + uri);
  }

  private static byte[] header(Path path) throws IOException, BadDatabaseException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEADER_BYTES);
    } catch (AccessDeniedException e) {
      throw new BadDatabaseException("it may not be read: permission denied");
    }
  }

  /** SQLite takes what is missing of a last page for zeros, and so its rows for empty. */
  private static void refuseTruncated(Path path, byte[] header)
      throws IOException, BadDatabaseException {
    long size = Files.size(path);
    // A transaction that was broken off may have grown it; SQLite knows what to say of that.
    boolean undecided = Files.exists(path.resolveSibling(path.getFileName() + "-journal"));
    long whole = header.length < HEADER_BYTES ? HEADER_BYTES : wholeBytes(header, size);
    if (size < whole && (header.length < HEADER_BYTES || !undecided)) {
      throw new BadDatabaseException(
          "the file is truncated: it has %d bytes of %d".formatted(size, whole));
    }
  }

  /** All pages that the header tells of; where it does not, whole pages. */
  private static long wholeBytes(byte[] header, long size) {
    ByteBuffer fields = ByteBuffer.wrap(header);
    int stored = Short.toUnsignedInt(fields.getShort(PAGE_SIZE_OFFSET));
    long pageBytes = stored == 1 ? 65_536 : stored;
    if (pageBytes < 512 || Long.bitCount(pageBytes) != 1) {
      return 0; // No database: SQLite says so.
    }
    boolean isCounted =
        fields.getInt(CHANGE_COUNTER_OFFSET) == fields.getInt(PAGE_COUNT_VALID_FOR_OFFSET);
    long pages = isCounted ? Integer.toUnsignedLong(fields.getInt(PAGE_COUNT_OFFSET)) : 0;
    return pageBytes * (pages > 0 ? pages : (size + pageBytes - 1) / pageBytes);
  }

  private static void refusePendingLog(Path path) throws IOException, BadDatabaseException {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new BadDatabaseException(
          "its newest rows are still in the write-ahead log "
              + log.getFileName()
              + "; close the program that writes it, or run: PRAGMA wal_checkpoint(TRUNCATE)");
    }
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
