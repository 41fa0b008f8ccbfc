package org.cytobeam.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import org.cytobeam.sqlite.file.CorruptDatabaseException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in plain words what SQLite found, and whether the input or the machine is to blame. */
final class SqliteErrors {
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
          yield "the file is truncated (" + e.getMessage() + ")";
        }
        throw new IOException(file + " could not be read: " + e.getMessage(), e);
      }
      default -> inPlainWords(e);
    };
  }

  /** One sentence, without trailing stop; SQLite's own message stands in parentheses. */
  static String inPlainWords(SQLException e) {
    String what =
        switch (primary(codeOf(e))) {
          case SQLITE_NOTADB -> "it is not a SQLite database, or it is encrypted";
          case SQLITE_CORRUPT -> "database disk image is malformed: it is damaged or truncated";
          case SQLITE_READONLY ->
              "a journal beside it must be rolled back first; open it once with the program that"
                  + " wrote it";
          case SQLITE_BUSY, SQLITE_LOCKED -> "another program is writing to it";
          case SQLITE_CANTOPEN -> "it cannot be opened";
          case SQLITE_PERM, SQLITE_AUTH -> "it may not be read";
          default -> "SQLite cannot read it";
        };
    return what + " (" + e.getMessage() + ")";
  }

  /** What the reader of pages found. */
  static String inPlainWords(CorruptDatabaseException e) {
    return e.page() == 0
        ? e.getMessage()
        : "database disk image is malformed (" + e.getMessage() + ")";
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
