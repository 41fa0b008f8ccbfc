package org.cytobeam.plan;

/** Rows of one table of one rejected source. */
public record LeftOutRows(String tag, long rows) {}
