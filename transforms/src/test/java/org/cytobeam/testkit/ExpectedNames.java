package org.cytobeam.testkit;

import java.util.Locale;

/**
 * The names that a joined table's columns must have, by preset, written out by hand.
 *
 * <p>Where a plate has a TableNumber, every preset gives one {@code Metadata_TableNumber}.
 */
public enum ExpectedNames {
  CELLPROFILER_CSV(ExpectedJoin.Kind.INNER, ExpectedJoin.Nan.KEPT),
  CELLPROFILER_SQLITE(ExpectedJoin.Kind.INNER, ExpectedJoin.Nan.NULL),
  CELLPROFILER_SQLITE_PYCYTOMINER(ExpectedJoin.Kind.INNER, ExpectedJoin.Nan.NULL),
  /** Over a cytominer database with plain image names. */
  JUMP(ExpectedJoin.Kind.LEFT, ExpectedJoin.Nan.NULL),
  /** Over a cytominer database with prefixed image names. */
  CELL_HEALTH(ExpectedJoin.Kind.INNER, ExpectedJoin.Nan.NULL);

  private final ExpectedJoin.Kind join;
  private final ExpectedJoin.Nan nan;

  ExpectedNames(ExpectedJoin.Kind join, ExpectedJoin.Nan nan) {
    this.join = join;
    this.nan = nan;
  }

  /** The preset's join. */
  ExpectedJoin.Kind join() {
    return join;
  }

  /** What becomes of NaN in the preset's usual layout. */
  ExpectedJoin.Nan nan() {
    return nan;
  }

  /** The output's name for a column of the image table; empty where it is not in the output. */
  String image(String column) {
    if (column.startsWith("FileName_")) {
      return "Image_" + column;
    }
    boolean plateOrWell = column.equals("Metadata_Plate") || column.equals("Metadata_Well");
    return switch (this) {
      case CELLPROFILER_CSV -> "";
      case CELLPROFILER_SQLITE, CELLPROFILER_SQLITE_PYCYTOMINER, CELL_HEALTH ->
          plateOrWell ? "Image_" + column : "";
      case JUMP ->
          plateOrWell
              ? column
              : column.equals("Metadata_Site") || column.equals("Metadata_Row")
                  ? "Image_" + column
                  : "";
    };
  }

  /** The output's name for the ObjectNumber beside the features; empty where there is none. */
  String objectNumber(Compartment compartment) {
    return switch (this) {
      case CELLPROFILER_CSV -> compartment == Compartment.CYTOPLASM ? "Metadata_ObjectNumber" : "";
      case CELLPROFILER_SQLITE, CELLPROFILER_SQLITE_PYCYTOMINER -> "";
      case JUMP ->
          switch (compartment) {
            case CYTOPLASM -> "Metadata_ObjectNumber";
            case CELLS -> "Metadata_ObjectNumber_1";
            case NUCLEI -> "Metadata_ObjectNumber_2";
          };
      case CELL_HEALTH -> compartment.stem() + "_ObjectNumber";
    };
  }

  /** The output's name for any other column of a compartment. */
  public String object(Compartment compartment, String column) {
    String name = compartment.stem() + "_" + column;
    boolean metadata =
        switch (this) {
          case CELLPROFILER_CSV -> column.startsWith("Parent_");
          case CELLPROFILER_SQLITE, JUMP -> false;
          case CELLPROFILER_SQLITE_PYCYTOMINER ->
              name.equals("Cytoplasm_Parent_Cells")
                  || name.equals("Cytoplasm_Parent_Nuclei")
                  || name.equals("Cells_Number_Object_Number")
                  || name.equals("Nuclei_Number_Object_Number");
          case CELL_HEALTH ->
              name.equals("Cytoplasm_Parent_Cells") || name.equals("Cytoplasm_Parent_Nuclei");
        };
    return metadata ? "Metadata_" + name : name;
  }

  /** Where a column stands in a joined table: by this, then by its name's code points. */
  static int rank(String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "tablenumber":
        return 0;
      case "metadata_tablenumber":
        return 1;
      case "imagenumber":
        return 2;
      case "metadata_imagenumber":
        return 3;
      case "objectnumber":
        return 4;
      case "object_number":
        return 5;
      default:
        break;
    }
    if (lower.contains("metadata")) {
      return 6;
    }
    return lower.startsWith("image")
        ? 7
        : lower.startsWith("cytoplasm")
            ? 8
            : lower.startsWith("cells") ? 9 : lower.startsWith("nuclei") ? 10 : 11;
  }
}
