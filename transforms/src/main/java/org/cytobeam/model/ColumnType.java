package org.cytobeam.model;

/**
 * The types a column can have, and the lattice by which differing types meet: {@code NULL < BOOL},
 * {@code NULL < INT64 < DOUBLE}, {@code NULL < DATE | TIME | TIMESTAMP | TIMESTAMP_UTC | BINARY};
 * any other pair meets in {@code TEXT}. {@link #meet} is commutative and associative, so a column's
 * type does not depend on the order in which files are found.
 *
 * <p>{@code INT8}, {@code INT32} and {@code FLOAT} occur only in outputs, by a type cast.
 */
public enum ColumnType {
  /** Nothing but missing values was seen; written as text. */
  NULL,
  BOOL,
  INT64,
  DOUBLE,
  /** Days since 1970-01-01. */
  DATE,
  /** Microseconds since midnight. */
  TIME,
  /** Microseconds since 1970-01-01T00:00 in no particular zone. */
  TIMESTAMP,
  /** Microseconds since 1970-01-01T00:00Z. */
  TIMESTAMP_UTC,
  TEXT,
  BINARY,
  INT8,
  INT32,
  FLOAT;

  /** The least type that holds the values of both. */
  public ColumnType meet(ColumnType other) {
    if (this == other || other == NULL) {
      return this;
    }
    if (this == NULL) {
      return other;
    }
    if ((this == INT64 && other == DOUBLE) || (this == DOUBLE && other == INT64)) {
      return DOUBLE;
    }
    return TEXT;
  }

  /** The type a column of this type is written as: an empty column is text. */
  public ColumnType settled() {
    return this == NULL ? TEXT : this;
  }

  public boolean isInteger() {
    return this == INT64 || this == INT32 || this == INT8;
  }

  public boolean isFloating() {
    return this == DOUBLE || this == FLOAT;
  }
}
