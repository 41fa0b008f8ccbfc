package org.cytobeam.schema;

/** Whose names the output's columns have. */
public enum Naming {
  /** Those of CytoTable's presets ({@link ColumnNames}). */
  CYTOTABLE,
  /** The same, but for what pycytominer's defaults need ({@link PycytominerColumns}). */
  PYCYTOMINER
}
