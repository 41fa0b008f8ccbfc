package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.cytobeam.duckdb.QueryPlan;
import org.cytobeam.duckdb.QueryTable;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UserError;
import org.cytobeam.plan.Survey;

/** Resolves the schema: a pure function of the survey, the settings and, for SQL, DuckDB. */
public final class SchemaResolver {
  private static final int PROBLEMS_SHOWN = 3;
  private static final int NOTHING_LEFT_SHOWN = 100;

  private final SchemaSettings settings;
  private final BiFunction<String, List<QueryTable>, QueryPlan> planner;

  /**
   * @param planner checks a user's SQL over tables of the given names and types
   */
  public SchemaResolver(
      SchemaSettings settings, BiFunction<String, List<QueryTable>, QueryPlan> planner) {
    this.settings = settings;
    this.planner = planner;
  }

  /**
   * @throws UserError if nothing is left to read, or the join cannot be made with what is there
   */
  public OutputSchema resolve(Survey survey) {
    if (survey.indexes().isEmpty()) {
      throw nothingLeft(survey.problems());
    }
    List<Problem> notes = new ArrayList<>();
    List<TableSchema> tables = tables(survey, notes);
    if (!settings.wanted().isEverything()) {
      List<String> tags = tables.stream().map(TableSchema::tag).toList();
      notes.addAll(new MissingTables(survey).notes(tags));
    }
    Optional<ColumnType> tableNumber = tableNumberType(survey);
    try {
      return resolve(tables, tableNumber, notes);
    } catch (UserError e) {
      throw explained(e, survey.problems());
    }
  }

  private OutputSchema resolve(
      List<TableSchema> tables, Optional<ColumnType> tableNumber, List<Problem> notes) {
    if (!settings.joined()) {
      return separate(tables, tableNumber, notes);
    }
    if (settings.join().isSql()) {
      return query(tables, tableNumber, notes);
    }
    return joined(tables, tableNumber, notes);
  }

  private String remedy() {
    boolean inferable = settings.joined() && !settings.join().isSql();
    return "repair that" + (inferable ? ", or name the tables to join with --compartments" : "");
  }

  /** Where a table or column is missing because its file was left out, that is what to tell. */
  private UserError explained(UserError error, List<Problem> problems) {
    String leftOut =
        problems.stream()
            .filter(problem -> problem.kind().leavesOut())
            .limit(PROBLEMS_SHOWN)
            .map(Problem::describe)
            .collect(Collectors.joining("; "));
    return leftOut.isEmpty()
        ? error
        : new UserError(
            error.kind(),
            "%s; left out was %s; %s".formatted(error.getMessage(), leftOut, remedy()),
            error);
  }

  private List<TableSchema> tables(Survey survey, List<Problem> notes) {
    ColumnNames names =
        new ColumnNames(settings.wanted(), new HashSet<>(settings.identifyingColumns()));
    List<TableSchema> tables = new ArrayList<>();
    List<String> tags =
        settings.wanted().isEverything()
            ? survey.indexes().stream().map(i -> i.table().tag()).distinct().toList()
            : settings.wanted().tags();
    for (String tag : tags) {
      List<TableIndex> indexes =
          survey.indexes().stream().filter(i -> i.table().tag().equals(tag)).toList();
      if (indexes.stream().anyMatch(i -> i.packedColumns().size() > 0)) {
        TableUnion union = new TableUnion(tag, indexes);
        notes.addAll(union.drift(settings.union()));
        tables.add(table(tag, indexes.get(0).table().group(), union, names));
      }
    }
    return tables;
  }

  private TableSchema table(String tag, String group, TableUnion union, ColumnNames names) {
    List<Column> columns = union.columns(settings.union());
    if (settings.naming() == Naming.PYCYTOMINER) {
      columns = new PycytominerColumns(settings, List.of()).asRead(tag, columns, union.empty());
    }
    List<String> outputNames =
        DuplicateNames.renamed(
            columns.stream().map(c -> names.outputName(tag, group, c.name())).toList());
    KeyColumns keys =
        settings.wanted().isEverything()
            ? new KeyColumns("", "", "")
            : union.keys(settings.union());
    return new TableSchema(tag, group, columns, outputNames, keys);
  }

  /** Text as soon as some source has text; empty where no source has a TableNumber. */
  private static Optional<ColumnType> tableNumberType(Survey survey) {
    boolean integer = !survey.added().isEmpty();
    for (TableIndex index : survey.indexes()) {
      for (var run : index.runs()) {
        if (run.tableNumber().kind() == TableNumber.Kind.TEXT) {
          return Optional.of(ColumnType.TEXT);
        }
        integer |= !run.tableNumber().isAbsent();
      }
    }
    return integer ? Optional.of(ColumnType.INT64) : Optional.empty();
  }

