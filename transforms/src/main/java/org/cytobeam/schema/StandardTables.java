package org.cytobeam.schema;

import java.util.List;

/** The tables that CellProfiler pipelines for cell painting write, by their tags. */
public final class StandardTables {
  public static final String IMAGE = "image";

  /** The compartments, in the order in which they are listed to people. */
  public static final List<String> COMPARTMENTS = List.of("cells", "nuclei", "cytoplasm");

  public static final List<String> ALL = List.of(IMAGE, "cells", "nuclei", "cytoplasm");

  private StandardTables() {}
}
