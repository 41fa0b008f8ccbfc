package org.cytobeam.pipeline;

import java.util.List;
import java.util.Set;
import org.cytobeam.format.TableNames;
import org.cytobeam.schema.ColumnNames;
import org.cytobeam.schema.JoinSpec;

/**
 * What is known in advance of one kind of input: its tables, which of their columns identify
 * things, and how they are joined. Options override each part.
 *
 * @param name what {@code --preset} takes
 * @param description a sentence for {@code --help}
 * @param metadata tags of image tables
 * @param compartments tags of object tables; with no image tables either, every file is taken
 * @param identifyingColumns columns that are not features, as the source spells them
 * @param sourceDatatype the format to read where file names do not tell; empty for any
 * @param join how the tables are joined; null where each is written for itself
 */
public record Preset(
    String name,
    String description,
    List<String> metadata,
    List<String> compartments,
    List<String> identifyingColumns,
    String sourceDatatype,
    JoinSpec join) {

  public Preset {
    metadata = List.copyOf(metadata);
    compartments = List.copyOf(compartments);
    identifyingColumns = List.copyOf(identifyingColumns);
  }

  public boolean isJoined() {
    return join != null;
  }

  /** The tables that the preset wants. */
  public TableNames tableNames() {
    return new TableNames(metadata, compartments);
  }

  /** The names that the preset gives to columns. */
  public ColumnNames columnNames() {
    return new ColumnNames(tableNames(), Set.copyOf(identifyingColumns));
  }
}
