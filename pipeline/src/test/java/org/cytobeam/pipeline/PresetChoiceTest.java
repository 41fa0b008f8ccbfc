package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.PresetChoice.SeenTable;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.junit.jupiter.api.Test;

class PresetChoiceTest {
  private static final List<String> CSV_HEADER = List.of("ImageNumber", "ObjectNumber", "Area");
  private static final List<String> CYTOMINER =
      List.of("TableNumber", "ImageNumber", "ObjectNumber");

  @Test
  void csvSiteFilesAreCellProfilersCsv() {
    assertThat(choice(seen("csv", CSV_HEADER, "image", "cells", "nuclei", "cytoplasm")))
        .isEqualTo(
            new PresetChoice(
                Presets.named("cellprofiler_csv"),
                "Found CellProfiler CSV files with all of cells, nuclei, cytoplasm."));
  }

  @Test
  void perTablesAreNamedForPycytominer() {
    List<String> header = List.of("ImageNumber", "Cells_Number_Object_Number");
    assertThat(
            choice(seen("sqlite", header, "per_image", "per_cells", "per_nuclei", "per_cytoplasm"))
                .preset())
        .isEqualTo(Presets.named("cellprofiler_sqlite_pycytominer"));
  }

  @Test
  void tablesWithTableNumberAreJump() {
    assertThat(choice(seen("sqlite", CYTOMINER, "image", "cells", "nuclei", "cytoplasm")).preset())
        .isEqualTo(Presets.named("cellprofiler_sqlite_cpg0016_jump"));
  }

  @Test
  void tablesWithTableNumberAndPrefixedImageColumnsAreCellHealth() {
    List<SeenTable> tables = seen("sqlite", CYTOMINER, "cells", "nuclei", "cytoplasm");
    tables.add(new SeenTable("sqlite", "image", List.of("TableNumber", "Image_Metadata_Plate")));
    assertThat(choice(tables).preset())
        .isEqualTo(Presets.named("cell-health-cellprofiler-to-cytominer-database"));
  }

  @Test
  void aHeaderWithObjectIdIsInCartaWhateverTheFileIsCalled() {
    assertThat(choice(seen("csv", List.of("OBJECT ID", "Row"), "test 0 day")))
        .isEqualTo(
            new PresetChoice(
                Presets.named("in-carta"),
                "Found IN Carta CSV files (their header has 'OBJECT ID'), which are not joined."));
  }

  @Test
  void aMissingCompartmentMeansAnInferredJoinOfTheOthersInTheSameStyle() {
    PresetChoice choice = choice(seen("csv", CSV_HEADER, "nuclei", "image", "cells"));
    assertThat(choice.isInferred()).isTrue();
    assertThat(choice.preset().compartments()).containsExactly("cells", "nuclei");
    assertThat(choice.preset().join()).isEqualTo(JoinSpec.inferred(JoinPolicy.INNER));
    assertThat(choice.preset().identifyingColumns())
        .isEqualTo(Presets.named("cellprofiler_csv").identifyingColumns());
    assertThat(choice.reason())
        .isEqualTo(
            "Found CellProfiler CSV files: cells, nuclei are taken, with the"
                + " identifying columns of cellprofiler_csv.");
  }

  @Test
  void databaseTablesWithoutTableNumberFitNoPreset() {
    assertThat(
            choice(seen("sqlite", CSV_HEADER, "image", "cells", "nuclei", "cytoplasm"))
                .isInferred())
        .isTrue();
  }

  @Test
  void anImageTableAloneIsNotJoined() {
    PresetChoice choice = choice(seen("csv", CSV_HEADER, "image"));
    assertThat(choice.isInferred()).isTrue();
    assertThat(choice.preset().isJoined()).isFalse();
    assertThat(choice.reason()).contains("nothing is joined");
  }

  @Test
  void anImageTableIsNotNeededAndOtherObjectsDoNotMatter() {
    assertThat(
            choice(seen("csv", CSV_HEADER, "cells", "nuclei", "cytoplasm", "ph3")).preset().name())
        .isEqualTo("cellprofiler_csv");
  }

