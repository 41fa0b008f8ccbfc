package org.cytobeam.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cytobeam.join.JoinFixture.binary;
import static org.cytobeam.join.JoinFixture.integer;
import static org.cytobeam.join.JoinFixture.real;
import static org.cytobeam.join.JoinFixture.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.cytobeam.join.KeyFault.Kind;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.write.Gathered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourcesTest {
  private static final TableNumber NONE = TableNumber.ABSENT;

  @TempDir Path folder;

  @Test
  void tablesByThemselvesAreOrderedByImageAndObjectNumber() throws Exception {
    JoinFixture fixture =
        new JoinFixture(folder)
            .image(NONE, 7)
            .image(NONE, 9)
            .table(
                "cells",
                List.of(integer("ObjectNumber"), integer("A")),
                List.of(
                    List.of(row(2L, 0L), row(null, 1L), row(1L, 2L), row(2L, 3L)),
                    List.of(row(1L, 4L))))
            .table("image", List.of(integer("B")), List.of(List.of(row(5L), row(3L)), List.of()));
    assertThat(fixture.separate("cells"))
        .containsExactly(
            row(7L, 1L, 2L), row(7L, 2L, 0L), row(7L, 2L, 3L), row(7L, null, 1L), row(9L, 1L, 4L));
    assertThat(fixture.separate("image")).containsExactly(row(7L, 5L), row(7L, 3L));
    assertThat(fixture.count("cells")).isEqualTo(new TableCount("cells", 5, 5, 0, 0));
  }

  @Test
  void aTableThatTheJoinLeavesOutIsCountedAsUnmatched() throws Exception {
    JoinFixture fixture = cellsAndNuclei();
    JoinSpec spec = JoinSpec.inferred(JoinPolicy.LEFT).withTables("nuclei", List.of("nuclei"));
    assertThat(fixture.join(spec, false)).hasSize(2);
    assertThat(fixture.count("cells")).isEqualTo(new TableCount("cells", 3, 0, 3, 0));
  }

  @Test
  void keysMayBeTextOrDoublesAndThoseThatAreNoWholeNumbersAreTold() throws Exception {
    JoinFixture fixture =
        new JoinFixture(folder)
            .image(NONE, 1)
            .table(
                "cells",
                List.of(text("ObjectNumber"), text("Parent_Nuclei"), real("A")),
                List.of(
                    List.of(
                        row("3x", "1", 1.0),
                        row("10", "2.0", 2.0),
                        row("9.0", "0", 3.0),
                        row(null, "3", 4.0),
                        row("10.5", "2", 5.0))))
            .table(
                "nuclei",
                List.of(binary("ObjectNumber"), real("A")),
                List.of(List.of(row("1", 1.5), row("2", 2.5), row("x", 3.5), row("2.0", 4.5))));
    assertThat(fixture.join(JoinSpec.inferred(JoinPolicy.LEFT), false))
        .extracting(row -> row.subList(2, 5))
        .containsExactly(
            row("9.0", 3.0, null),
            row("10", 2.0, 2.5),
            row("3x", 1.0, 1.5),
            row(null, 4.0, null),
            row("10.5", 5.0, 2.5));
    assertThat(fixture.result().faults())
        .containsExactly(
            fault(Kind.NO_OBJECT_NUMBER, "cells", "ObjectNumber", "", 3, "'3x'"),
            fault(Kind.NO_OBJECT_NUMBER, "nuclei", "ObjectNumber", "", 1, "a blob of 1 bytes"),
            fault(Kind.REPEATED, "nuclei", "ObjectNumber", "", 1, "a blob of 3 bytes"),
            fault(Kind.PARENT_UNKNOWN, "cells", "Parent_Nuclei", "nuclei", 1, "'3'"));
    assertThat(fixture.count("cells")).isEqualTo(new TableCount("cells", 5, 3, 2, 0));
    assertThat(fixture.count("nuclei")).isEqualTo(new TableCount("nuclei", 4, 2, 1, 1));
  }

  @Test
  void parentsThatAreThereAndCannotBeFoundAreToldFromThoseThatAreMissing() throws Exception {
    JoinFixture fixture =
        new JoinFixture(folder)
            .image(NONE, 1)
            .image(NONE, 2)
            .table(
                "cells",
                List.of(integer("ObjectNumber"), text("Parent_Nuclei")),
                List.of(
                    List.of(row(1L, "0"), row(2L, null), row(3L, "nan"), row(4L, "NaN")),
                    List.of(
                        row(1L, "2.5"),
                        row(2L, "3x"),
                        row(3L, "inf"),
                        row(4L, "7"),
                        row(5L, "1"),
                        row(6L, "-1"))))
            .table(
                "nuclei",
                List.of(integer("ObjectNumber")),
                List.of(List.of(row(7L)), List.of(row(1L), row(1L))))
            .table("image", List.of(), List.of(List.of(row(), row()), List.of()));
    assertThat(fixture.join(JoinSpec.inferred(JoinPolicy.LEFT), false)).hasSize(10);
    assertThat(fixture.result().faults())
        .containsExactly(
            new KeyFault(
                Kind.PARENT_NOT_WHOLE,
                "a/",
                "cells",
                "Parent_Nuclei",
                "nuclei",
                3,
                "'2.5'",
                "image 2 of a/"),
            new KeyFault(
                Kind.REPEATED, "a/", "nuclei", "ObjectNumber", "", 1, "1", "image 2 of a/"),
            new KeyFault(Kind.REPEATED, "a/", "image", "", "", 1, "", "image 1 of a/"),
            new KeyFault(
                Kind.PARENT_UNKNOWN,
                "a/",
                "cells",
                "Parent_Nuclei",
                "nuclei",
                2,
                "'7'",
                "image 2 of a/"));
  }

  private static KeyFault fault(
      Kind kind, String tag, String column, String target, long rows, String value) {
    return new KeyFault(kind, "a/", tag, column, target, rows, value, "image 1 of a/");
  }

  @Test
  void rowsWithNullAreDroppedAndCounted() throws Exception {
    JoinFixture fixture = cellsAndNuclei();
    List<List<Object>> all = fixture.join(JoinSpec.inferred(JoinPolicy.LEFT), false);
    assertThat(fixture.join(JoinSpec.inferred(JoinPolicy.LEFT), true))
        .isEqualTo(all.stream().filter(row -> !row.contains(null)).toList())
        .hasSize(1);
    assertThat(fixture.result().rowsWithNull()).isEqualTo(2);
  }

  @Test
  void theNullFilterKeepsNanAndDropsRowsWithoutPartner() {
    try (RootAllocator allocator = new RootAllocator();
        Float8Vector values = new Float8Vector("v", allocator);
        IntVector keys = new IntVector("k", allocator)) {
      values.allocateNew(3);
      values.set(0, Double.NaN);
      values.set(2, 1.5);
      values.setValueCount(3);
      keys.allocateNew(2);
      keys.set(0, 1);
      keys.set(1, 2);
      keys.setValueCount(2);
      int[] shared = {2, 1, 0, 2};
      NullFilter filter =
          new NullFilter(
              List.of(
                  new Gathered(values, shared),
                  new Gathered(values, shared),
                  new Gathered(keys, new int[] {1, 0, 0, -1})),
              4);
      assertThat(filter.rows()).isEqualTo(2);
      List<Gathered> kept = filter.columns();
      assertThat(kept.get(0).rows()).containsExactly(2, 0).isSameAs(kept.get(1).rows());
      assertThat(kept.get(2).rows()).containsExactly(1, 0);
    }
  }

  @Test
  void aQuerySeesAnImageASourceOrEverything() {
    assertThat(runs(JoinScope.IMAGE, "a/", "a/", "b/")).isEqualTo("[0..1, 1..2, 2..3]");
    assertThat(runs(JoinScope.SOURCE, "a/", "a/", "b/", "c/", "c/"))
        .isEqualTo("[0..2, 2..3, 3..5]");
    assertThat(runs(JoinScope.ALL, "a/", "a/", "b/")).isEqualTo("[0..3]");
    assertThat(runs(JoinScope.ALL)).isEqualTo("[]");
  }

  @Test
  void sqlThatJoinsOnImageNumberAloneIsRightForRepeatedImageNumbers() throws Exception {
    JoinFixture fixture = new JoinFixture(folder);
    for (long well = 1; well <= 2; well++) {
      fixture.image(TableNumber.of(well), 1).image(TableNumber.of(well), 2);
    }
    fixture
        .table(
            "cells",
            List.of(integer("ObjectNumber"), integer("Parent_Nuclei"), integer("A")),
            images(i -> List.of(row(1L, 2L, 10 * i + 1), row(2L, 1L, 10 * i + 2))))
        .table(
            "nuclei",
            List.of(integer("ObjectNumber"), integer("A")),
            images(i -> List.of(row(1L, 10 * i + 1), row(2L, 10 * i + 2))));
    String sql =
        "SELECT c.Metadata_TableNumber, c.Metadata_ImageNumber, c.Cells_A, n.Nuclei_A FROM "
            + " READ_PARQUET ( 'cells.parquet' ) AS c JOIN read_parquet('nuclei.parquet') AS n ON"
            + " n.Metadata_ImageNumber = c.Metadata_ImageNumber AND n.Metadata_ObjectNumber ="
            + " c.Metadata_Cells_Parent_Nuclei ;";
    assertThat(fixture.join(JoinSpec.ofSql(sql), false))
        .containsExactly(
            row(1L, 1L, 1L, 2L), row(1L, 1L, 2L, 1L),
            row(1L, 2L, 11L, 12L), row(1L, 2L, 12L, 11L),
            row(2L, 1L, 21L, 22L), row(2L, 1L, 22L, 21L),
            row(2L, 2L, 31L, 32L), row(2L, 2L, 32L, 31L));
    assertThat(fixture.count("cells")).isEqualTo(new TableCount("cells", 8, 0, 0, 0));
  }

  @Test
  void aQueryMayScanATableTwiceAndChooseColumnsByPattern() throws Exception {
    JoinFixture fixture = cellsAndNuclei();
    String self =
        "SELECT a.Cells_A, b.Cells_A FROM cells a JOIN cells b ON a.Cells_A = b.Cells_A + 1";
    assertThat(fixture.join(JoinSpec.ofSql(self), false))
        .containsExactly(row(2.0, 1.0), row(3.0, 2.0));
    String columns =
        "SELECT COLUMNS('Cells_.*'), n.* EXCLUDE (Metadata_ImageNumber)"
            + " FROM read_parquet('cells.parquet') c JOIN nuclei n"
            + " ON c.Metadata_Cells_Parent_Nuclei = n.Metadata_ObjectNumber";
    assertThat(fixture.schema(JoinSpec.ofSql(columns), true).output("").columns())
        .extracting(c -> c.name())
        .containsExactly(
            "Metadata_Cells_Parent_Nuclei", "Metadata_ObjectNumber", "Cells_A", "Nuclei_A");
  }

  @Test
  void theOrderOfAQueriesRowsIsThatOfTheirKeysThenOfAllColumns() throws Exception {
    JoinFixture fixture = cellsAndNuclei();
    String sql =
        "SELECT v AS c2, -v AS zz, v % 2 AS Metadata_ImageNumber FROM"
            + " (SELECT unnest([3, 1, 2, 4]) AS v), nuclei WHERE Metadata_ObjectNumber = 1";
    assertThat(fixture.join(JoinSpec.ofSql(sql), false))
        .containsExactly(row(0, 2, -2), row(0, 4, -4), row(1, 1, -1), row(1, 3, -3));
  }

  @Test
  void sqlThatNamesWhatIsNotThereIsAMistakeOfTheUser() {
    assertThatThrownBy(
            () -> cellsAndNuclei().join(JoinSpec.ofSql("SELECT nothing FROM cells"), false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the SQL of the join does not work: Binder Error: Referenced column \"nothing\" not"
                + " found in FROM clause! Candidate bindings: \"Metadata_ImageNumber\"; line 1:"
                + " SELECT nothing FROM cells");
    assertThatThrownBy(
            () -> cellsAndNuclei().join(JoinSpec.ofSql("FROM read_csv('/etc/hosts')"), false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the SQL of the join reads from read_csv(...); it can read from the tables alone: cells,"
                + " nuclei");
  }

  private JoinFixture cellsAndNuclei() {
    return new JoinFixture(folder)
        .image(NONE, 1)
        .table(
            "cells",
            List.of(integer("ObjectNumber"), integer("Parent_Nuclei"), real("A")),
            List.of(List.of(row(1L, 1L, 1.0), row(2L, 0L, 2.0), row(3L, 2L, 3.0))))
        .table(
            "nuclei",
            List.of(integer("ObjectNumber"), real("A")),
            List.of(List.of(row(1L, 1.0), row(2L, null))));
  }

  private static List<List<List<Object>>> images(
      java.util.function.LongFunction<List<List<Object>>> rows) {
    return LongStream.range(0, 4).mapToObj(rows).toList();
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static String runs(JoinScope scope, String... sources) {
    List<ChunkDescriptor> chunks = new ArrayList<>();
    for (String source : sources) {
      ImageSlice slice = new ImageSlice(chunks.size(), NONE, 1, List.of(), 1);
      chunks.add(
          new ChunkDescriptor(
              0, 0, chunks.size(), Samples.table(source, "cells"), List.of(slice), 1, 0));
    }
    List<String> runs = new ArrayList<>();
    int end;
    for (int first = 0; first < sources.length; first = end) {
      end = QueriedRows.endOfRun(new ImageKeys(chunks), first, scope);
      runs.add(first + ".." + end);
    }
    return runs.toString();
  }
}
