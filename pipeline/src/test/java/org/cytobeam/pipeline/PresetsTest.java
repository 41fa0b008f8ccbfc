package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  static List<String> names() {
    return Presets.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetHasItsNameASentenceAndAJoinOfTablesItWants(String name) {
    Preset preset = Presets.named(name);
    assertThat(preset.name()).isEqualTo(name);
    assertThat(preset.description()).endsWith(".").hasSizeLessThan(200);
    if (preset.isJoined()) {
      assertThat(preset.join().isInferred()).isFalse();
      assertThat(preset.compartments())
          .contains(preset.join().anchor())
          .containsAll(preset.join().partners());
    }
  }

  @Test
  void presetsComeInTheOrderOfTheirNames() {
    assertThat(Presets.all()).extracting(Preset::name).isEqualTo(Presets.names());
  }

  @Test
  void jumpKeepsEveryCytoplasmWithAllObjectNumbers() {
    assertThat(Presets.named("cellprofiler_sqlite_cpg0016_jump").join())
        .isEqualTo(
            new JoinSpec(
                "cytoplasm",
                List.of("cells", "nuclei"),
                JoinPolicy.LEFT,
                List.of(
                    "Metadata_Plate", "Metadata_Well", "Image_Metadata_Site", "Image_Metadata_Row"),
                List.of("^Image_FileName_"),
                true,
                true,
                ""));
  }

  @Test
  void inCartaTakesEveryCsvFileAndJoinsNothing() {
    Preset inCarta = Presets.named("in-carta");
    assertThat(inCarta.isJoined()).isFalse();
    assertThat(inCarta.sourceDatatype()).isEqualTo("csv");
    assertThat(inCarta.tableNames().isEverything()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "cellprofiler-csv, cellprofiler_csv",
    "CellProfiler_SQLite, cellprofiler_sqlite",
    "pycytominer, cellprofiler_sqlite_pycytominer",
    "incarta, in-carta",
    "cell-health, cell-health-cellprofiler-to-cytominer-database"
  })
  void anUnknownNameIsAnsweredWithTheNearest(String name, String nearest) {
    assertThatThrownBy(() -> Presets.named(name))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "There is no preset '"
                + name
                + "'; did you mean '"
                + nearest
                + "'? The presets are cellprofiler_csv, cellprofiler_sqlite,"
                + " cellprofiler_sqlite_pycytominer, cellprofiler_sqlite_cpg0016_jump,"
                + " cell-health-cellprofiler-to-cytominer-database, in-carta")
        .extracting(e -> ((UserError) e).kind())
        .isEqualTo(UserError.Kind.USAGE);
  }

  @Test
  void deepProfilerIsKnownButNotAvailable() {
    assertThatThrownBy(() -> Presets.named("deepprofiler"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Preset 'deepprofiler' is not available yet");
  }
}