  @Test
  void inputsOfSeveralKindsMustBeToldApartByTheUser() {
    List<SeenTable> tables = seen("csv", CSV_HEADER, "cells");
    tables.addAll(seen("sqlite", CYTOMINER, "cells"));
    assertThatThrownBy(() -> choice(tables))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "The source holds inputs of several kinds: CellProfiler CSV files; tables of"
                + " cytominer-database (they have TableNumber). Name the one wanted with --preset"
                + " or --source-datatype");
  }

  @Test
  void otherObjectsBesideStandardOnesAreNamedAndNotTaken() {
    List<SeenTable> tables = seen("csv", CSV_HEADER, "cells", "nuclei", "cytoplasm", "ph3");
    tables.add(new SeenTable("csv", "platemap", List.of("Metadata_Well", "Drug")));
    assertThat(choice(tables).reason())
        .endsWith(" Also there, not taken: ph3; name them with --compartments.");
  }

  @Test
  void otherObjectsAloneAreTakenWithTheirIds() {
    List<SeenTable> tables = seen("csv", List.of("ImageNumber"), "image");
    tables.add(
        new SeenTable(
            "csv",
            "cells_cp",
            List.of("ImageNumber", "ObjectNumber", "Parent_Nuclei_CP", "Parent_Wells")));
    tables.add(new SeenTable("csv", "nuclei_cp", CSV_HEADER));
    PresetChoice choice = choice(tables);
    assertThat(choice.isInferred()).isTrue();
    assertThat(choice.preset().compartments()).containsExactly("cells_cp", "nuclei_cp");
    assertThat(choice.preset().identifyingColumns())
        .containsAll(Presets.named("cellprofiler_csv").identifyingColumns())
        .contains("Parent_Nuclei_CP")
        .doesNotContain("Parent_Wells");
  }

  @Test
  void setsThatDoNotMeetAreListed() {
    List<SeenTable> tables = seen("sqlite", CSV_HEADER, "per_rbc", "per_ph3");
    tables.add(
        new SeenTable(
            "sqlite", "per_spots", List.of("ImageNumber", "ObjectNumber", "Spots_Parent_PH3")));
    assertThatThrownBy(() -> choice(tables))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the source has no cells, nuclei or cytoplasm, and 2 sets of other objects whose Parent_"
                + " columns do not lead to one another; choose one:\n"
                + "  --compartments ph3,spots\n"
                + "  --compartments rbc\n"
                + "or write every table by itself: --no-join --compartments '*'");
  }

  @Test
  void compartmentsAskedForDecideAsIfNoOthersWereThere() {
    List<SeenTable> tables =
        seen("sqlite", CYTOMINER, "image", "cells", "nuclei", "cytoplasm", "ph3");
    assertThat(PresetChoice.of(tables, List.of("nuclei", "cytoplasm", "cells")).preset())
        .isEqualTo(Presets.named("cellprofiler_sqlite_cpg0016_jump"));
    PresetChoice some = PresetChoice.of(tables, List.of("ph3", "cells"));
    assertThat(some.preset().compartments()).containsExactly("ph3", "cells");
    assertThat(some.isInferred()).isTrue();
    assertThat(PresetChoice.of(tables, List.of("ph3")).reason())
        .isEqualTo(
            "Found tables of cytominer-database (they have TableNumber): ph3 alone is taken, with"
                + " the identifying columns of cellprofiler_sqlite_cpg0016_jump.");
  }

  @Test
  void nothingKnownIsAnErrorThatSaysWhatIsLookedFor() {
    assertThatThrownBy(() -> choice(seen("csv", List.of("Metadata_Well", "Drug"), "platemap")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("No table is named image, cells, nuclei or cytoplasm");
  }

  /** The choice must not depend on the order in which files are found. */
  private static PresetChoice choice(List<SeenTable> tables) {
    PresetChoice choice = PresetChoice.of(tables);
    List<SeenTable> reversed = new ArrayList<>(tables);
    Collections.reverse(reversed);
    assertThat(PresetChoice.of(reversed)).isEqualTo(choice);
    return choice;
  }

  /** A view of another style that fails must not make two kinds of inputs of one. */
  @Test
  void aTableThatCannotBeReadIsTakenByItsNameAndTellsNoKind() {
    List<SeenTable> tables =
        seen("sqlite", List.of("ImageNumber"), "per_image", "per_cells", "per_cytoplasm");
    tables.add(new SeenTable("sqlite", "nuclei", List.of()));
    assertThat(choice(tables).preset()).isEqualTo(Presets.named("cellprofiler_sqlite_pycytominer"));
  }

  private static List<SeenTable> seen(String format, List<String> header, String... groups) {
    return new ArrayList<>(
        Stream.of(groups).map(group -> new SeenTable(format, group, header)).toList());
  }
}
