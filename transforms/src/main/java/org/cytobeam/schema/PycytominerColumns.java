package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.Problem;
import org.cytobeam.schema.OutputColumn.Origin;
import org.cytobeam.schema.OutputColumn.Place;

/**
 * The output's columns as pycytominer's defaults need them. Its functions take every column whose
 * name begins with {@code Cells}, {@code Nuclei} or {@code Cytoplasm} (and {@code Image}, on
 * request) for a feature, which must be a number, and {@code Metadata_} for the rest; they group by
 * {@code Metadata_Plate} and {@code Metadata_Well} and count {@code Metadata_ObjectNumber}.
 *
 * <p>So those columns are added, with {@code Metadata_Site}; ids, and what is no number, get {@code
 * Metadata_} in front; {@code Image_Metadata_X} becomes {@code Metadata_X}, as in pycytominer's
 * {@code cp_clean}. Features keep CytoTable's names.
 */
final class PycytominerColumns {
  private static final int NAMES_SHOWN = 5;

  /** CellProfiler's own tags for the two halves of a well. */
  private static final Pattern ROW_OR_COLUMN =
      Pattern.compile("(Image_)?Metadata_(Well_?)?(Row|Col|Column)", Pattern.CASE_INSENSITIVE);

  private final TableNames wanted;
  private final PycytominerNames names;
  private final List<Problem> notes;

  /**
   * @param notes takes what a person should know of the names
   */
  PycytominerColumns(SchemaSettings settings, List<Problem> notes) {
    this.wanted = settings.wanted();
    this.names = new PycytominerNames(wanted, settings.identifyingColumns());
    this.notes = notes;
  }

  /**
   * The types that a table's columns are read as: candidates for plate, well and site as text, so
   * that {@code 007} and {@code 12E5} stay what they are; features without any value as numbers.
   *
   * @param empty the columns without any value
   */
  List<Column> asRead(String tag, List<Column> columns, Set<String> empty) {
    return columns.stream()
        .map(
            c -> {
              if (PlateField.of(tag, c.name()).isPresent()) {
                return new Column(c.name(), ColumnType.TEXT);
              }
              boolean emptyFeature = !wanted.isImage(tag) && empty.contains(c.name());
              return emptyFeature ? new Column(c.name(), ColumnType.DOUBLE) : c;
            })
        .toList();
  }

  /** The columns of a joined table; plate, well and site are always among them. */
  List<OutputColumn> joined(List<OutputColumn> columns, List<TableSchema> tables, JoinPlan plan) {
    List<TableSchema> taken =
        Stream.concat(
                plan.imageTags().stream(),
                Stream.concat(
                    Stream.of(plan.anchor()), plan.links().stream().map(JoinLink::target)))
            .flatMap(tag -> tables.stream().filter(t -> t.tag().equals(tag)))
            .toList();
    List<OutputColumn> added = new ArrayList<>();
    for (PlateField field : PlateField.values()) {
      List<Place> candidates = field.candidates(taken);
      added.add(firstText(field, candidates));
      noteSource(field, candidates, taken);
    }
    for (TableSchema table : taken) {
      if (table.tag().equals(plan.anchor())) {
        added.add(objectNumber(new Place(table.tag(), table.indexOf(plan.anchorObject()))));
      }
    }
    return ColumnOrder.sorted(with(added, columns, taken), OutputColumn::name);
  }

  /** The columns of a table by itself; plate, well and site are there if it has candidates. */
  List<OutputColumn> separate(List<OutputColumn> columns, TableSchema table) {
    List<OutputColumn> added = new ArrayList<>();
    for (PlateField field : PlateField.values()) {
      List<Place> candidates = field.candidates(List.of(table));
      if (!candidates.isEmpty()) {
        added.add(firstText(field, candidates));
      }
    }
    int object = table.indexOf(table.keys().objectNumber());
    if (object >= 0) {
      added.add(objectNumber(new Place(table.tag(), object)));
    }
    return with(added, columns, List.of(table));
  }

  private static OutputColumn firstText(PlateField field, List<Place> candidates) {
    return new OutputColumn(field.outputName(), ColumnType.TEXT, Origin.FIRST_TEXT, candidates);
  }

