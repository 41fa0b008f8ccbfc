package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.cytobeam.testkit.property.PlateRecipe.ColumnRecipe;
import org.cytobeam.testkit.property.PlateRecipe.ImageRecipe;
import org.cytobeam.testkit.property.PlateRecipe.Numbers;
import org.cytobeam.testkit.property.PlateRecipe.ObjectRecipe;
import org.cytobeam.testkit.property.PlateRecipe.SourceRecipe;
import org.cytobeam.testkit.property.PlateRecipe.TableState;

/** The plates of properties. */
public final class RandomPlates {
  private static final List<Integer> NAMES = List.of(0, 1, 2, 3, 4);

  /** Without the name that ExportToDatabase gives to another column. */
  private static final List<Integer> NAMES_OF_ALL_FORMS = List.of(0, 1, 3, 4);

  private static final int TABLES = 5;
  private static final int CODES = 13;

  private RandomPlates() {}

  /** Anything that can be wrong with a plate and still has rows to convert, or none. */
  public static Arbitrary<PlateCase> any() {
    return Combinators.combine(recipes(sources(), 3, NAMES), options(), running(), usually(3))
        .as(
            (recipe, options, running, named) -> {
              TextPlate plate = recipe.plate(options.union());
              List<String> objects = recipe.topology().objects();
              boolean auto = named == 0 && recipe.topology().isStandard() && hasAny(objects, plate);
              return new PlateCase(
                  plate, withObjects(options, auto ? List.of() : objects), running);
            });
  }

  /** Of an image table alone the tables are written by themselves, which is another matter. */
  private static boolean hasAny(List<String> objects, TextPlate plate) {
    return plate.sources().stream()
        .anyMatch(source -> objects.stream().anyMatch(source.tables()::containsKey));
  }

  /**
   * Plates of one source that every form can hold: no NaN, negative zero or truth values, which
   * SQLite lacks, and every image of its own number and with a row.
   */
  public static Arbitrary<PlateCase> inAnyForm() {
    Arbitrary<SourceRecipe> source =
        images(Arbitraries.just(0), Arbitraries.just(1), Arbitraries.just(0))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(
                images ->
                    new SourceRecipe(
                        images,
                        List.of(
                            TableState.WHOLE,
                            TableState.WHOLE,
                            TableState.WHOLE,
                            TableState.WHOLE,
                            TableState.WHOLE),
                        Numbers.NONE,
                        false));
    return Combinators.combine(
            recipes(source, 1, NAMES_OF_ALL_FORMS), Arbitraries.of(Join.values()), running())
        .as(
            (recipe, join, running) ->
                new PlateCase(
                    storable(recipe.plate(false)),
                    new OracleOptions(
                        recipe.topology().objects(), join, true, "all", false, false, List.of()),
                    running));
  }

  /** What SQLite has no type for becomes missing. */
  private static TextPlate storable(TextPlate plate) {
    return new TextPlate(
        plate.sources().stream()
            .map(
                source -> {
                  Map<String, TextTable> tables = new LinkedHashMap<>();
                  source.tables().forEach((name, table) -> tables.put(name, storable(table)));
                  return new TextSource(source.name(), tables);
                })
            .toList());
  }

  private static TextTable storable(TextTable table) {
    return new TextTable(
        table.columns(),
        table.rows().stream()
            .map(row -> row.stream().map(RandomPlates::storable).toList())
            .toList());
  }

  private static String storable(String value) {
    return switch (TextType.of(value)) {
      case BOOL, TIME, INSTANT, TIMESTAMP, DATE -> "";
      case DOUBLE -> {
        double number = (Double) TextType.DOUBLE.value(value);
        yield Double.isNaN(number) || Double.compare(number, -0.0) == 0 ? "" : value;
      }
      default -> value;
    };
  }

  private static OracleOptions withObjects(OracleOptions options, List<String> objects) {
    return new OracleOptions(
        objects,
        options.join(),
        options.union(),
        options.imageColumns(),
        options.tableNumbers(),
        options.dropNull(),
        options.identifying());
  }

