package org.cytobeam.model;

/**
 * The counters that show how far a run is. They count attempts, so a retried bundle counts twice;
 * the report counts what was committed.
 */
public final class Counters {
  public static final String NAMESPACE = "cytobeam";

  /** Tables whose index is done. */
  public static final String TABLES_INDEXED = "tables indexed";

  /** Row groups that the plan has. */
  public static final String ROW_GROUPS_PLANNED = "row groups planned";

  /** Row groups joined and stored. */
  public static final String ROW_GROUPS_DONE = "row groups done";

  /** Rows stored. */
  public static final String ROWS_WRITTEN = "rows written";

  private Counters() {}
}
