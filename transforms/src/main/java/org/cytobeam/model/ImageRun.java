package org.cytobeam.model;

import java.util.List;

/**
 * The rows of one image in one table.
 *
 * @param ranges where they lie, in reading order; one range when the table is clustered by image
 * @param rows how many there are
 * @param bytes about how much memory they need once decoded; the planner's weight
 */
public record ImageRun(
    TableNumber tableNumber, long imageNumber, List<Range> ranges, long rows, long bytes) {}
