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
            "Found CellProfiler CSV files: the join of cells, nuclei is inferred, with the"
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
  void nothingKnownIsAnErrorThatSaysWhatIsLookedFor() {
    assertThatThrownBy(() -> choice(seen("csv", CSV_HEADER, "ph3")))
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

  private static List<SeenTable> seen(String format, List<String> header, String... groups) {
    return new ArrayList<>(
        Stream.of(groups).map(group -> new SeenTable(format, group, header)).toList());
  }
}
