package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;

class JoinResolverTest {
  private static final JoinSpec INFERRED = JoinSpec.inferred(JoinPolicy.LEFT);

  @Test
  void cytoplasmIsTheAnchorOfTheStandardCompartments() {
    JoinPlan plan =
        resolve(
            INFERRED,
            table("cells", "ObjectNumber", "Parent_Nuclei"),
            table("nuclei", "ObjectNumber"),
            table("cytoplasm", "ObjectNumber", "Parent_Cells", "Parent_Nuclei"));
    assertThat(plan)
        .isEqualTo(
            new JoinPlan(
                JoinPlan.Kind.KEYS,
                "cytoplasm",
                "ObjectNumber",
                List.of(
                    new JoinLink("cytoplasm", "Parent_Cells", "cells", "ObjectNumber"),
                    new JoinLink("cytoplasm", "Parent_Nuclei", "nuclei", "ObjectNumber")),
                JoinPolicy.LEFT,
                List.of("image"),
                ""));
  }

  @Test
  void cellsAreTheAnchorWhereThereAreOnlyCellsAndNuclei() {
    JoinPlan plan =
        resolve(
            INFERRED,
            table("cells", "Cells_Number_Object_Number", "Cells_Parent_Nuclei"),
            table("nuclei", "Nuclei_Number_Object_Number"));
    assertThat(plan.anchor()).isEqualTo("cells");
    assertThat(plan.anchorObject()).isEqualTo("Cells_Number_Object_Number");
    assertThat(plan.links())
        .containsExactly(
            new JoinLink("cells", "Cells_Parent_Nuclei", "nuclei", "Nuclei_Number_Object_Number"));
  }

  @Test
  void aParentOfAParentIsReachedThroughIt() {
    TableSchema nuclei = table("nuclei", "ObjectNumber");
    TableSchema cells = table("cells", "ObjectNumber", "Parent_Nuclei");
    TableSchema cytoplasm = table("cytoplasm", "ObjectNumber", "Parent_Cells");
    List<JoinLink> chain =
        List.of(
            new JoinLink("cytoplasm", "Parent_Cells", "cells", "ObjectNumber"),
            new JoinLink("cells", "Parent_Nuclei", "nuclei", "ObjectNumber"));
    assertThat(resolve(INFERRED, nuclei, cells, cytoplasm).links()).isEqualTo(chain);
    assertThat(
            resolve(INFERRED.withTables("cytoplasm", List.of("nuclei")), nuclei, cells, cytoplasm)
                .links())
        .isEqualTo(chain);
  }

  @Test
  void aSingleTableIsItsOwnAnchor() {
    JoinPlan plan = resolve(INFERRED, table("nuclei", "ObjectNumber"));
    assertThat(plan.anchor()).isEqualTo("nuclei");
    assertThat(plan.links()).isEmpty();
    assertThat(plan.describe()).isEqualTo("nuclei left join of nothing else in the same image");
  }

  @Test
  void wholeObjectNamesAreFollowedWhateverTheirCase() {
    assertThat(
            resolve(
                    INFERRED,
                    table("cells_cellpose3", "ObjectNumber", "Parent_NucleiDAPI"),
                    table("nucleidapi", "ObjectNumber"))
                .links())
        .containsExactly(
            new JoinLink("cells_cellpose3", "Parent_NucleiDAPI", "nucleidapi", "ObjectNumber"));
  }

  @Test
  void withoutParentsTheChoicesAreListed() {
    assertUserError(
        "cannot tell which table's objects are the rows: no table's parents lead to all of cells,"
            + " nuclei (cells has no Parent_ column; nuclei has no Parent_ column); choose with"
            + " --anchor one of cells, nuclei, or write the join with --joins",
        table("cells", "ObjectNumber"),
        table("nuclei", "ObjectNumber"));
  }

  @Test
  void twoTablesThatLackOneAnotherAreNoAnchors() {
    assertUserError(
        "cannot tell which table's objects are the rows: no table's parents lead to all of cells,"
            + " nuclei, cytoplasm (cells has Parent_Nuclei; nuclei has no Parent_ column; cytoplasm"
            + " has Parent_Nuclei); choose with --anchor one of cells, nuclei, cytoplasm, or write"
            + " the join with --joins",
        table("cells", "ObjectNumber", "Parent_Nuclei"),
        table("nuclei", "ObjectNumber"),
        table("cytoplasm", "ObjectNumber", "Parent_Nuclei"));
  }

  @Test
  void aCycleHasTwoAnchors() {
    TableSchema[] cycle = {
      table("cells", "ObjectNumber", "Parent_Nuclei"),
      table("nuclei", "ObjectNumber", "Parent_Cells")
    };
    assertUserError(
        "cannot tell which table's objects are the rows: the parents of cells and of nuclei lead to"
            + " all others; choose with --anchor one of cells, nuclei, or write the join with"
            + " --joins",
        cycle);
    assertThat(resolve(INFERRED.withTables("nuclei", List.of()), cycle).links())
        .containsExactly(new JoinLink("nuclei", "Parent_Cells", "cells", "ObjectNumber"));
  }

  @Test
  void aTableWithoutObjectNumberCannotBeJoined() {
    assertUserError(
        "table nuclei has no object number: looked for ObjectNumber, nuclei_ObjectNumber,"
            + " nuclei_Number_Object_Number, Number_Object_Number",
        table("cells", "ObjectNumber", "Parent_Nuclei"),
        table("nuclei", "Area"));
  }

  @Test
  void onlyAnImageTableCannotBeJoined() {
    assertUserError("there is no compartment to join, only the image table; try --no-join");
  }

  @Test
  void aPartnerThatCannotBeReachedIsNamed() {
    assertThatThrownBy(
            () ->
                resolve(
                    INFERRED.withTables("nuclei", List.of("cells")),
                    table("cells", "ObjectNumber", "Parent_Nuclei"),
                    table("nuclei", "ObjectNumber")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no column leads from nuclei to cells: looked for Parent_Cells; cells has"
                + " Parent_Nuclei; nuclei has no Parent_ column");
  }

  @Test
  void anAnchorThatIsNotThereIsNamedWithWhatIs() {
    assertThatThrownBy(
            () ->
                resolve(
                    INFERRED.withTables("cytoplasm", List.of()), table("cells", "ObjectNumber")))
        .isInstanceOf(UserError.class)
        .hasMessage("the join needs the table cytoplasm; there are cells");
  }

  private static JoinPlan resolve(JoinSpec spec, TableSchema... objects) {
    JoinResolver resolver = new JoinResolver(List.of(objects), List.of("image"));
    return resolver.resolve(resolver.complete(spec));
  }

  private static void assertUserError(String message, TableSchema... objects) {
    assertThatThrownBy(() -> resolve(INFERRED, objects))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  private static TableSchema table(String tag, String... columns) {
    List<String> names = Arrays.asList(columns);
    return new TableSchema(
        tag,
        tag,
        names.stream().map(name -> new Column(name, ColumnType.INT64)).toList(),
        names,
        KeyColumns.find(names, tag));
  }
}
