package org.cytobeam.schema;

import java.io.Serializable;
import java.util.List;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.JoinScope;

/**
 * What decides the output's schema besides the data.
 *
 * @param wanted the tables
 * @param identifyingColumns columns that are ids or metadata, never features
 * @param joined whether the tables are joined at all
 * @param join how, as far as is known; ignored unless {@code joined}
 * @param scope what one run of a user's SQL sees
 * @param union whether a column is kept that some sources lack (NULL there), or dropped
 * @param floatType DOUBLE, or FLOAT to halve the file
 * @param integerType INT64, INT32 or INT8
 * @param naming whose names the columns have
 */
public record SchemaSettings(
    TableNames wanted,
    List<String> identifyingColumns,
    boolean joined,
    JoinSpec join,
    JoinScope scope,
    boolean union,
    ColumnType floatType,
    ColumnType integerType,
    Naming naming)
    implements Serializable {
  public SchemaSettings {
    identifyingColumns = List.copyOf(identifyingColumns);
  }

  /** With joins that never need another image, and CytoTable's names. */
  public SchemaSettings(
      TableNames wanted,
      List<String> identifyingColumns,
      boolean joined,
      JoinSpec join,
      boolean union,
      ColumnType floatType,
      ColumnType integerType) {
    this(
        wanted,
        identifyingColumns,
        joined,
        join,
        JoinScope.IMAGE,
        union,
        floatType,
        integerType,
        Naming.CYTOTABLE);
  }
}
