package org.cytobeam.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something found in the input that a person should know; every one is in the report.
 *
 * @param kind what was done about it
 * @param source the source concerned, empty if none
 * @param file the path below the source path of the file concerned, empty if none; nothing in a
 *     problem depends on where the source lies
 * @param table the table concerned, empty if none
 * @param message what is wrong, with column and line where known
 * @param rows how many rows are left out or changed by it; 0 if none, or not known
 * @param missing the table that is not there because of it, by the name looked for; empty if none.
 *     The source may have another of that name
 */
public record Problem(
    Kind kind,
    String source,
    String file,
    String table,
    String message,
    long rows,
    String missing) {
  /** A problem that takes no table away. */
  public Problem(Kind kind, String source, String file, String table, String message, long rows) {
    this(kind, source, file, table, message, rows, "");
  }

  /** The order of the report, which does not depend on which worker found a problem. */
  public static final Comparator<Problem> WORST_FIRST =
      Comparator.comparing(Problem::kind)
          .thenComparing(Problem::source)
          .thenComparing(Problem::file)
          .thenComparing(Problem::table)
          .thenComparing(Problem::message);

  /** What CytoBeam did about a problem, worst first. */
  public enum Kind {
    /** A whole source is left out. */
    REJECTED_SOURCE,
    /** One file or table is left out, as if it had not been there. */
    QUARANTINED,
    /** Single rows are left out. */
    REJECTED_ROWS,
    /** Values that could not be read became NULL. */
    UNREADABLE_VALUES,
    /** Nothing is left out or changed, but the input is not what it should be. */
    FAULT,
    /** The input is as inputs are; worth knowing all the same. */
    NOTE;

    /** How the report and the terminal call it: {@code rejected-source}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the run ends with the exit code for quarantined input. */
    public boolean leavesOut() {
      return this == REJECTED_SOURCE || this == QUARANTINED || this == REJECTED_ROWS;
    }

    /** Whether it says that the input is bad, which {@link OnBadInput#FAIL} refuses. */
    public boolean isBad() {
      return this != NOTE;
    }
  }

  /** A problem of one table; where the message has the file's whole path, it gets the short one. */
  public static Problem of(Kind kind, SourceTable table, String message, long rows) {
    String file = table.file().relative();
    return new Problem(
        kind,
        table.source(),
        file,
        table.table(),
        message.replace(table.path(), file),
        rows,
        kind == Kind.QUARANTINED ? table.tag() : "");
  }

  /** The same with the rows that lose their parents with the table that it takes away. */
  public Problem withConsequence(String consequence, long affected) {
    Kind worse = kind == Kind.NOTE ? Kind.FAULT : kind;
    String both = message + "; " + consequence;
    return new Problem(worse, source, file, table, both, rows + affected, missing);
  }

  /** One line for a person: what was done about it, where, and what. */
  public String line() {
    return kind.label().replace('-', ' ') + ": " + describe();
  }

  /** Where, and what. */
  public String describe() {
    String where = file.isEmpty() ? source : file;
    String inTable = table.isEmpty() ? "" : (where.isEmpty() ? "table " : ", table ") + table;
    return where.isEmpty() && inTable.isEmpty() ? message : where + inTable + ": " + message;
  }
}