  private static Arbitrary<OracleOptions> options() {
    return Combinators.combine(
            Arbitraries.of(Join.values()).injectNull(0.3),
            Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false)),
            Arbitraries.of("", "all", "filenames", "none", "Metadata"),
            Arbitraries.of(true, false).injectNull(0.6),
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
        .as(
            (join, union, imageColumns, tableNumbers, dropNull) ->
                new OracleOptions(
                    List.of(), join, union, imageColumns, tableNumbers, dropNull, null));
  }

  private static Arbitrary<List<String>> running() {
    return Combinators.combine(
            Arbitraries.of("", "--chunk-size=1", "--chunk-size=2", "--chunk-size=5"),
            Arbitraries.of("--threads=1", "--threads=3"),
            Arbitraries.of("", "--exchange=data"))
        .as(
            (chunk, threads, exchange) -> {
              List<String> options = new ArrayList<>(List.of(chunk, threads, exchange));
              options.removeIf(String::isEmpty);
              return List.copyOf(options);
            });
  }

  private static Arbitrary<PlateRecipe> recipes(
      Arbitrary<SourceRecipe> source, int maxSources, List<Integer> names) {
    return Combinators.combine(
            topologies(),
            columns(names).list().ofSize(TABLES),
            source.list().ofMinSize(1).ofMaxSize(maxSources))
        .as(PlateRecipe::new);
  }

  private static Arbitrary<Topology> topologies() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            9,
            Arbitraries.of(Topology.class)
                .filter(t -> t != Topology.AMBIGUOUS && t != Topology.UNRELATED)),
        Tuple.of(1, Arbitraries.of(Topology.AMBIGUOUS, Topology.UNRELATED)));
  }

  private static Arbitrary<List<ColumnRecipe>> columns(List<Integer> names) {
    return Combinators.combine(
            Arbitraries.of(names),
            Arbitraries.of(ColumnKind.class),
            Arbitraries.of(ColumnKind.class),
            usually(3),
            Arbitraries.of(true, false))
        .as(
            (name, kind, other, lacking, same) ->
                new ColumnRecipe(name, kind, same ? kind : other, lacking))
        .list()
        .uniqueElements(ColumnRecipe::name)
        .ofMaxSize(3);
  }

  private static Arbitrary<SourceRecipe> sources() {
    Arbitrary<TableState> state =
        Arbitraries.frequency(
            Tuple.of(12, TableState.WHOLE),
            Tuple.of(1, TableState.HEADER_ONLY),
            Tuple.of(1, TableState.NO_BYTES),
            Tuple.of(1, TableState.MISSING));
    return Combinators.combine(
            images(
                    usually(5),
                    Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(2, 0), Tuple.of(1, 2)),
                    Arbitraries.frequency(
                        Tuple.of(60, 0), Tuple.of(1, 1), Tuple.of(1, 2), Tuple.of(1, 3)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3),
            state.list().ofSize(TABLES),
            Arbitraries.frequency(
                Tuple.of(6, Numbers.NONE),
                Tuple.of(2, Numbers.WHOLE),
                Tuple.of(1, Numbers.TEXT),
                Tuple.of(1, Numbers.MIXED)),
            Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
        .as(SourceRecipe::new);
  }

  private static Arbitrary<ImageRecipe> images(
      Arbitrary<Integer> number, Arbitrary<Integer> rows, Arbitrary<Integer> bad) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            number,
            rows,
            codes(),
            Arbitraries.frequencyOf(
                    Tuple.of(8, objects(bad).list().ofMinSize(1).ofMaxSize(4)),
                    Tuple.of(1, Arbitraries.just(List.<ObjectRecipe>of())))
                .list()
                .ofSize(TABLES))
        .as(ImageRecipe::new);
  }

  private static Arbitrary<ObjectRecipe> objects(Arbitrary<Integer> bad) {
    return Combinators.combine(bad, usually(9), usually(11).list().ofSize(2), codes())
        .as(ObjectRecipe::new);
  }

  private static Arbitrary<List<Integer>> codes() {
    return Arbitraries.integers().between(0, CODES).list().ofSize(3);
  }

  /** Mostly 0, at times a number up to the greatest. */
  private static Arbitrary<Integer> usually(int greatest) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(0)), Tuple.of(1, Arbitraries.integers().between(1, greatest)));
  }
}
