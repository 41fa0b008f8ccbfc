package org.cytobeam.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The joined table that plates must give, worked out row by row in plain collections:
 *
 * <pre>{@code
 * ExpectedJoin expected = ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("plate1", plate);
 * TableDiff.assertSame(expected.rows(), ParquetRows.read(output).rows());
 * }</pre>
 *
 * <p>Rows are ordered by source (its name's bytes), TableNumber, ImageNumber and cytoplasm number.
 */
public final class ExpectedJoin {
  /** Which rows there are. */
  public enum Kind {
    /** Cytoplasm with both its cell and its nucleus; the image row may be missing. */
    INNER,
    /** Every cytoplasm. */
    LEFT
  }

  /** What becomes of NaN on its way through a layout. */
  public enum Nan {
    KEPT,
    NULL
  }

  /**
   * What became of one table's rows. A cytoplasm row is matched when its cell and nucleus exist,
   * any other row when some row of the output contains it.
   */
  public record Counts(long read, long matched) {
    public long unmatched() {
      return read - matched;
    }
  }

  private record Source(String name, Plate plate, Object addedTableNumber) {}

  private record Keyed(Source source, Object tableNumber, PlateImage image) {}

  private final ExpectedNames names;
  private final Kind kind;
  private final Nan nan;
  private final List<Source> sources = new ArrayList<>();

  private ExpectedJoin(ExpectedNames names, Kind kind, Nan nan) {
    this.names = names;
    this.kind = kind;
    this.nan = nan;
  }

  /** The join as the preset has it; add the sources next. */
  public static ExpectedJoin of(ExpectedNames names) {
    return new ExpectedJoin(names, names.join(), names.nan());
  }

  /** The preset's names with another join, or another fate of NaN. */
  public static ExpectedJoin of(ExpectedNames names, Kind kind, Nan nan) {
    return new ExpectedJoin(names, kind, nan);
  }

  /** Adds a source that has its own TableNumbers, or none. */
  public ExpectedJoin add(String name, Plate plate) {
    return add(name, plate, null);
  }

  /**
   * Adds a source that is given a TableNumber, as folders of CSV files are.
   *
   * @param tableNumber Long or String; null leaves the plate's own
   */
  public ExpectedJoin add(String name, Plate plate, Object tableNumber) {
    sources.add(new Source(name, plate, tableNumber));
    return this;
  }

  /** The rows, each with all columns in the output's order. */
  public List<Map<String, Object>> rows() {
    List<String> columns = columns();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Keyed keyed : keyedImages()) {
      for (Match match : matches(keyed.image())) {
        if (match.isWhole() || kind == Kind.LEFT) {
          rows.add(row(keyed, match, columns));
        }
      }
    }
    return rows;
  }

  /** The output's columns, in its order. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("Metadata_ImageNumber"));
    if (keyedImages().stream().anyMatch(keyed -> keyed.tableNumber() != null)) {
      columns.add("Metadata_TableNumber");
    }
    Plate plate = sources.get(0).plate();
    plate.imageColumns().forEach(column -> columns.add(names.image(column.name())));
    for (Compartment compartment : Compartment.values()) {
      columns.add(names.objectNumber(compartment));
      for (PlateColumn column : compartment.columns(plate.features())) {
        columns.add(names.object(compartment, column.name()));
      }
    }
    columns.removeIf(String::isEmpty);
    columns.sort(
        Comparator.comparingInt(ExpectedNames::rank).thenComparing(ExpectedJoin::compareBytes));
    return columns;
  }

  /** What became of each table's rows, by {@code Image}, {@code Cells}, ... */
  public Map<String, Counts> counts() {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (String table : List.of("Image", "Cells", "Nuclei", "Cytoplasm")) {
      counts.put(table, new long[2]);
    }
    for (Keyed keyed : keyedImages()) {
      count(keyed.image(), counts);
    }
    Map<String, Counts> result = new LinkedHashMap<>();
    counts.forEach((table, count) -> result.put(table, new Counts(count[0], count[1])));
    return result;
  }

  /** A cytoplasm and its partners, null where there is none. */
  private record Match(PlateRow cytoplasm, PlateRow cell, PlateRow nucleus) {
    private boolean isWhole() {
      return cell != null && nucleus != null;
    }
  }

  private static List<Match> matches(PlateImage image) {
    List<Match> matches = new ArrayList<>();
    for (PlateRow row : image.cytoplasm()) {
      PlateRow cell = find(image.cells(), row.parentCells());
      matches.add(new Match(row, cell, find(image.nuclei(), row.parentNuclei())));
    }
    matches.sort(Comparator.comparingLong(match -> match.cytoplasm().number()));
    return matches;
  }

  private static PlateRow find(List<PlateRow> rows, long number) {
    return rows.stream().filter(row -> row.number() == number).findFirst().orElse(null);
  }

  private List<Keyed> keyedImages() {
    List<Keyed> keyed = new ArrayList<>();
    for (Source source : sources) {
      for (PlateImage image : source.plate().images()) {
        Object added = source.addedTableNumber();
        keyed.add(new Keyed(source, added == null ? image.tableNumber() : added, image));
      }
    }
    keyed.sort(
        Comparator.comparing((Keyed k) -> k.source().name(), ExpectedJoin::compareBytes)
            .thenComparing(Keyed::tableNumber, ExpectedJoin::compareTableNumbers)
            .thenComparingLong(k -> k.image().imageNumber()));
    return keyed;
  }

  private static int compareTableNumbers(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    boolean numbers = a instanceof Long && b instanceof Long;
    return numbers ? Long.compare((Long) a, (Long) b) : compareBytes(a.toString(), b.toString());
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> row(Keyed keyed, Match match, List<String> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    columns.forEach(column -> row.put(column, null));
    put(row, "Metadata_ImageNumber", keyed.image().imageNumber());
    put(row, "Metadata_TableNumber", keyed.tableNumber());
    List<PlateColumn> imageColumns = keyed.source().plate().imageColumns();
    for (int i = 0; keyed.image().hasRow() && i < imageColumns.size(); i++) {
      put(row, names.image(imageColumns.get(i).name()), keyed.image().values().get(i));
    }
    List<PlateColumn> features = keyed.source().plate().features();
    putObject(row, Compartment.CYTOPLASM, match.cytoplasm(), features);
    putObject(row, Compartment.CELLS, match.cell(), features);
    putObject(row, Compartment.NUCLEI, match.nucleus(), features);
    return Collections.unmodifiableMap(row);
  }

  private void putObject(
      Map<String, Object> row,
      Compartment compartment,
      PlateRow object,
      List<PlateColumn> features) {
    if (object == null) {
      return;
    }
    put(row, names.objectNumber(compartment), object.number());
    List<PlateColumn> columns = compartment.columns(features);
    List<Object> values = compartment.values(object);
    for (int i = 0; i < columns.size(); i++) {
      put(row, names.object(compartment, columns.get(i).name()), values.get(i));
    }
  }

  private void put(Map<String, Object> row, String column, Object value) {
    boolean lost = nan == Nan.NULL && value instanceof Double number && number.isNaN();
    if (row.containsKey(column)) {
      row.put(column, lost ? null : value);
    }
  }

  private void count(PlateImage image, Map<String, long[]> counts) {
    Set<Long> cells = new HashSet<>();
    Set<Long> nuclei = new HashSet<>();
    long whole = 0;
    long kept = 0;
    for (Match match : matches(image)) {
      whole += match.isWhole() ? 1 : 0;
      if (match.isWhole() || kind == Kind.LEFT) {
        kept++;
        if (match.cell() != null) {
          cells.add(match.cell().number());
        }
        if (match.nucleus() != null) {
          nuclei.add(match.nucleus().number());
        }
      }
    }
    add(counts.get("Image"), image.hasRow() ? 1 : 0, image.hasRow() && kept > 0 ? 1 : 0);
    add(counts.get("Cells"), image.cells().size(), cells.size());
    add(counts.get("Nuclei"), image.nuclei().size(), nuclei.size());
    add(counts.get("Cytoplasm"), image.cytoplasm().size(), whole);
  }

  private static void add(long[] counts, long read, long matched) {
    counts[0] += read;
    counts[1] += matched;
  }
}
