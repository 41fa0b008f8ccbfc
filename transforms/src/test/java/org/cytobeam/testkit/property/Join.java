package org.cytobeam.testkit.property;

/** What becomes of objects without a partner, as {@code --join-policy} has it. */
public enum Join {
  INNER,
  LEFT,
  FULL
}
