package org.cytobeam.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cytobeam.model.Column;
import org.cytobeam.model.ImageKey;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinAsSql;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.Naming;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.schema.SchemaResolver;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.schema.TableSchema;

/** Puts an {@link Inspection} together: from what the steps have found, and the plates. */
final class Inspector {
  private static final Pattern NAMING =
      Pattern.compile("(.*_)?(plate|well|site)(_?(name|id|number|barcode))?");

  private final Survey survey;
  private final OutputSchema schema;
  private final SchemaSettings settings;

  Inspector(Survey survey, OutputSchema schema, SchemaSettings settings) {
    this.survey = survey;
    this.schema = schema;
    this.settings = settings;
  }

  /**
   * @param temporaryFolder a local folder, made when it is missing, for what must be unpacked
   */
  Inspection inspect(PlannedWork work, Path temporaryFolder) throws IOException {
    List<TableSchema> found = wholeTables(true);
    Map<String, Long> files = new LinkedHashMap<>();
    Set<String> sources = new HashSet<>();
    Set<ImageKey> images = new HashSet<>();
    for (TableIndex index : survey.indexes()) {
      files.put(index.table().path(), index.table().sizeBytes());
      sources.add(index.table().source());
      images.addAll(imagesOf(index));
    }
    return new Inspection(
        survey.indexes().get(0).table().format(),
        sources.size(),
        files.size(),
        files.values().stream().mapToLong(Long::longValue).sum(),
        images.size(),
        found.stream().map(this::table).toList(),
        namingColumns(found),
        Plates.in(
            survey.indexes().stream()
                .filter(index -> settings.wanted().isImage(index.table().tag()))
                .toList(),
            temporaryFolder),
        survey.added().size(),
        problems(),
        schema.join().anchor(),
        schema.join().links().stream().map(JoinLink::target).toList(),
        schema.join().describe(),
        sql(),
        work,
        schema.outputs().stream().map(this::output).toList());
  }

  /** The tables with all their columns, those that a join leaves out too. */
  private List<TableSchema> wholeTables(boolean union) {
    SchemaSettings separate =
        new SchemaSettings(
            settings.wanted(),
            settings.identifyingColumns(),
            false,
            settings.join(),
            settings.scope(),
            union,
            settings.floatType(),
            settings.integerType(),
            settings.naming());
    SchemaResolver resolver =
        new SchemaResolver(
            separate,
            (sql, tables) -> {
              throw new IllegalStateException("nothing is joined here");
            });
    return resolver.resolve(survey).tables();
  }

  private static List<ImageKey> imagesOf(TableIndex index) {
    return isKeyed(index)
        ? index.runs().stream()
            .map(r -> new ImageKey(index.table().source(), r.tableNumber(), r.imageNumber()))
            .toList()
        : List.of();
  }

  private static boolean isKeyed(TableIndex index) {
    return index.table().keyed();
  }

  private InspectedTable table(TableSchema table) {
    List<TableIndex> indexes = indexes(table.tag());
    boolean csv = indexes.get(0).table().table().isEmpty();
    return new InspectedTable(
        table.tag(),
        table.group(),
        indexes.stream().map(i -> i.table().source()).distinct().count(),
        csv ? indexes.stream().mapToLong(i -> i.table().sizeBytes()).sum() : 0,
        indexes.stream().mapToLong(TableIndex::rows).sum(),
        indexes.stream().mapToLong(TableIndex::rejectedRows).sum(),
        indexes.stream().filter(Inspector::isKeyed).mapToLong(i -> i.runs().size()).sum(),
        settings.wanted().isImage(table.tag()) ? "" : table.keys().objectNumber(),
        parents(table),
        table.columns().stream().map(c -> InspectedColumn.of(c.name(), c.type())).toList());
  }

  private List<TableIndex> indexes(String tag) {
    return survey.indexes().stream().filter(i -> i.table().tag().equals(tag)).toList();
  }

  private static List<String> parents(TableSchema table) {
    return table.columns().stream()
        .map(Column::name)
        .filter(name -> name.startsWith("Parent_") || name.contains("_Parent_"))
        .toList();
  }

  private List<String> namingColumns(List<TableSchema> tables) {
    Set<String> names = new LinkedHashSet<>();
    for (TableSchema table : tables) {
      if (settings.wanted().isImage(table.tag())) {
        table.columns().stream()
            .map(Column::name)
            .filter(name -> NAMING.matcher(name.toLowerCase(Locale.ROOT)).matches())
            .forEach(names::add);
      }
    }
    return List.copyOf(names);
  }

  private List<InspectedProblem> problems() {
    List<Problem> problems = new ArrayList<>(survey.problems());
    problems.addAll(schema.notes());
    return problems.stream().sorted(Problem.WORST_FIRST).map(InspectedProblem::of).toList();
  }

  /** The names of pycytominer are given after the join, which SQL does not go with. */
  private String sql() {
    boolean shown =
        schema.join().kind() == JoinPlan.Kind.KEYS && settings.naming() == Naming.CYTOTABLE;
    return shown ? JoinAsSql.over(settings, wholeTables(settings.union()), hasTableNumber()) : "";
  }

  private boolean hasTableNumber() {
    return !survey.added().isEmpty()
        || survey.indexes().stream()
            .flatMap(index -> index.runs().stream())
            .map(ImageRun::tableNumber)
            .anyMatch(number -> !number.isAbsent());
  }

  private PlannedOutput output(OutputTable output) {
    return new PlannedOutput(
        output.name().isEmpty() ? "joined" : output.name(),
        maxRows(output),
        output.columns().stream().map(c -> InspectedColumn.of(c.name(), c.type())).toList());
  }

  private long maxRows(OutputTable output) {
    JoinPlan join = schema.join();
    return switch (join.kind()) {
      case QUERY -> -1;
      // Sources may call the same table Cells and Per_Cells.
      case SEPARATE ->
          schema.tables().stream()
              .filter(table -> table.group().equals(output.name()))
              .mapToLong(table -> usableRows(table.tag()))
              .sum();
      case KEYS -> {
        long rows = usableRows(join.anchor());
        if (join.policy() == JoinPolicy.FULL) {
          rows += join.links().stream().mapToLong(link -> usableRows(link.target())).sum();
        }
        yield rows;
      }
    };
  }

  private long usableRows(String tag) {
    return indexes(tag).stream().mapToLong(Inspector::usableRows).sum();
  }

  private static long usableRows(TableIndex index) {
    return index.rows() - index.rejectedRows();
  }
}
