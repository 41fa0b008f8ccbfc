package org.cytobeam.schema;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.ColumnType;

/**
 * CytoTable's names, with {@code Metadata_} in front of what pycytominer must not take for a
 * feature: ids, and of objects whatever is no number.
 */
final class PycytominerNames {
  private static final String METADATA = "Metadata_";
  private static final String IMAGE_METADATA = "Image_Metadata_";

  /** Numbers of objects and images, of their parents, tracks and neighbours; image metadata. */
  private static final Pattern OBJECT_IDS =
      Pattern.compile(
          "Object_?Number|ImageNumber|TableNumber|(^|_)(Parent|Metadata)_|TrackObjects_Label",
          Pattern.CASE_INSENSITIVE);

  /** Where an image lies in its file and its group. */
  private static final Pattern IMAGE_IDS =
      Pattern.compile("(Image_)?(Group_(Index|Number)$|(ImageSet|Series|Frame|Channel)_.*)");

  private final TableNames wanted;
  private final Set<String> identifyingColumns;

  PycytominerNames(TableNames wanted, List<String> identifyingColumns) {
    this.wanted = wanted;
    this.identifyingColumns = Set.copyOf(identifyingColumns);
  }

  /** The name of a column of a table, which so far has CytoTable's. */
  String name(OutputColumn column, TableSchema table) {
    String name = column.name();
    if (source(column, table).equals(table.keys().imageNumber())) {
      return ColumnNames.IMAGE_NUMBER;
    }
    if (name.startsWith(METADATA)) {
      return name;
    }
    if (wanted.isImage(table.tag()) && name.startsWith(IMAGE_METADATA)) {
      return METADATA + name.substring(IMAGE_METADATA.length());
    }
    return isId(column, table) || isText(column) ? METADATA + name : name;
  }

  /** Whether a column is taken from among the features only because it holds no numbers. */
  boolean isTextAmongFeatures(OutputColumn column, TableSchema table) {
    return isText(column) && !isId(column, table) && !column.name().startsWith(METADATA);
  }

  private boolean isId(OutputColumn column, TableSchema table) {
    String source = source(column, table);
    return identifyingColumns.contains(source)
        || OBJECT_IDS.matcher(source).find()
        || (wanted.isImage(table.tag()) && IMAGE_IDS.matcher(source).matches());
  }

  /** Of an image's columns, pycytominer passes over what is no number. */
  private boolean isText(OutputColumn column) {
    ColumnType type = column.type();
    boolean number = type.isInteger() || type.isFloating() || type == ColumnType.BOOL;
    return !number && !wanted.isImage(column.tag());
  }

  private static String source(OutputColumn column, TableSchema table) {
    return table.columns().get(column.column()).name();
  }
}
