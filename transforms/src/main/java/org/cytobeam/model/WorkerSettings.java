package org.cytobeam.model;

import java.io.Serializable;

/**
 * What a worker may use; decided once, by the launcher, and never by a step.
 *
 * @param queryMemoryBytes what DuckDB may hold in memory, all threads of a worker together
 * @param unitMemoryBytes what one run of a user's SQL may need, with the rows that it sees
 * @param temporaryFolder a folder on the worker's disk for what does not fit
 */
public record WorkerSettings(long queryMemoryBytes, long unitMemoryBytes, String temporaryFolder)
    implements Serializable {
  /** One thread that has DuckDB to itself. */
  public WorkerSettings(long queryMemoryBytes, String temporaryFolder) {
    this(queryMemoryBytes, queryMemoryBytes, temporaryFolder);
  }
}
