package org.cytobeam.read;

import java.util.List;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.Reading;
import org.cytobeam.model.UnreadableColumn;

/**
 * The decoded rows of one table for one partition, and which image each row belongs to. Rows are in
 * order of their images' ordinals. Owns the batch.
 */
public final class PartitionTable implements AutoCloseable {
  private final String tag;
  private final ColumnBatch batch;
  private final int[] images;
  private final List<UnreadableColumn> unreadable;
  private final Reading reading;

  PartitionTable(
      String tag,
      ColumnBatch batch,
      List<ChunkDescriptor> chunks,
      List<UnreadableColumn> unreadable,
      Reading reading) {
    this.tag = tag;
    this.batch = batch;
    this.images = ordinals(chunks, batch.rows());
    this.unreadable = unreadable;
    this.reading = reading;
  }

  public String tag() {
    return tag;
  }

  public int rows() {
    return batch.rows();
  }

  public ColumnBatch batch() {
    return batch;
  }

  /** For each row the ordinal of its image; not to be changed. */
  public int[] images() {
    return images;
  }

  public List<UnreadableColumn> unreadable() {
    return unreadable;
  }

  /** What was read of files for it. */
  public Reading reading() {
    return reading;
  }

  @Override
  public void close() {
    batch.close();
  }

  private static int[] ordinals(List<ChunkDescriptor> chunks, int rows) {
    int[] ordinals = new int[rows];
    int row = 0;
    for (ChunkDescriptor chunk : chunks) {
      for (ImageSlice slice : chunk.slices()) {
        for (long i = 0; i < slice.rows(); i++) {
          ordinals[row++] = slice.ordinal();
        }
      }
    }
    return ordinals;
  }
}
