package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.List;

/** The three object tables of a plate, and the columns that each has beside its features. */
public enum Compartment {
  CELLS("Cells", "Parent_Nuclei"),
  NUCLEI("Nuclei"),
  CYTOPLASM("Cytoplasm", "Parent_Cells", "Parent_Nuclei");

  /** The object's own number among its measurements, as CellProfiler repeats it there. */
  public static final String NUMBER = "Number_Object_Number";

  private final String stem;
  private final List<String> parents;

  Compartment(String stem, String... parents) {
    this.stem = stem;
    this.parents = List.of(parents);
  }

  /** The table's name and its columns' prefix: {@code Cells}. */
  public String stem() {
    return stem;
  }

  /**
   * The table's columns without prefix, after the ids: the object's number, the features, the
   * parents.
   */
  public List<PlateColumn> columns(List<PlateColumn> features) {
    List<PlateColumn> columns = new ArrayList<>(features.size() + 3);
    columns.add(PlateColumn.integer(NUMBER));
    columns.addAll(features);
    parents.forEach(parent -> columns.add(PlateColumn.integer(parent)));
    return columns;
  }

  /** A row's values, parallel to {@link #columns}. */
  public List<Object> values(PlateRow row) {
    List<Object> values = new ArrayList<>(row.features().size() + 3);
    values.add(row.number());
    values.addAll(row.features());
    for (String parent : parents) {
      values.add(parent.equals("Parent_Cells") ? row.parentCells() : row.parentNuclei());
    }
    return values;
  }
}
