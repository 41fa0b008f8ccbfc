package org.cytobeam.model;

/** What one run of a user's SQL sees. The result is the runs' results, one after the other. */
public enum JoinScope {
  /** One image: a query cannot mix images, whatever it joins on. */
  IMAGE,
  /** All images of one source; an ImageNumber may come again under another TableNumber. */
  SOURCE,
  /** Everything. */
  ALL
}
