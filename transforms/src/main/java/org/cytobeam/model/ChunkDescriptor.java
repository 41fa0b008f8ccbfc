package org.cytobeam.model;

import java.util.List;

/**
 * The rows of one table for one run of images: small, and enough to read them anywhere.
 *
 * @param rowGroup the row group they belong to
 * @param partition the partition inside the row group, from 0
 * @param sequence the chunk's place among those of the same table and partition (one a source)
 * @param slices the images, in key order
 * @param rows the sum of the slices' rows
 * @param bytes about how much memory the decoded rows need
 */
public record ChunkDescriptor(
    long rowGroup,
    int partition,
    int sequence,
    SourceTable table,
    List<ImageSlice> slices,
    long rows,
    long bytes) {}
