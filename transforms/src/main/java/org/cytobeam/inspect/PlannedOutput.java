package org.cytobeam.inspect;

import java.util.List;

/**
 * A table that would be written.
 *
 * @param table {@code joined}, or its name
 * @param maxRows as many rows as it can have at most; -1 where a user's SQL decides
 */
public record PlannedOutput(String table, long maxRows, List<InspectedColumn> columns) {}
