package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a random plate is made from: small numbers, of which 0 always stands for what is usual, so
 * that a plate that is shrunk becomes usual as well as small.
 *
 * @param columns of the image table and of each object, beside their keys
 */
record PlateRecipe(
    Topology topology, List<List<ColumnRecipe>> columns, List<SourceRecipe> sources) {
  /** A column: its name, what it holds in even and odd sources, and which sources lack it. */
  record ColumnRecipe(int name, ColumnKind kind, ColumnKind other, int lacking) {}

  /** Which tables of a source are there and how its images are numbered. */
  record SourceRecipe(
      List<ImageRecipe> images, List<TableState> tables, Numbers numbers, boolean scattered) {}

  /** What there is of a table. */
  enum TableState {
    WHOLE,
    HEADER_ONLY,
    NO_BYTES,
    MISSING
  }

  /** The form of a source's TableNumbers. */
  enum Numbers {
    NONE("", ""),
    WHOLE("7", "10", "9"),
    TEXT("b7", "007", "a"),
    MIXED("7", "x", "10", "", "7.0");

    private final List<String> values;

    Numbers(String... values) {
      this.values = List.of(values);
    }

    String value(int code) {
      return values.get(code % values.size());
    }
  }

  /** An image: its numbers, how many rows the image table has of it, its objects by table. */
  record ImageRecipe(
      int tableNumber,
      int number,
      int rows,
      List<Integer> values,
      List<List<ObjectRecipe>> objects) {}

  /** An object: its number, that of its parents, and where its values lie among the kind's. */
  record ObjectRecipe(int image, int number, List<Integer> parents, List<Integer> values) {}

  private static final List<String> IMAGE_NUMBERS = List.of("1", "2", "10", "-5", "3.0");
  private static final List<String> BAD_IMAGE_NUMBERS = List.of("", "x", "1.5", "nan");
  private static final List<String> OBJECT_NUMBERS =
      List.of("1", "2", "3", "2.0", "", "x", "2.5", "9007199254740993", "0");
  private static final List<String> PARENT_NUMBERS =
      List.of("0", "1", "2", "3", "", "9", "nan", "1.0", "-1", "x", "9007199254740993");
  private static final List<String> IMAGE_NAMES =
      List.of("FileName_DNA", "Metadata_Well", "Metadata_Site", "Count_Cells", "ImageQuality_µ");
  private static final List<String> OBJECT_NAMES =
      List.of(
          "AreaShape_Area",
          "Metadata_Well",
          "Cells_AreaShape_Area",
          "areashape_area",
          "Intensity_µ, \"x\"",
          "Children_PH3_Count");

  /** The plate. */
  TextPlate plate(boolean driftingParents) {
    List<TextSource> result = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      SourceRecipe source = sources.get(s);
      Map<String, TextTable> tables = new LinkedHashMap<>();
      put(tables, OracleOptions.IMAGE, source.tables.get(0), imageTable(s));
      for (int o = 0; o < topology.objects().size(); o++) {
        put(
            tables,
            topology.objects().get(o),
            source.tables.get(o + 1),
            objectTable(s, o, driftingParents));
      }
      result.add(new TextSource(List.of("s1", "s1 b", "S2").get(s), tables));
    }
    return new TextPlate(result);
  }

  private static void put(
      Map<String, TextTable> tables, String name, TableState state, TextTable table) {
    switch (state) {
      case WHOLE -> tables.put(name, table);
      case HEADER_ONLY -> tables.put(name, new TextTable(table.columns(), List.of()));
      case NO_BYTES -> tables.put(name, TextTable.NO_BYTES);
      case MISSING -> {
        // No file.
      }
    }
  }

  private TextTable imageTable(int s) {
    SourceRecipe source = sources.get(s);
    List<String> header = new ArrayList<>(names(IMAGE_NAMES, columns.get(0), s));
    keyColumns(source, header);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < source.images.size(); i++) {
      ImageRecipe image = source.images.get(i);
      for (int r = 0; r < image.rows; r++) {
        List<String> row = values(columns.get(0), s, image.values, r);
        keys(source, image, i, 0, row);
        rows.add(row);
      }
    }
    return new TextTable(header, rows);
  }

  private TextTable objectTable(int s, int o, boolean driftingParents) {
    SourceRecipe source = sources.get(s);
    String object = topology.objects().get(o);
    List<String> parents = driftingParents && s == 2 ? List.of() : topology.parents(object);
    List<ColumnRecipe> features = columns.get(o + 1);
    List<String> header = new ArrayList<>(List.of("ObjectNumber"));
    header.addAll(names(OBJECT_NAMES, features, s));
    parents.forEach(parent -> header.add("Parent_" + parent));
    keyColumns(source, header);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < source.images.size(); i++) {
      List<ObjectRecipe> objects = source.images.get(i).objects.get(o);
      for (int n = 0; n < objects.size(); n++) {
        ObjectRecipe recipe = objects.get(n);
        List<String> row = new ArrayList<>(List.of(chosen(OBJECT_NUMBERS, recipe.number, n)));
        row.addAll(values(features, s, recipe.values, 0));
        for (int p = 0; p < parents.size(); p++) {
          row.add(chosen(PARENT_NUMBERS, recipe.parents.get(p), n));
        }
        keys(source, source.images.get(i), i, recipe.image, row);
        rows.add(row);
      }
    }
    if (source.scattered) {
      rows.sort(Comparator.comparingInt(row -> row.toString().hashCode()));
    }
    return new TextTable(header, rows);
  }

  /** The number after the position for 0, else one of the others. */
  private static String chosen(List<String> numbers, int code, int position) {
    return code == 0 ? "" + (position + 1) : numbers.get((code - 1) % numbers.size());
  }

  private static void keyColumns(SourceRecipe source, List<String> header) {
    header.add(0, "ImageNumber");
    if (source.numbers != Numbers.NONE) {
      header.add(0, "TableNumber");
    }
  }

  private static void keys(
      SourceRecipe source, ImageRecipe image, int position, int bad, List<String> row) {
    row.add(
        0,
        bad > 0
            ? BAD_IMAGE_NUMBERS.get(bad % BAD_IMAGE_NUMBERS.size())
            : chosen(IMAGE_NUMBERS, image.number, position));
    if (source.numbers != Numbers.NONE) {
      row.add(0, source.numbers.value(image.tableNumber));
    }
  }

  private static List<String> names(List<String> names, List<ColumnRecipe> columns, int source) {
    return OracleNames.distinct(
        columns.stream().filter(c -> !lacks(c, source)).map(c -> names.get(c.name)).toList());
  }

  private static List<String> values(
      List<ColumnRecipe> columns, int source, List<Integer> codes, int shift) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnRecipe column = columns.get(i);
      if (!lacks(column, source)) {
        ColumnKind kind = source % 2 == 0 ? column.kind : column.other;
        values.add(kind.value(codes.get(i % codes.size()) + shift));
      }
    }
    return values;
  }

  private static boolean lacks(ColumnRecipe column, int source) {
    return column.lacking == source + 1;
  }
}
