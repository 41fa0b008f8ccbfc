package org.cytobeam.model;

import java.util.List;

/**
 * The rows of one image inside a chunk.
 *
 * @param ordinal the image's position among the images of its partition, from 0
 */
public record ImageSlice(
    int ordinal, TableNumber tableNumber, long imageNumber, List<Range> ranges, long rows) {}
