package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {
  private static final List<String> ORDERED =
      List.of(
          "TableNumber",
          "Metadata_TableNumber",
          "ImageNumber",
          "Metadata_ImageNumber",
          "ObjectNumber",
          "Object_Number",
          "Cells_metadata_x",
          "Image_Metadata_Plate",
          "Image_Metadata_Well",
          "Metadata_Cells_Parent_Nuclei",
          "Metadata_ObjectNumber",
          "Metadata_ObjectNumber_1",
          "ImageQuality_Blur",
          "Image_FileName_DNA",
          "Image_TableNumber",
          "imagenumber_",
          "Cytoplasm_AreaShape_Area",
          "Cytoplasm_AreaShape_Zernike_0_0",
          "Cytoplasm_Areashape",
          "Cells_A",
          "Cells_a",
          "cells_A",
          "Nuclei_A",
          "Count",
          "PH3_Area",
          "Per_Image",
          "ph3",
          "\uE000 in the basic plane",
          "\uD83D\uDD2C beyond it");

  @Test
  void keysThenMetadataThenTablesThenTheRestByCodePoint() {
    for (int seed = 0; seed < 20; seed++) {
      List<String> shuffled = new ArrayList<>(ORDERED);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(ColumnOrder.sorted(shuffled, Function.identity())).isEqualTo(ORDERED);
    }
  }

  @Test
  void columnsOfTheSameNameStayAsTheyWere() {
    record Numbered(String name, int number) {}
    List<Numbered> columns =
        List.of(new Numbered("Z", 1), new Numbered("A", 2), new Numbered("A", 1));
    assertThat(ColumnOrder.sorted(columns, Numbered::name))
        .extracting(Numbered::number)
        .containsExactly(2, 1, 1);
  }
}
