package org.cytobeam.plan;

/** When a source without TableNumber is given one. */
public enum TableNumberRule {
  /** When more than one source has an image table, so that their images can be told apart. */
  AUTO,
  ALWAYS,
  NEVER
}
