package org.cytobeam.plan;

import java.util.List;
import org.cytobeam.model.ChunkDescriptor;

/**
 * One row group: what is read for it, by partition, table and source.
 *
 * @param index its place in the output, from 0
 * @param bytes about how much memory its decoded values would need, all partitions together
 */
public record RowGroupPlan(long index, List<ChunkDescriptor> chunks, long bytes) {}
