package org.cytobeam.write;

import org.apache.arrow.vector.FieldVector;

/**
 * A column to write: row {@code i} of the output is row {@code rows[i]} of the vector, or NULL
 * where that is -1. The vector stays the caller's.
 */
public record Gathered(FieldVector vector, int[] rows) {}
