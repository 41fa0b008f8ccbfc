package org.cytobeam.schema;

/**
 * What becomes of objects without a partner. Rows are always counted; an object is never dropped
 * for want of a row in the image table, whose columns are then NULL.
 */
public enum JoinPolicy {
  /** Anchor objects that lack any of their partners are dropped. */
  INNER,
  /** Every anchor object is kept, with NULLs for a partner it lacks. */
  LEFT,
  /** As LEFT, and partners that no anchor object refers to become rows of their own. */
  FULL
}
