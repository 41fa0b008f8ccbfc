package org.cytobeam.schema;

/**
 * One step of a join: rows of {@code child} refer by {@code parentColumn} to the row of {@code
 * target} whose {@code objectColumn} has that number, in the same image.
 *
 * @param child the tag of the anchor, or of the target of an earlier link
 */
public record JoinLink(String child, String parentColumn, String target, String objectColumn) {
  /** As a person would say it: {@code cytoplasm.Parent_Cells = cells.ObjectNumber}. */
  public String describe() {
    return child + "." + parentColumn + " = " + target + "." + objectColumn;
  }
}
