package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceListing;
import org.cytobeam.model.UserError;
import org.cytobeam.testkit.ObjectPlate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTablesTest {
  @TempDir Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void whatStandsBeforeAnImageTableIsAPrefix() throws Exception {
    write("run_1_Image.csv", "run_1_Cells.csv", "run_1_Cells_Cellpose3.csv", "B_Image.csv");
    write("B_Nuclei.csv", "Infected_Cells.csv", "run_1_Experiment.csv", "MyExpt_RBC.csv");
    assertThat(tags())
        .containsExactlyInAnyOrder(
            "image", "cells", "cells_cellpose3", "nuclei", "infected_cells", "experiment", "rbc");
    assertThat(look().tagsThatEndLike(List.of("image", "cells", "nuclei")))
        .containsExactly("infected_cells");
  }

  @Test
  void whereNoImageTableIsThereWhateverStandsBeforeAStandardName() throws Exception {
    write("A_Cells.csv", "B_Cells.csv", "A_Nuclei.csv", "A_RBC.csv", "C_RBC.csv");
    assertThat(tags()).containsExactlyInAnyOrder("cells", "nuclei", "rbc", "c_rbc");
    assertThat(look().tagsThatEndLike(List.of("cells", "nuclei"))).isEmpty();
  }

  @Test
  void imageTablesMayHaveOtherNames() throws Exception {
    write("X_Picture.csv", "X_Spots.csv");
    assertThat(
            SourceLook.at(SourceListing.of("" + folder), "", Exclusion.NONE, List.of("picture"))
                .tags())
        .containsExactlyInAnyOrder("picture", "spots");
  }

  @Test
  void aFileNamedAfterOneObjectMayHoldOthers() throws Exception {
    write("MyExpt_Image.csv");
    String header = "Image,Cells,Nuclei\nImageNumber,ObjectNumber,AreaShape_Area\n";
    Files.writeString(folder.resolve("MyExpt_Cells.csv"), header);
    assertThat(tags()).containsExactlyInAnyOrder("image", "cells", "nuclei");
    Files.writeString(folder.resolve("MyExpt_Cells.csv"), header.replace("Image,", "\0,"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(second.resolve("MyExpt_Cells.csv"), header);
    assertThat(tags()).containsExactlyInAnyOrder("image", "cells", "nuclei");
  }

  @Test
  void tablesOfDatabasesAreNamedWithoutPer() throws Exception {
    new ObjectPlate(1, new Random(1))
        .with("Cells_A")
        .writeSqlite(folder.resolve("a.sqlite"), "My_Per_fect_");
    Files.writeString(folder.resolve("b.sqlite"), "no database");
    SourceLook look = look();
    assertThat(look.tags()).containsExactlyInAnyOrder("experiment", "image", "cells_a");
    assertThat(look.isComplete()).isFalse();
    assertThat(look.tables())
        .filteredOn(t -> t.isObjects())
        .singleElement()
        .satisfies(t -> assertThat(t.group()).isEqualTo("per_cells_a"));
  }

  @Test
  void csvFilesBesideADatabaseOfTheSameTablesAreAnError() throws Exception {
    write("Cells.csv");
    new ObjectPlate(1, new Random(1)).with("Cells").writeSqlite(folder.resolve("a.sqlite"), "");
    assertThatThrownBy(() -> look().tables())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("choose one with --source-datatype");
  }

  @Test
  void aPatternStandsForObjectTablesOnly() throws Exception {
    write("Image.csv", "Cells_A.csv", "Nuclei_A.csv", "Cells_B.csv");
    Files.writeString(folder.resolve("Platemap_A.csv"), "Metadata_Well,Drug\nA01,x\n");
    CompartmentNames names = new CompartmentNames("IN", look());
    assertThat(names.resolve(List.of("*_a"))).containsExactly("cells_a", "nuclei_a");
    assertThat(names.resolve(List.of("cells_b", "c*s_*"))).containsExactly("cells_b", "cells_a");
    assertThat(names.resolve(List.of("*"))).containsExactly("cells_a", "cells_b", "nuclei_a");
    assertThat(names.resolve(List.of("platemap_a"))).containsExactly("platemap_a");
    assertThatThrownBy(() -> names.resolve(List.of("cells_c")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "there is no table 'cells_c' in IN; did you mean 'cells_a'? There are cells_a, cells_b,"
                + " nuclei_a");
  }

  @Test
  void filesOfSeveralObjectsOfAnyNameAreNamedByTheirHeaders() throws IOException {
    String combined = "Image,Foci,PH3\nImageNumber,ObjectNumber,ObjectNumber\n1,1,1\n";
    for (int site = 1; site <= 9; site++) {
      Path folder = Files.createDirectories(this.folder.resolve("site" + site));
      Files.writeString(folder.resolve("Image.csv"), "ImageNumber\n1\n");
      Files.writeString(folder.resolve("DATA.csv"), site == 1 ? "" : combined);
      Files.writeString(folder.resolve("ONE.csv"), combined.replace("PH3", "Foci"));
    }
    assertThat(tags()).containsExactlyInAnyOrder("image", "foci", "ph3", "data");
  }

  private SourceLook look() {
    return SourceLook.at(SourceListing.of("" + folder), "", Exclusion.NONE, List.of("image"));
  }

  private List<String> tags() {
    return look().tags();
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      String header = name.endsWith("Image.csv") ? "ImageNumber" : "ImageNumber,ObjectNumber";
      Files.writeString(folder.resolve(name), header + "\n");
    }
  }
}
