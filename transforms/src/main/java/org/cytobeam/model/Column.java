package org.cytobeam.model;

/** A column of a table: its name as the source spells it, and the type over all its rows. */
public record Column(String name, ColumnType type) {}
