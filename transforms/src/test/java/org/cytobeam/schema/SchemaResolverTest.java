package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cytobeam.model.Samples.run;
import static org.cytobeam.model.Samples.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.cytobeam.duckdb.QueryPlan;
import org.cytobeam.duckdb.QueryTable;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UserError;
import org.cytobeam.plan.SourceNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputColumn.Origin;
import org.junit.jupiter.api.Test;

class SchemaResolverTest {
  private static final List<String> IDS =
      List.of("ImageNumber", "ObjectNumber", "Parent_Nuclei", "Parent_Cells");

  @Test
  void typesMeetOverAllSourcesAndNewColumnsComeLast() {
    OutputSchema schema =
        separate(
            true,
            index("a/", "cells", column("A", ColumnType.INT64), column("B", ColumnType.NULL)),
            index(
                "b/",
                "cells",
                column("C", ColumnType.BOOL),
                column("B", ColumnType.DOUBLE),
                column("A", ColumnType.DOUBLE)));
    assertThat(schema.table("cells").columns())
        .containsExactly(
            column("A", ColumnType.DOUBLE),
            column("B", ColumnType.DOUBLE),
            column("C", ColumnType.BOOL));
    assertThat(schema.notes())
        .containsExactly(
            new Problem(
                Problem.Kind.NOTE,
                "",
                "",
                "cells",
                "1 column is not in every source: C (2 rows); NULL where missing; see drift in the"
                    + " report",
                0));
  }

  @Test
  void theTypesDoNotDependOnTheOrderOfSources() {
    TableIndex a = index("a/", "cells", column("A", ColumnType.DATE));
    TableIndex b = index("b/", "cells", column("A", ColumnType.INT64));
    TableIndex c = index("c/", "cells", column("A", ColumnType.NULL));
    for (List<TableIndex> order : List.of(List.of(a, b, c), List.of(c, b, a), List.of(b, c, a))) {
      assertThat(separate(true, order.toArray(TableIndex[]::new)).table("cells").columns())
          .containsExactly(column("A", ColumnType.TEXT));
    }
  }

