package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cytobeam.testkit.ExpectedJoin.Counts;
import org.junit.jupiter.api.Test;

class ExpectedJoinTest {
  @Test
  void innerJoinOfCsvIsAsWrittenByHand() {
    ExpectedJoin join =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("p", TinyPlate.with(null));

    assertThat(join.columns())
        .containsExactly(
            "Metadata_ImageNumber",
            "Metadata_Cells_Parent_Nuclei",
            "Metadata_Cytoplasm_Parent_Cells",
            "Metadata_Cytoplasm_Parent_Nuclei",
            "Metadata_ObjectNumber",
            "Image_FileName_DNA",
            "Cytoplasm_Area",
            "Cytoplasm_Euler",
            "Cytoplasm_Number_Object_Number",
            "Cells_Area",
            "Cells_Euler",
            "Cells_Number_Object_Number",
            "Nuclei_Area",
            "Nuclei_Euler",
            "Nuclei_Number_Object_Number");
    assertThat(values(join))
        .containsExactly(
            row(1L, 2L, 1L, 2L, 2L, "a.tif", null, 5L, 2L, 10.5, 1L, 1L, Double.NaN, 3L, 2L),
            row(2L, 1L, 2L, 1L, 2L, null, 9.5, 10L, 2L, 12.5, 7L, 2L, 6.5, 8L, 1L));
    assertThat(join.counts())
        .containsExactly(
            Map.entry("Image", new Counts(2, 1)),
            Map.entry("Cells", new Counts(3, 2)),
            Map.entry("Nuclei", new Counts(3, 2)),
            Map.entry("Cytoplasm", new Counts(4, 2)));
  }

  @Test
  void leftJoinOfJumpIsAsWrittenByHand() {
    ExpectedJoin join = ExpectedJoin.of(ExpectedNames.JUMP).add("p", TinyPlate.with(9L));

    assertThat(join.columns())
        .containsExactly(
            "Metadata_TableNumber",
            "Metadata_ImageNumber",
            "Image_Metadata_Site",
            "Metadata_ObjectNumber",
            "Metadata_ObjectNumber_1",
            "Metadata_ObjectNumber_2",
            "Metadata_Plate",
            "Metadata_Well",
            "Image_FileName_DNA",
            "Cytoplasm_Area",
            "Cytoplasm_Euler",
            "Cytoplasm_Number_Object_Number",
            "Cytoplasm_Parent_Cells",
            "Cytoplasm_Parent_Nuclei",
            "Cells_Area",
            "Cells_Euler",
            "Cells_Number_Object_Number",
            "Cells_Parent_Nuclei",
            "Nuclei_Area",
            "Nuclei_Euler",
            "Nuclei_Number_Object_Number");
    Object no = null;
    assertThat(values(join))
        .containsExactly(
            row(
                9L, 1L, 1L, 1L, no, 1L, "P1", "A01", "a.tif", 7.5, 4L, 1L, 0L, 1L, no, no, no, no,
                5.5, 2L, 1L),
            row(
                9L, 1L, 1L, 2L, 1L, 2L, "P1", "A01", "a.tif", no, 5L, 2L, 1L, 2L, 10.5, 1L, 1L, 2L,
                no, 3L, 2L),
            row(
                9L, 2L, no, 1L, 1L, no, no, no, no, 8.5, 9L, 1L, 1L, 0L, 11.5, 6L, 1L, 0L, no, no,
                no),
            row(
                9L, 2L, no, 2L, 2L, 1L, no, no, no, 9.5, 10L, 2L, 2L, 1L, 12.5, 7L, 2L, 1L, 6.5, 8L,
                1L));
    assertThat(join.counts())
        .containsEntry("Cells", new Counts(3, 3))
        .containsEntry("Nuclei", new Counts(3, 3))
        .containsEntry("Cytoplasm", new Counts(4, 2));
  }

  @Test
  void namesOfSqlitePresetsAreAsWrittenByHand() {
    List<String> plain =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE).add("p", TinyPlate.with(null)).columns();
    assertThat(plain.subList(0, 6))
        .containsExactly(
            "Metadata_ImageNumber",
            "Image_Metadata_Plate",
            "Image_Metadata_Well",
            "Image_FileName_DNA",
            "Cytoplasm_Area",
            "Cytoplasm_Euler");
    List<String> pycytominer =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER)
            .add("p", TinyPlate.with(null))
            .columns();
    assertThat(pycytominer.subList(0, 8))
        .containsExactly(
            "Metadata_ImageNumber",
            "Image_Metadata_Plate",
            "Image_Metadata_Well",
            "Metadata_Cells_Number_Object_Number",
            "Metadata_Cytoplasm_Parent_Cells",
            "Metadata_Cytoplasm_Parent_Nuclei",
            "Metadata_Nuclei_Number_Object_Number",
            "Image_FileName_DNA");
    List<String> cellHealth =
        ExpectedJoin.of(ExpectedNames.CELL_HEALTH).add("p", TinyPlate.with("ab")).columns();
    assertThat(cellHealth)
        .startsWith("Metadata_TableNumber", "Metadata_ImageNumber", "Image_Metadata_Plate")
        .contains("Cytoplasm_ObjectNumber", "Cells_ObjectNumber", "Nuclei_ObjectNumber")
        .contains("Metadata_Cytoplasm_Parent_Cells", "Cells_Parent_Nuclei");
  }

  @Test
  void sourcesNeverMeetAndRowsAreOrderedBySourceThenTableNumber() {
    ExpectedJoin join =
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV)
            .add("b", TinyPlate.with(null), 4L)
            .add("a", TinyPlate.with(null), 7L);

    assertThat(join.rows())
        .extracting(row -> row.get("Metadata_TableNumber"), row -> row.get("Metadata_ImageNumber"))
        .containsExactly(tuple(7L, 1L), tuple(7L, 2L), tuple(4L, 1L), tuple(4L, 2L));
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  private static List<List<Object>> values(ExpectedJoin join) {
    List<List<Object>> values = new ArrayList<>();
    join.rows().forEach(row -> values.add(new ArrayList<>(row.values())));
    return values;
  }
}
