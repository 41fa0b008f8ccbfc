package org.cytobeam.testkit.property;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * What a conversion of a plate must give: worked out from the text of all tables at once, by rules
 * written out from the documents, a join in plain SQL, and none of the product's classes.
 *
 * @param columns in the output's order
 * @param rows in the output's order
 * @param counts by table
 * @param leavesOut whether the conversion must say that something was left out
 */
public record PlateOracle(
    List<Column> columns,
    List<Map<String, Object>> rows,
    Map<String, Counts> counts,
    long droppedForNull,
    Map<String, Long> addedTableNumbers,
    boolean leavesOut) {
  /** A column of the output. */
  public record Column(String name, String sqlType) {}

  /** What became of a table's rows. */
  public record Counts(long read, long matched, long unmatched, long rejected) {}

  private record Selected(String table, int column, String name, TextType type) {}

  private static final String FILE_NAMES = "^Image_FileName_";

  /**
   * Null where the conversion must be refused: no table, one that is named and nowhere there, or no
   * single join of them.
   *
   * @param sources in the order of their names' bytes
   * @param checksum of a source's image table
   */
  public static PlateOracle of(
      List<TextSource> sources, OracleOptions options, ToLongFunction<TextSource> checksum)
      throws SQLException {
    boolean preset =
        options.isAuto()
            && OracleOptions.STANDARD.stream()
                .allMatch(name -> sources.stream().anyMatch(s -> s.tables().containsKey(name)));
    boolean named =
        options.compartments().stream()
            .allMatch(name -> sources.stream().anyMatch(s -> s.tables().containsKey(name)));
    if (!named) {
      return null;
    }
    OracleSurvey survey = new OracleSurvey(sources, options, checksum);
    Map<String, OracleTable> tables = survey.tables();
    OracleJoin join = OracleJoin.of(tables, options, preset);
    if (join == null) {
      return null;
    }
    Join policy = options.join() == null ? Join.INNER : options.join();
    try (OracleSql sql = new OracleSql(tables, survey.images(), join, policy)) {
      return of(survey, tables, join, sql, options, preset);
    }
  }

  private static PlateOracle of(
      OracleSurvey survey,
      Map<String, OracleTable> tables,
      OracleJoin join,
      OracleSql sql,
      OracleOptions options,
      boolean preset)
      throws SQLException {
    List<Selected> selected = selected(survey, tables, join, options, preset);
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Map<String, Integer>> positions = sql.rows();
    for (Map<String, Integer> row : positions) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Selected column : selected) {
        values.put(column.name, value(column, row, survey.images(), tables));
      }
      if (!options.dropNull() || !values.containsValue(null)) {
        rows.add(values);
      }
    }
    Map<String, Counts> counts = new LinkedHashMap<>();
    boolean repeats = false;
    for (String table : tables.keySet()) {
      long read = survey.read(table);
      long rejected = survey.rejected(table) + sql.repeated(table);
      long matched = sql.matched(table);
      counts.put(table, new Counts(read, matched, read - rejected - matched, rejected));
      repeats |= sql.repeated(table) > 0;
    }
    return new PlateOracle(
        selected.stream().map(c -> new Column(c.name, c.type.sqlName())).toList(),
        rows,
        counts,
        positions.size() - rows.size(),
        survey.addedTableNumbers(),
        survey.leavesOut() || repeats);
  }

  private static Object value(
      Selected column,
      Map<String, Integer> row,
      List<ImageId> images,
      Map<String, OracleTable> tables) {
    if (column.table.isEmpty()) {
      ImageId image = images.get(row.get(""));
      if (column.column == 0) {
        return image.imageNumber();
      }
      Object number = image.tableNumber();
      return number != null && column.type == TextType.TEXT ? number.toString() : number;
    }
    int position = row.get(column.table);
    return position < 0
        ? null
        : column.type.value(
            tables.get(column.table).rows().get(position).values().get(column.column));
  }

  private static List<Selected> selected(
      OracleSurvey survey,
      Map<String, OracleTable> tables,
      OracleJoin join,
      OracleOptions options,
      boolean preset) {
    List<Selected> selected = new ArrayList<>();
    TextType tableNumber = survey.tableNumberType();
    if (tableNumber != TextType.NONE) {
      selected.add(new Selected("", 1, "Metadata_TableNumber", tableNumber));
    }
    selected.add(new Selected("", 0, "Metadata_ImageNumber", TextType.INTEGER));
    Pattern wanted = imageColumns(options, preset);
    if (tables.containsKey(OracleOptions.IMAGE) && wanted != null) {
      selected.addAll(
          of(tables.get(OracleOptions.IMAGE)).stream()
              .filter(c -> wanted.matcher(c.name).find())
              .toList());
    }
    selected.addAll(of(tables.get(join.anchor())));
    for (String partner : join.partners()) {
      selected.addAll(
          of(tables.get(partner)).stream()
              .filter(c -> options.join() == Join.FULL || !c.name.equals("Metadata_ObjectNumber"))
              .toList());
    }
    List<String> names = OracleNames.distinct(selected.stream().map(c -> c.name).toList());
    List<Selected> distinct = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Selected c = selected.get(i);
      distinct.add(new Selected(c.table, c.column, names.get(i), c.type));
    }
    distinct.sort(
        Comparator.comparingInt((Selected c) -> OracleNames.rank(c.name))
            .thenComparing(c -> c.name, ImageId.BY_BYTES));
    return distinct;
  }

  private static Pattern imageColumns(OracleOptions options, boolean preset) {
    return switch (options.imageColumns()) {
      case "" ->
          Pattern.compile(
              preset || !options.isAuto() ? FILE_NAMES : FILE_NAMES + "|^(Image_)?Metadata_");
      case "filenames" -> Pattern.compile(FILE_NAMES);
      case "all" -> Pattern.compile("");
      case "none" -> null;
      default -> Pattern.compile(options.imageColumns());
    };
  }

  /** A table's columns but for those of the image's key. */
  private static List<Selected> of(OracleTable table) {
    List<Selected> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String column = table.columns().get(i);
      if (!column.equals("ImageNumber") && !column.equals("TableNumber")) {
        columns.add(new Selected(table.name(), i, table.names().get(i), table.type(i)));
      }
    }
    return columns;
  }
}
