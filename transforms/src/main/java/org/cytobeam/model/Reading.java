package org.cytobeam.model;

/**
 * What was read of files. What SQLite reads by itself is not known and not counted.
 *
 * @param bytes as they are in the files, which for compressed ones is after unpacking
 * @param requests in how many pieces
 */
public record Reading(long bytes, long requests) {
  public static final Reading NONE = new Reading(0, 0);

  public Reading plus(Reading other) {
    return new Reading(bytes + other.bytes, requests + other.requests);
  }

  public Reading minus(Reading other) {
    return new Reading(bytes - other.bytes, requests - other.requests);
  }
}