  private static OutputColumn objectNumber(Place place) {
    return new OutputColumn(
        ColumnNames.OBJECT_NUMBER, ColumnType.INT64, Origin.OBJECT_NUMBER, List.of(place));
  }

  /** The added columns first, then the others but for those that the added ones repeat. */
  private List<OutputColumn> with(
      List<OutputColumn> added, List<OutputColumn> columns, List<TableSchema> tables) {
    List<OutputColumn> all = new ArrayList<>(added);
    for (TableSchema table : tables) {
      noteTexts(table, columns);
    }
    boolean tableNumberSeen = false;
    for (OutputColumn column : columns) {
      if (column.origin() == Origin.TABLE_NUMBER) {
        if (!tableNumberSeen) {
          all.add(column.withName(ColumnNames.TABLE_NUMBER));
        }
        tableNumberSeen = true;
      } else if (column.origin() != Origin.TABLE) {
        all.add(column);
      } else {
        TableSchema table = table(tables, column);
        if (!isRepeated(column, table, added)) {
          all.add(column.withName(names.name(column, table)));
        }
      }
    }
    List<String> names = DuplicateNames.renamed(all.stream().map(OutputColumn::name).toList());
    List<OutputColumn> unique = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      unique.add(all.get(i).withName(names.get(i)));
    }
    return unique;
  }

  private static TableSchema table(List<TableSchema> tables, OutputColumn column) {
    return tables.stream().filter(t -> t.tag().equals(column.tag())).findFirst().orElseThrow();
  }

  private static boolean isRepeated(
      OutputColumn column, TableSchema table, List<OutputColumn> added) {
    String source = table.columns().get(column.column()).name();
    return added.stream()
        .filter(a -> a.places().contains(column.places().get(0)))
        .anyMatch(
            a ->
                a.origin() == Origin.OBJECT_NUMBER
                    || PlateField.of(table.tag(), source).orElseThrow().rank(table.tag(), source)
                        == 0);
  }

  private void noteTexts(TableSchema table, List<OutputColumn> columns) {
    List<String> texts =
        columns.stream()
            .filter(c -> c.origin() == Origin.TABLE && c.tag().equals(table.tag()))
            .filter(c -> names.isTextAmongFeatures(c, table))
            .map(OutputColumn::name)
            .toList();
    if (!texts.isEmpty()) {
      String shown = String.join(", ", texts.subList(0, Math.min(NAMES_SHOWN, texts.size())));
      note(
          table.group(),
          "%d columns hold something other than numbers, so they are no features and get Metadata_ in front: %s%s"
              .formatted(texts.size(), shown, texts.size() > NAMES_SHOWN ? ", ..." : ""));
    }
  }

  private void noteSource(PlateField field, List<Place> candidates, List<TableSchema> tables) {
    if (candidates.isEmpty()) {
      note("", field.outputName() + " is NULL: " + noCandidates(field, tables));
      return;
    }
    TableSchema table =
        tables.stream()
            .filter(t -> t.tag().equals(candidates.get(0).tag()))
            .findFirst()
            .orElseThrow();
    String first = table.columns().get(candidates.get(0).column()).name();
    if (field.rank(table.tag(), first) > 0) {
      note(table.group(), "%s is taken from %s".formatted(field.outputName(), first));
    }
  }

  /** Tells which of plate, well and site are in no table, where none is made for want of rows. */
  void noteMissing(List<TableSchema> tables) {
    for (PlateField field : PlateField.values()) {
      if (field.candidates(tables).isEmpty()) {
        note("", "there is no " + field.outputName() + ": " + noCandidates(field, tables));
      }
    }
  }

  /** Where wells are there in another form, how to get at them. */
  private static String noCandidates(PlateField field, List<TableSchema> tables) {
    List<String> found =
        tables.stream()
            .flatMap(t -> t.columns().stream())
            .map(Column::name)
            .filter(name -> ROW_OR_COLUMN.matcher(name).matches())
            .distinct()
            .toList();
    String wells =
        field != PlateField.WELL || found.isEmpty()
            ? ""
            : "; a well can be put together from %s, which --image-columns takes along"
                .formatted(String.join(" and ", found));
    return "no table has one of " + field.describeCandidates() + wells;
  }

  private void note(String table, String message) {
    notes.add(new Problem(Problem.Kind.NOTE, "", "", table, message, 0));
  }
}
