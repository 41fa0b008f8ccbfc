package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn.Origin;

/**
 * The columns of the joined table, in order: the image key, columns of the image table, all of the
 * anchor, all of the partners; then made unique by {@link DuplicateNames} in this order, and sorted
 * by {@link ColumnOrder}.
 *
 * <p>The columns that hold the image key in the single tables are left out, since the key comes
 * once; so are the partners' {@code Metadata_ObjectNumber}, which the anchor's {@code Parent_}
 * columns repeat, unless the join keeps them.
 */
public final class JoinedColumns {
  /**
   * A table that takes part.
   *
   * @param tag its tag in the join
   * @param isImage whether it is an image table
   * @param columns its columns as the source names them, over all sources
   * @param names the output's name for each of them
   * @param keys which of the columns hold the keys
   */
  public record Table(
      String tag, boolean isImage, List<Column> columns, List<String> names, KeyColumns keys) {
    public Table {
      columns = List.copyOf(columns);
      names = List.copyOf(names);
      if (columns.size() != names.size()) {
        throw new IllegalArgumentException(
            tag + " has " + columns.size() + " columns but " + names.size() + " names");
      }
    }

    private boolean isImageKey(int column) {
      String name = columns.get(column).name();
      return name.equals(keys.tableNumber()) || name.equals(keys.imageNumber());
    }
  }

  private final JoinSpec spec;
  private final List<Table> tables;
  private final List<OutputColumn> selected = new ArrayList<>();

  private JoinedColumns(JoinSpec spec, List<Table> tables) {
    this.spec = spec;
    this.tables = tables;
  }

  /**
   * The columns of a join whose anchor is known. Column positions count in {@link Table#columns},
   * and are -1 for the parts of the image key.
   *
   * @param tableNumber the type of TableNumber over all sources; empty where no source has one
   * @throws UserError if the anchor or a partner is not among the tables
   */
  public static List<OutputColumn> of(
      JoinSpec spec, List<Table> tables, Optional<ColumnType> tableNumber) {
    if (spec.anchor().isEmpty()) {
      throw new IllegalArgumentException("the anchor must be known: " + spec);
    }
    JoinedColumns joined = new JoinedColumns(spec, tables);
    tableNumber.ifPresent(joined::selectTableNumber);
    joined.selectKey(ColumnNames.IMAGE_NUMBER, ColumnType.INT64, Origin.IMAGE_NUMBER);
    joined.selectImageColumns();
    joined.selectObjects();
    return ColumnOrder.sorted(joined.unique(), OutputColumn::name);
  }

  private void selectTableNumber(ColumnType type) {
    if (spec.imageTableNumber()) {
      selectKey("Image_TableNumber", type, Origin.TABLE_NUMBER);
    }
    selectKey(ColumnNames.TABLE_NUMBER, type, Origin.TABLE_NUMBER);
  }

  private void selectKey(String name, ColumnType type, Origin origin) {
    selected.add(new OutputColumn(name, type, origin, "", -1));
  }

  private void selectImageColumns() {
    for (Table table : tables) {
      for (int i = 0; table.isImage() && i < table.columns().size(); i++) {
        if (!table.isImageKey(i) && spec.takesImageColumn(table.names().get(i))) {
          select(table, i);
        }
      }
    }
  }

  private void selectObjects() {
    Table anchor = table(spec.anchor());
    for (int i = 0; i < anchor.columns().size(); i++) {
      if (!anchor.isImageKey(i)) {
        select(anchor, i);
      }
    }
    for (String tag : spec.partners()) {
      selectPartner(table(tag));
    }
  }

  private void selectPartner(Table partner) {
    for (int i = 0; i < partner.columns().size(); i++) {
      boolean repeats =
          partner.names().get(i).equals(ColumnNames.OBJECT_NUMBER) && !spec.keepsObjectNumbers();
      if (!partner.isImageKey(i) && !repeats) {
        select(partner, i);
      }
    }
  }

  private void select(Table table, int column) {
    selected.add(
        new OutputColumn(
            table.names().get(column),
            table.columns().get(column).type().settled(),
            Origin.TABLE,
            table.tag(),
            column));
  }

  private Table table(String tag) {
    return tables.stream()
        .filter(table -> table.tag().equals(tag))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "The join needs a table '"
                        + tag
                        + "', and the tables found are "
                        + String.join(", ", tables.stream().map(Table::tag).toList())));
  }

  private List<OutputColumn> unique() {
    List<String> names = DuplicateNames.renamed(selected.stream().map(OutputColumn::name).toList());
    List<OutputColumn> unique = new ArrayList<>(selected.size());
    for (int i = 0; i < selected.size(); i++) {
      unique.add(selected.get(i).withName(names.get(i)));
    }
    return unique;
  }
}
