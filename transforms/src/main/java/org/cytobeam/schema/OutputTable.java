package org.cytobeam.schema;

import java.util.List;

/**
 * One table of the output.
 *
 * @param name empty for the joined table, else the group's name ({@code cells}, {@code per_cells})
 */
public record OutputTable(String name, List<OutputColumn> columns) {}
