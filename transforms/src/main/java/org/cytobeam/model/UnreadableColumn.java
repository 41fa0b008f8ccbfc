package org.cytobeam.model;

/** How many values of one column in one source became NULL because they could not be read. */
public record UnreadableColumn(String source, String tag, String column, long values) {}
