package org.cytobeam.plan;

import java.util.List;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;

/**
 * The input as it will be read.
 *
 * @param indexes the tables that are kept, by source, then in the order of the wanted names
 * @param added the TableNumbers that sources without one are given; empty when none is added
 * @param leftOut the readable rows of rejected sources, by table
 * @param problems everything found wrong, in order of source and file
 */
public record Survey(
    List<TableIndex> indexes,
    List<SourceNumber> added,
    List<LeftOutRows> leftOut,
    List<Problem> problems) {
  /** One table in all sources that have it, in source order. */
  public List<TableIndex> indexesOf(String tag) {
    return indexes.stream().filter(index -> index.table().tag().equals(tag)).toList();
  }
}
