package org.cytobeam.join;

import java.util.List;
import org.cytobeam.model.Reading;
import org.cytobeam.model.UnreadableColumn;

/**
 * What one row group gave.
 *
 * @param faults what is wrong with keys, in the order of partitions
 * @param rowsWithNull rows left out because of {@code --drop-null}
 * @param reading what was read for it
 */
public record RowGroupResult(
    long rowGroup,
    List<Part> parts,
    List<TableCount> counts,
    List<UnreadableColumn> unreadable,
    List<KeyFault> faults,
    long rowsWithNull,
    Reading reading) {}
