package org.cytobeam.pipeline;

/** What travels through the shuffle. */
public enum Exchange {
  /** Descriptors; whoever owns a row group reads its chunks. */
  DESCRIPTORS,
  /** The values themselves, as Arrow batches. */
  DATA
}
