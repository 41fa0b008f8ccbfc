package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cytobeam.format.TableNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {
  private static final TableNames STANDARD =
      new TableNames(List.of("image"), List.of("cells", "nuclei", "cytoplasm"));

  private final ColumnNames names =
      new ColumnNames(
          STANDARD,
          Set.of(
              "ImageNumber",
              "ObjectNumber",
              "Metadata_Well",
              "Metadata_Plate",
              "Parent_Cells",
              "Parent_Nuclei",
              "Cytoplasm_Parent_Cells",
              "Cells_ObjectNumber",
              "Image_Group"));

  @ParameterizedTest(name = "rule {0}: {2} of {1} is {3}")
  @CsvSource({
    "1, cells,     AreaShape_Area,         Cells_AreaShape_Area",
    "1, image,     Metadata_Col,           Image_Metadata_Col",
    "1, nuclei,    Cells_AreaShape_Area,   Nuclei_Cells_AreaShape_Area",
    "1, cells,     cells_area,             Cells_cells_area",
    "1, cells,     Imagenumber,            Cells_Imagenumber",
    "1, cells,     Number_Object_Number,   Cells_Number_Object_Number",
    "2, cytoplasm, Cytoplasm_Parent_Cells, Metadata_Cytoplasm_Parent_Cells",
    "2, cells,     Cells_ObjectNumber,     Metadata_Cells_ObjectNumber",
    "2, image,     ImageNumber,            Metadata_ImageNumber",
    "3, cells,     Parent_Nuclei,          Metadata_Cells_Parent_Nuclei",
    "3, cytoplasm, Parent_Cells,           Metadata_Cytoplasm_Parent_Cells",
    "3, nuclei,    Cytoplasm_Parent_Cells, Metadata_Nuclei_Cytoplasm_Parent_Cells",
    "4, cells,     ImageNumber,            Metadata_ImageNumber",
    "4, cells,     ObjectNumber,           Metadata_ObjectNumber",
    "4, nuclei,    Cells_ObjectNumber,     Metadata_Cells_ObjectNumber",
    "4, cells,     Image_Group,            Metadata_Image_Group",
    "5, image,     Metadata_Well,          Metadata_Well",
    "5, cells,     Metadata_Plate,         Metadata_Plate",
    "5, cells,     Cells_AreaShape_Area,   Cells_AreaShape_Area",
    "5, image,     ImageQuality_Blur,      ImageQuality_Blur",
  })
  void theFirstRuleThatAppliesDecides(int rule, String tag, String column, String expected) {
    assertThat(names.outputName(tag, tag, column)).isEqualTo(expected);
    assertThat(names.outputName(tag, "per_" + tag, column)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"image", "cells", "nuclei", "cytoplasm"})
  void tableNumberIsMetadataInEveryTableWhetherListedOrNot(String tag) {
    assertThat(names.outputName(tag, tag, "TableNumber")).isEqualTo("Metadata_TableNumber");
    assertThat(names.outputName(tag, tag, "tablenumber")).isEqualTo("Metadata_TableNumber");
  }

  @ParameterizedTest
  @CsvSource({
    "image, Image",
    "per_image, Image",
    "cells, Cells",
    "Per_Cells, Cells",
    "nuclei, Nuclei",
    "cytoplasm, Cytoplasm"
  })
  void standardTablesHaveTheStemsThatDownstreamToolsExpect(String group, String stem) {
    assertThat(names.stem(group)).isEqualTo(stem);
  }

  @Test
  void anObjectWithAStandardNameInItsOwnKeepsItsWholeName() {
    ColumnNames more =
        new ColumnNames(
            new TableNames(List.of("image"), List.of("cells", "cells_cellpose3", "cellsdapi")),
            Set.of("ImageNumber", "Parent_Cells"));
    assertThat(more.stem("per_cells_cellpose3")).isEqualTo("Cells_Cellpose3");
    assertThat(more.stem("per_cells")).isEqualTo("Cells");
    assertThat(more.outputName("cells_cellpose3", "cells_cellpose3", "AreaShape_Area"))
        .isEqualTo("Cells_Cellpose3_AreaShape_Area");
    assertThat(more.outputName("cells_cellpose3", "cells_cellpose3", "Parent_Cells"))
        .isEqualTo("Metadata_Cells_Cellpose3_Parent_Cells");
    assertThat(more.outputName("cellsdapi", "cellsdapi", "CellsDAPI_AreaShape_Area"))
        .isEqualTo("CellsDAPI_AreaShape_Area");
  }

  @Test
  void aTagThatWasNotWantedFallsBackToTheGroup() {
    assertThat(names.outputName("", "per_cells", "AreaShape_Area"))
        .isEqualTo("Cells_AreaShape_Area");
    assertThatThrownBy(() -> names.outputName("ph3", "ph3", "AreaShape_Area"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "table 'ph3' contains none of the wanted names [image, cells, nuclei, cytoplasm]");
  }

  @ParameterizedTest
  @CsvSource({"OBJECT ID", "Row", "Primary Target Area wv1", "TableNumber", "ImageNumber"})
  void namesStayWhereEveryTableIsWanted(String column) {
    ColumnNames none =
        new ColumnNames(new TableNames(List.of(), List.of()), Set.of("OBJECT ID", "Row"));
    assertThat(none.outputName("", "test 0 day", column)).isEqualTo(column);
  }
}
