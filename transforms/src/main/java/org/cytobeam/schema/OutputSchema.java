package org.cytobeam.schema;

import java.util.List;
import org.cytobeam.model.Problem;

/**
 * Everything that reading, joining and writing need to know of the schema, found from all indexes.
 *
 * @param tables what is read, in the order of the wanted names
 * @param outputs what is written: the joined table alone, or one output a table
 * @param notes differences between sources worth telling
 */
public record OutputSchema(
    List<TableSchema> tables, List<OutputTable> outputs, JoinPlan join, List<Problem> notes) {
  /**
   * The table of that tag.
   *
   * @throws IllegalArgumentException if it is not read
   */
  public TableSchema table(String tag) {
    return tables.stream()
        .filter(t -> t.tag().equals(tag))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table " + tag));
  }

  /** The output of that name: a group, or empty for the joined table. */
  public OutputTable output(String name) {
    return outputs.stream()
        .filter(o -> o.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no output '" + name + "'"));
  }
}