  @Test
  void theIntersectionLeavesOutWhatASourceWithRowsLacks() {
    TableIndex first =
        index("a/", "cells", column("A", ColumnType.INT64), column("B", ColumnType.INT64));
    TableIndex second = index("b/", "cells", column("B", ColumnType.INT64));
    OutputSchema schema = separate(false, first, second);
    assertThat(schema.table("cells").columns()).containsExactly(column("B", ColumnType.INT64));
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "1 column is not in every source: A (2 rows); left out of the output; see drift in the"
                + " report");
    TableIndex empty =
        Samples.withColumns(
            Samples.index(table("b/", "cells"), List.of()), column("B", ColumnType.NULL));
    assertThat(separate(false, first, empty).notes()).isEmpty();
    assertThat(separate(false, first, empty).table("cells").columns()).hasSize(2);
  }

  @Test
  void sourcesOfTheSameNamesAndOtherTypesCountTogether() {
    TableIndex lacking = index("a/", "cells", column("B", ColumnType.INT64));
    TableIndex alsoLacking = index("b/", "cells", column("B", ColumnType.DOUBLE));
    TableIndex full =
        index("c/", "cells", column("A", ColumnType.INT64), column("B", ColumnType.INT64));
    OutputSchema schema = separate(true, lacking, full, alsoLacking);
    assertThat(schema.table("cells").columns())
        .containsExactly(column("B", ColumnType.DOUBLE), column("A", ColumnType.INT64));
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "1 column is not in every source: A (4 rows); NULL where missing; see drift in the"
                + " report");
  }

  @Test
  void atMostFiveDriftingColumnsAreNamed() {
    Column[] many =
        java.util.stream.IntStream.range(0, 7)
            .mapToObj(i -> column("c" + i, ColumnType.INT64))
            .toArray(Column[]::new);
    assertThat(separate(true, index("a/", "cells", many), index("b/", "cells", many[0])).notes())
        .extracting(Problem::message)
        .containsExactly(
            "6 columns are not in every source: c1 (2 rows), c2 (2 rows), c3 (2 rows), c4 (2 rows),"
                + " c5 (2 rows), ...; NULL where missing; see drift in the report");
  }

  @Test
  void wideTablesOfManySourcesAreComparedInNoTime() {
    Column[] wide =
        java.util.stream.IntStream.range(0, 8000)
            .mapToObj(i -> column("AreaShape_" + i, ColumnType.DOUBLE))
            .toArray(Column[]::new);
    TableIndex[] sources = new TableIndex[200];
    Arrays.setAll(sources, i -> index("s%03d/".formatted(i), "cells", wide));
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(8), () -> separate(true, sources));
  }

  @Test
  void castsNarrowNumbersButNeverTableNumber() {
    SchemaSettings settings =
        new SchemaSettings(
            Samples.WANTED, IDS, false, null, true, ColumnType.FLOAT, ColumnType.INT32);
    TableIndex cells =
        index(
            "a/",
            "cells",
            column("TableNumber", ColumnType.INT64),
            column("A", ColumnType.INT64),
            column("B", ColumnType.DOUBLE),
            column("T", ColumnType.TEXT));
    Survey survey = survey(numbered(cells, TableNumber.of(1)));
    assertThat(resolver(settings).resolve(survey).output("cells").columns())
        .containsExactly(
            new OutputColumn("Metadata_TableNumber", ColumnType.INT64, Origin.TABLE_NUMBER, "", -1),
            new OutputColumn("Cells_A", ColumnType.INT32, Origin.TABLE, "cells", 1),
            new OutputColumn("Cells_B", ColumnType.FLOAT, Origin.TABLE, "cells", 2),
            new OutputColumn("Cells_T", ColumnType.TEXT, Origin.TABLE, "cells", 3));
  }

  @Test
  void tableNumberIsTextAsSoonAsSomeSourceHasText() {
    TableIndex first = index("a/", "cells", column("TableNumber", ColumnType.INT64));
    TableIndex second = index("b/", "cells", column("TableNumber", ColumnType.TEXT));
    OutputSchema mixed =
        resolver(settings(false, null, true))
            .resolve(
                survey(numbered(first, TableNumber.of(1)), numbered(second, TableNumber.of("0a"))));
    assertThat(mixed.output("cells").columns())
        .containsExactly(
            new OutputColumn("Metadata_TableNumber", ColumnType.TEXT, Origin.TABLE_NUMBER, "", -1));
  }

  @Test
  void anAddedTableNumberComesFirst() {
    TableIndex cells = index("a/", "cells", column("A", ColumnType.INT64));
    Survey survey =
        new Survey(List.of(cells), List.of(new SourceNumber("a/", 5)), List.of(), List.of());
    assertThat(resolver(settings(false, null, true)).resolve(survey).output("cells").columns())
        .containsExactly(
            new OutputColumn("Metadata_TableNumber", ColumnType.INT64, Origin.TABLE_NUMBER, "", -1),
            new OutputColumn("Cells_A", ColumnType.INT64, Origin.TABLE, "cells", 0));
  }

  @Test
  void aQueryIsDescribedOverTablesWithTheirKey() {
    List<QueryTable> planned = new java.util.ArrayList<>();
    SchemaResolver resolver =
        new SchemaResolver(
            new SchemaSettings(
                Samples.WANTED,
                IDS,
                true,
                JoinSpec.ofSql("SELECT 1"),
                JoinScope.SOURCE,
                true,
                ColumnType.DOUBLE,
                ColumnType.INT64,
                Naming.CYTOTABLE),
            (sql, tables) -> {
              assertThat(sql).isEqualTo("SELECT 1");
              planned.addAll(tables);
              return new QueryPlan(
                  "WITH SELECT 1",
                  List.of(column("z", ColumnType.DOUBLE), column("Metadata_X", ColumnType.TEXT)),
                  List.of(List.of(0, 1), List.of(0)));
            });
    TableIndex cells = index("a/", "cells", column("A", ColumnType.INT64));
    TableIndex own =
        index(
            "b/",
            "nuclei",
            column("TableNumber", ColumnType.INT64),
            column("Unread", ColumnType.DOUBLE));
    OutputSchema schema = resolver.resolve(survey(cells, numbered(own, TableNumber.of("x"))));
    assertThat(planned)
        .containsExactly(
            new QueryTable(
                "cells",
                List.of(
                    column("Metadata_TableNumber", ColumnType.TEXT),
                    column("Cells_A", ColumnType.INT64))),
            new QueryTable(
                "nuclei",
                List.of(
                    column("Metadata_TableNumber", ColumnType.TEXT),
                    column("Nuclei_Unread", ColumnType.DOUBLE))));
    assertThat(schema.table("nuclei").names()).containsExactly("Metadata_TableNumber");
    assertThat(schema.table("cells").names()).containsExactly("Metadata_TableNumber", "Cells_A");
    assertThat(QueryTables.isTableNumber(schema.table("cells"), 0)).isTrue();
    assertThat(QueryTables.isTableNumber(schema.table("cells"), 1)).isFalse();
    assertThat(QueryTables.isTableNumber(schema.table("nuclei"), 0)).isTrue();
    assertThat(schema.output("").columns())
        .containsExactly(
            new OutputColumn("Metadata_X", ColumnType.TEXT, Origin.QUERY, "", 1),
            new OutputColumn("z", ColumnType.DOUBLE, Origin.QUERY, "", 0));
    assertThat(schema.join()).isEqualTo(JoinPlan.query("WITH SELECT 1", JoinScope.SOURCE));
  }

  @Test
  void aTableWithoutAnyTableNumberIsQueriedAsItIs() {
    TableSchema table =
        new TableSchema(
            "cells",
            "cells",
            List.of(column("A", ColumnType.INT64)),
            List.of("Cells_A"),
            new org.cytobeam.model.KeyColumns("", "", ""));
    assertThat(QueryTables.withKey(table, java.util.Optional.empty())).isSameAs(table);
    assertThat(QueryTables.isTableNumber(table, 0)).isFalse();
  }

  @Test
  void onlyColumnsThatAreWrittenOrJoinedOnAreRead() {
    TableIndex image =
        named("image", "ImageNumber", "FileName_DNA", "Count_Cells", "Metadata_Well");
    TableIndex cells = named("cells", "ImageNumber", "ObjectNumber", "Parent_Nuclei", "Area");
    TableIndex nuclei = named("nuclei", "ImageNumber", "ObjectNumber", "Area");
    TableIndex cytoplasm = named("cytoplasm", "ImageNumber", "ObjectNumber", "Parent_Cells");
    OutputSchema schema =
        resolver(settings(true, JoinSpec.inferred(JoinPolicy.INNER), true))
            .resolve(survey(image, cells, nuclei, cytoplasm));
    assertThat(names(schema, "image")).containsExactly("FileName_DNA", "Metadata_Well");
    assertThat(names(schema, "cells")).containsExactly("ObjectNumber", "Parent_Nuclei", "Area");
    assertThat(names(schema, "nuclei")).containsExactly("ObjectNumber", "Area");
    assertThat(schema.output("").columns())
        .containsExactly(
            new OutputColumn("Metadata_ImageNumber", ColumnType.INT64, Origin.IMAGE_NUMBER, "", -1),
            read("Image_Metadata_Well", "image", 1),
            read("Metadata_Cells_Parent_Nuclei", "cells", 1),
            read("Metadata_Cytoplasm_Parent_Cells", "cytoplasm", 1),
            read("Metadata_ObjectNumber", "cytoplasm", 0),
            read("Image_FileName_DNA", "image", 0),
            read("Cells_Area", "cells", 2),
            read("Nuclei_Area", "nuclei", 1));
    assertThat(schema.join().describe())
        .isEqualTo(
            "cytoplasm inner join cytoplasm.Parent_Cells = cells.ObjectNumber, cells.Parent_Nuclei"
                + " = nuclei.ObjectNumber, in the same image");
  }

  @Test
  void keysThatAreNotWrittenAreStillRead() {
    JoinSpec spec =
        new JoinSpec(
            "cells", List.of("nuclei"), JoinPolicy.LEFT, List.of(), List.of(), false, false, "");
    OutputSchema schema =
        resolver(settings(true, spec, true))
            .resolve(
                survey(
                    named("cells", "ImageNumber", "ObjectNumber", "Parent_Nuclei"),
                    named("nuclei", "ImageNumber", "ObjectNumber", "Area"),
                    named("cytoplasm", "ImageNumber", "ObjectNumber", "Area")));
    assertThat(names(schema, "nuclei")).containsExactly("ObjectNumber", "Area");
    assertThat(names(schema, "cytoplasm")).isEmpty();
  }

  @Test
  void columnsThatBecomeTextForWantOfATypeAreTold() {
    OutputSchema schema =
        separate(
            true,
            index("a/", "cells", column("A", ColumnType.INT64), column("B", ColumnType.INT64)),
            index("b/", "cells", column("A", ColumnType.TEXT), column("B", ColumnType.DOUBLE)));
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "1 column is text, since sources differ in type: A; see drift in the report");
  }

  @Test
  void tablesThatSomeSourcesLackAreToldButNotTheQuarantinedOnes() {
    List<TableIndex> indexes = new java.util.ArrayList<>();
    for (int i = 1; i <= 1200; i++) {
      String source = "site%04d/".formatted(i);
      indexes.add(Samples.index(table(source, "image"), List.of(run(TableNumber.ABSENT, 1, 1))));
      if (i % 200 != 0) {
        indexes.add(Samples.index(table(source, "cells"), List.of()));
      }
    }
    Problem bad =
        new Problem(
            Problem.Kind.QUARANTINED,
            "site0400/",
            "/in/site0400/run.2_Cells.csv.gz",
            "",
            "ragged",
            0,
            "cells");
    Survey survey = new Survey(indexes, List.of(), List.of(), List.of(bad));
    assertThat(resolver(settings(false, null, true)).resolve(survey).notes()).isEmpty();
    indexes.replaceAll(i -> Samples.withColumns(i, column("A", ColumnType.INT64)));
    assertThat(resolver(settings(false, null, true)).resolve(survey).notes())
        .containsExactly(
            new Problem(
                Problem.Kind.NOTE,
                "",
                "",
                "cells",
                "missing in 5 of 1,200 sources: site0200/, site0600/, site0800/, site1000/,"
                    + " site1200/",
                0,
                "cells"));
  }

  @Test
  void nothingToReadIsSaidWithEveryProblem() {
    Survey survey =
        new Survey(
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Problem(Problem.Kind.QUARANTINED, "a/", "a/Cells.csv", "", "ragged", 0),
                new Problem(Problem.Kind.NOTE, "b/", "", "", "odd", 0)));
    assertThatThrownBy(() -> resolver(settings(false, null, true)).resolve(survey))
        .isInstanceOf(UserError.class)
        .hasMessage("no table can be read\n  a/Cells.csv: ragged\n  b/: odd");
    Survey many =
        new Survey(
            List.of(), List.of(), List.of(), Collections.nCopies(3456, survey.problems().get(0)));
    assertThatThrownBy(() -> resolver(settings(false, null, true)).resolve(many))
        .hasMessageEndingWith("\n  a/Cells.csv: ragged\n  and 3,356 more");
  }

  private static List<String> names(OutputSchema schema, String tag) {
    return schema.table(tag).columns().stream().map(Column::name).toList();
  }

  private static OutputColumn read(String name, String tag, int column) {
    return new OutputColumn(name, ColumnType.INT64, Origin.TABLE, tag, column);
  }

  private static OutputSchema separate(boolean union, TableIndex... indexes) {
    return resolver(settings(false, null, union)).resolve(survey(indexes));
  }

  private static SchemaSettings settings(boolean joined, JoinSpec spec, boolean union) {
    return new SchemaSettings(
        Samples.WANTED, IDS, joined, spec, union, ColumnType.DOUBLE, ColumnType.INT64);
  }

  private static SchemaResolver resolver(SchemaSettings settings) {
    return new SchemaResolver(
        settings,
        (sql, tables) -> {
          throw new AssertionError("no query is there to describe");
        });
  }

  private static Survey survey(TableIndex... indexes) {
    return new Survey(List.of(indexes), List.of(), List.of(), List.of());
  }

  private static TableIndex numbered(TableIndex index, TableNumber number) {
    TableIndex runs = Samples.index(index.table(), List.of(run(number, 1, 2)));
    return Samples.withColumns(runs, index.columns().toArray(Column[]::new));
  }

  private static TableIndex index(String source, String tag, Column... columns) {
    return Samples.withColumns(
        Samples.index(table(source, tag), List.of(run(TableNumber.ABSENT, 1, 2))), columns);
  }

  private static TableIndex named(String tag, String... columns) {
    return Samples.index(table("a/", tag), List.of(run(TableNumber.ABSENT, 1, 2)), columns);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type);
  }
}
