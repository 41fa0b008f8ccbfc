package org.cytobeam.sqlite.file;

/**
 * A column of a table.
 *
 * @param declaredType as it is written; empty if there is none
 * @param missing what rows have that were written before the column was added: null, a Long, a
 *     Double, a String or a byte[]
 */
public record ColumnDefinition(String name, String declaredType, Object missing) {
  boolean isReal() {
    return Affinity.of(declaredType) == Affinity.REAL;
  }
}