  private OutputSchema separate(
      List<TableSchema> tables, Optional<ColumnType> tableNumber, List<Problem> notes) {
    List<OutputTable> outputs =
        tables.stream()
            .map(t -> new OutputTable(t.group(), cast(separate(t, tableNumber, notes))))
            .toList();
    if (settings.naming() == Naming.PYCYTOMINER) {
      new PycytominerColumns(settings, notes).noteMissing(tables);
    }
    return new OutputSchema(tables, outputs, JoinPlan.separate(), notes);
  }

  private List<OutputColumn> separate(
      TableSchema table, Optional<ColumnType> tableNumber, List<Problem> notes) {
    List<OutputColumn> columns = SeparateColumns.of(table, tableNumber);
    return settings.naming() == Naming.PYCYTOMINER
        ? new PycytominerColumns(settings, notes).separate(columns, table)
        : columns;
  }

  private OutputSchema query(
      List<TableSchema> tables, Optional<ColumnType> tableNumber, List<Problem> notes) {
    List<TableSchema> queried =
        tables.stream().map(t -> QueryTables.withKey(t, tableNumber)).toList();
    QueryPlan plan = planner.apply(settings.join().sql(), QueryTables.of(queried));
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < plan.columns().size(); i++) {
      Column c = plan.columns().get(i);
      columns.add(new OutputColumn(c.name(), c.type(), OutputColumn.Origin.QUERY, "", i));
    }
    List<TableSchema> read = new ArrayList<>();
    for (int i = 0; i < queried.size(); i++) {
      read.add(QueryTables.keep(queried.get(i), plan.read().get(i)));
    }
    OutputTable output = new OutputTable("", cast(ColumnOrder.sorted(columns, OutputColumn::name)));
    JoinPlan join = JoinPlan.query(plan.statement(), settings.scope());
    return new OutputSchema(read, List.of(output), join, notes);
  }

  private OutputSchema joined(
      List<TableSchema> tables, Optional<ColumnType> tableNumber, List<Problem> notes) {
    List<TableSchema> objects =
        tables.stream().filter(t -> !settings.wanted().isImage(t.tag())).toList();
    List<String> images =
        tables.stream().map(TableSchema::tag).filter(settings.wanted()::isImage).toList();
    JoinResolver resolver = new JoinResolver(objects, images);
    JoinSpec spec = resolver.complete(settings.join());
    JoinPlan plan = resolver.resolve(spec);
    List<OutputColumn> columns =
        JoinedColumns.of(
            spec,
            tables.stream()
                .map(
                    t ->
                        new JoinedColumns.Table(
                            t.tag(),
                            settings.wanted().isImage(t.tag()),
                            t.columns(),
                            t.names(),
                            t.keys()))
                .toList(),
            tableNumber);
    if (settings.naming() == Naming.PYCYTOMINER) {
      columns = new PycytominerColumns(settings, notes).joined(columns, tables, plan);
    }
    return new ColumnPruner(tables, plan).prune(cast(columns), notes);
  }

  /** TableNumber is never narrowed: a CRC-32 does not fit 32 bits with a sign. */
  private List<OutputColumn> cast(List<OutputColumn> columns) {
    return columns.stream()
        .map(
            c -> {
              boolean tableNumber =
                  c.origin() == OutputColumn.Origin.TABLE_NUMBER
                      || c.name().equals(ColumnNames.TABLE_NUMBER);
              ColumnType type = c.type();
              if (type == ColumnType.DOUBLE) {
                type = settings.floatType();
              } else if (type == ColumnType.INT64 && !tableNumber) {
                type = settings.integerType();
              }
              return c.withType(type);
            })
        .toList();
  }

  private static UserError nothingLeft(List<Problem> problems) {
    if (problems.size() == 1) {
      return new UserError("no table can be read: " + problems.get(0).describe());
    }
    StringBuilder message = new StringBuilder("no table can be read");
    problems.stream()
        .limit(NOTHING_LEFT_SHOWN)
        .forEach(problem -> message.append("\n  ").append(problem.describe()));
    if (problems.size() > NOTHING_LEFT_SHOWN) {
      int more = problems.size() - NOTHING_LEFT_SHOWN;
      message.append(String.format(Locale.ROOT, "\n  and %,d more", more));
    }
    return new UserError(message.toString());
  }
}
