package org.cytobeam.join;

import java.util.List;
import org.cytobeam.model.UnreadableColumn;

/**
 * What one row group gave.
 *
 * @param unusable rows kept without a usable object number, one entry a table
 * @param rowsWithNull rows left out because of {@code --drop-null}
 */
public record RowGroupResult(
    long rowGroup,
    List<Part> parts,
    List<TableCount> counts,
    List<UnreadableColumn> unreadable,
    List<UnusableKeys> unusable,
    long rowsWithNull) {}
