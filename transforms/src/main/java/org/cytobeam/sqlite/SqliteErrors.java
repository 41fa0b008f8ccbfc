package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cytobeam.sqlite.file.CorruptDatabaseException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in plain words what SQLite found, and whether the input or the machine is to blame. */
final class SqliteErrors {
  private static final String MALFORMED = "database disk image is malformed";

  /** {@code [SQLITE_CORRUPT] The database disk image is malformed (malformed schema)}. */
  private static final Pattern WRAPPED =
      Pattern.compile("\\[SQLITE_\\w+\\] [^(]*\\((.*)\\)", Pattern.DOTALL);

  private static final Pattern GONE =
      Pattern.compile("no such (table|column|function): (?:main\\.)?(.*)", Pattern.DOTALL);

  private SqliteErrors() {}

  /**
   * What is wrong with the input.
   *
   * @throws IOException if it is the machine that failed: reading, memory or temporary disk space
   */
  static String badInput(String file, SQLException e) throws IOException {
    SQLiteErrorCode code = codeOf(e);
    return switch (primary(code)) {
      case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_FULL, SQLITE_INTERRUPT -> {
        // A read beyond the end means that the file is shorter than its pages say.
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ) {
          yield "the file is truncated: SQLite reads beyond its end";
        }
        throw new IOException(file + " could not be read: " + e.getMessage(), e);
      }
      default -> inPlainWords(e);
    };
  }

  /** One sentence, without trailing stop, with SQLite's own words where they say more. */
  static String inPlainWords(SQLException e) {
    return switch (primary(codeOf(e))) {
      case SQLITE_NOTADB -> "it is not a SQLite database, or it is encrypted";
      case SQLITE_CORRUPT -> with(MALFORMED + ": it is damaged or truncated", e);
      case SQLITE_READONLY ->
          "a journal beside it must be rolled back first; open it once with the program that wrote"
              + " it";
      case SQLITE_BUSY, SQLITE_LOCKED -> "another program is writing to it";
      case SQLITE_CANTOPEN -> "it cannot be opened";
      case SQLITE_PERM, SQLITE_AUTH -> "it may not be read";
      default -> with("SQLite cannot read it", e);
    };
  }

  /**
   * Why a view cannot be used.
   *
   * @throws IOException if it is the machine that failed
   */
  static String badView(String view, SQLException e) throws IOException {
    Matcher gone = GONE.matcher(detail(e));
    return gone.matches()
        ? "the view reads the %s %s, which is not there".formatted(gone.group(1), gone.group(2))
        : badInput(view, e);
  }

  private static String with(String what, SQLException e) {
    String detail = detail(e);
    return detail.isEmpty() || detail.equals(MALFORMED) ? what : what + " (" + detail + ")";
  }

  /** What SQLite says; the driver puts the code and a sentence for it around that. */
  private static String detail(SQLException e) {
    String message = String.valueOf(e.getMessage());
    Matcher wrapped = WRAPPED.matcher(message);
    return wrapped.matches() ? wrapped.group(1) : message;
  }

  /** What the reader of pages found. */
  static String inPlainWords(CorruptDatabaseException e) {
    return e.page() == 0 ? e.getMessage() : MALFORMED + " (" + e.getMessage() + ")";
  }

  /** Damage that SQLite does not notice. */
  static SQLException malformed(String what) {
    return new SQLException(what, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
  }

  private static SQLiteErrorCode codeOf(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.getErrorCode(e.getErrorCode());
  }

  /** The primary result code is the low byte of an extended one. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }
}
