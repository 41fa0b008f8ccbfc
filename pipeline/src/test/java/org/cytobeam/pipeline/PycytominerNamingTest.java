package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.model.Samples.run;
import static org.cytobeam.model.Samples.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.Naming;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.schema.OutputColumn.Origin;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.SchemaResolver;
import org.cytobeam.schema.SchemaSettings;
import org.junit.jupiter.api.Test;

/**
 * Each preset's columns under {@code --naming pycytominer}, with all columns of the image table.
 */
class PycytominerNamingTest {
  @Test
  void cellprofilerCsv() {
    OutputSchema schema =
        joined(
            "cellprofiler_csv",
            csv("image", "Count_Cells FileName_DNA:t Frame_DNA Group_Index Group_Length")
                .and("ImageNumber ImageQuality_Blur ImageSet_ImageSet Metadata_Plate Metadata_Row")
                .and("Metadata_Site Metadata_Well:t Series_DNA URL_DNA:t"),
            csv("cells", "ImageNumber ObjectNumber AreaShape_Area AreaShape_EulerNumber")
                .and("Children_Cytoplasm_Count Neighbors_FirstClosestObjectNumber_10")
                .and("Neighbors_NumberOfNeighbors_10 Number_Object_Number Parent_Nuclei"),
            csv("nuclei", "ImageNumber ObjectNumber AreaShape_Area TrackObjects_Label_50"),
            csv("cytoplasm", "ImageNumber ObjectNumber AreaShape_Area Parent_Cells Parent_Nuclei"));
    assertThat(names(schema))
        .containsExactlyInAnyOrder(
            "-> Metadata_ImageNumber",
            "image.Metadata_Plate -> Metadata_Plate",
            "image.Metadata_Well -> Metadata_Well",
            "image.Metadata_Site -> Metadata_Site",
            "cytoplasm.ObjectNumber -> Metadata_ObjectNumber",
            "image.Metadata_Row -> Metadata_Row",
            "image.Frame_DNA -> Metadata_Image_Frame_DNA",
            "image.Series_DNA -> Metadata_Image_Series_DNA",
            "image.Group_Index -> Metadata_Image_Group_Index",
            "image.ImageSet_ImageSet -> Metadata_ImageSet_ImageSet",
            "image.Count_Cells -> Image_Count_Cells",
            "image.FileName_DNA -> Image_FileName_DNA",
            "image.Group_Length -> Image_Group_Length",
            "image.ImageQuality_Blur -> ImageQuality_Blur",
            "image.URL_DNA -> Image_URL_DNA",
            "cells.Number_Object_Number -> Metadata_Cells_Number_Object_Number",
            "cells.Parent_Nuclei -> Metadata_Cells_Parent_Nuclei",
            "cells.Neighbors_FirstClosestObjectNumber_10"
                + " -> Metadata_Cells_Neighbors_FirstClosestObjectNumber_10",
            "cells.AreaShape_Area -> Cells_AreaShape_Area",
            "cells.AreaShape_EulerNumber -> Cells_AreaShape_EulerNumber",
            "cells.Children_Cytoplasm_Count -> Cells_Children_Cytoplasm_Count",
            "cells.Neighbors_NumberOfNeighbors_10 -> Cells_Neighbors_NumberOfNeighbors_10",
            "nuclei.AreaShape_Area -> Nuclei_AreaShape_Area",
            "nuclei.TrackObjects_Label_50 -> Metadata_Nuclei_TrackObjects_Label_50",
            "cytoplasm.AreaShape_Area -> Cytoplasm_AreaShape_Area",
            "cytoplasm.Parent_Cells -> Metadata_Cytoplasm_Parent_Cells",
            "cytoplasm.Parent_Nuclei -> Metadata_Cytoplasm_Parent_Nuclei");
    assertThat(types(schema))
        .containsEntry("Metadata_Plate", ColumnType.TEXT)
        .containsEntry("Metadata_Well", ColumnType.TEXT)
        .containsEntry("Metadata_Site", ColumnType.TEXT)
        .containsEntry("Metadata_ObjectNumber", ColumnType.INT64)
        .containsEntry("Metadata_Row", ColumnType.INT64);
    assertThat(schema.notes()).isEmpty();
  }

  @Test
  void bothPresetsOfExportToDatabase() {
    for (String preset : List.of("cellprofiler_sqlite", "cellprofiler_sqlite_pycytominer")) {
      OutputSchema schema =
          joined(
              preset,
              csv("image", "ImageNumber Image_Count_Cells Image_Group_Number Image_Metadata_Plate")
                  .and("Image_Metadata_Site Image_Metadata_Well Image_Metadata_Stain:t"),
              csv("cells", "ImageNumber Cells_Number_Object_Number Cells_AreaShape_Area")
                  .and("Cells_Parent_Nuclei"),
              csv("nuclei", "ImageNumber Nuclei_Number_Object_Number Nuclei_AreaShape_Area"),
              csv("cytoplasm", "ImageNumber Cytoplasm_Number_Object_Number Cytoplasm_A")
                  .and("Cytoplasm_Parent_Cells Cytoplasm_Parent_Nuclei"));
      assertThat(names(schema))
          .as(preset)
          .containsExactlyInAnyOrder(
              "-> Metadata_ImageNumber",
              "image.Image_Metadata_Plate -> Metadata_Plate",
              "image.Image_Metadata_Well -> Metadata_Well",
              "image.Image_Metadata_Site -> Metadata_Site",
              "cytoplasm.Cytoplasm_Number_Object_Number -> Metadata_ObjectNumber",
              "image.Image_Metadata_Stain -> Metadata_Stain",
              "image.Image_Group_Number -> Metadata_Image_Group_Number",
              "image.Image_Count_Cells -> Image_Count_Cells",
              "cells.Cells_Number_Object_Number -> Metadata_Cells_Number_Object_Number",
              "cells.Cells_Parent_Nuclei -> Metadata_Cells_Parent_Nuclei",
              "cells.Cells_AreaShape_Area -> Cells_AreaShape_Area",
              "nuclei.Nuclei_Number_Object_Number -> Metadata_Nuclei_Number_Object_Number",
              "nuclei.Nuclei_AreaShape_Area -> Nuclei_AreaShape_Area",
              "cytoplasm.Cytoplasm_A -> Cytoplasm_A",
              "cytoplasm.Cytoplasm_Parent_Cells -> Metadata_Cytoplasm_Parent_Cells",
              "cytoplasm.Cytoplasm_Parent_Nuclei -> Metadata_Cytoplasm_Parent_Nuclei");
    }
  }

  @Test
  void jumpHasOneTableNumberAndAllObjectNumbers() {
    OutputSchema schema =
        joined(
            "cellprofiler_sqlite_cpg0016_jump",
            csv("image", "TableNumber ImageNumber Metadata_Barcode Metadata_Plate Metadata_Well"),
            csv("cells", "TableNumber ImageNumber ObjectNumber Cells_A Cells_Parent_Nuclei"),
            csv("nuclei", "TableNumber ImageNumber ObjectNumber Nuclei_A"),
            csv("cytoplasm", "TableNumber ImageNumber ObjectNumber Cytoplasm_A")
                .and("Cytoplasm_Number_Object_Number Cytoplasm_Parent_Cells")
                .and("Cytoplasm_Parent_Nuclei"));
    assertThat(names(schema))
        .containsExactlyInAnyOrder(
            "-> Metadata_TableNumber",
            "-> Metadata_ImageNumber",
            "image.Metadata_Plate, image.Metadata_Barcode -> Metadata_Plate",
            "image.Metadata_Well -> Metadata_Well",
            "-> Metadata_Site",
            "image.Metadata_Barcode -> Metadata_Barcode",
            "cytoplasm.ObjectNumber -> Metadata_ObjectNumber",
            "cells.ObjectNumber -> Metadata_ObjectNumber_1",
            "nuclei.ObjectNumber -> Metadata_ObjectNumber_2",
            "cytoplasm.Cytoplasm_Number_Object_Number -> Metadata_Cytoplasm_Number_Object_Number",
            "cytoplasm.Cytoplasm_Parent_Cells -> Metadata_Cytoplasm_Parent_Cells",
            "cytoplasm.Cytoplasm_Parent_Nuclei -> Metadata_Cytoplasm_Parent_Nuclei",
            "cells.Cells_Parent_Nuclei -> Metadata_Cells_Parent_Nuclei",
            "cells.Cells_A -> Cells_A",
            "nuclei.Nuclei_A -> Nuclei_A",
            "cytoplasm.Cytoplasm_A -> Cytoplasm_A");
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "Metadata_Site is NULL: no table has one of Metadata_Site, Metadata_SiteID,"
                + " Metadata_Field, Metadata_FieldID, Metadata_FieldOfView, Metadata_FOV");
  }

  @Test
  void cellHealth() {
    OutputSchema schema =
        joined(
            "cell-health-cellprofiler-to-cytominer-database",
            csv("image", "TableNumber ImageNumber Image_Metadata_Col Image_Metadata_FieldID")
                .and("Image_Metadata_Row Image_Metadata_Plate"),
            csv("cells", "TableNumber ImageNumber ObjectNumber Cells_A Cells_Parent_Nuclei"),
            csv("nuclei", "TableNumber ImageNumber ObjectNumber Nuclei_A"),
            csv("cytoplasm", "TableNumber ImageNumber ObjectNumber Cytoplasm_A")
                .and("Cytoplasm_Parent_Cells Cytoplasm_Parent_Nuclei"));
    assertThat(names(schema))
        .containsExactlyInAnyOrder(
            "-> Metadata_TableNumber",
            "-> Metadata_ImageNumber",
            "image.Image_Metadata_Plate -> Metadata_Plate",
            "-> Metadata_Well",
            "image.Image_Metadata_FieldID -> Metadata_Site",
            "image.Image_Metadata_FieldID -> Metadata_FieldID",
            "image.Image_Metadata_Col -> Metadata_Col",
            "image.Image_Metadata_Row -> Metadata_Row",
            "cytoplasm.ObjectNumber -> Metadata_ObjectNumber",
            "cells.ObjectNumber -> Metadata_Cells_ObjectNumber",
            "nuclei.ObjectNumber -> Metadata_Nuclei_ObjectNumber",
            "cells.Cells_Parent_Nuclei -> Metadata_Cells_Parent_Nuclei",
            "cytoplasm.Cytoplasm_Parent_Cells -> Metadata_Cytoplasm_Parent_Cells",
            "cytoplasm.Cytoplasm_Parent_Nuclei -> Metadata_Cytoplasm_Parent_Nuclei",
            "cells.Cells_A -> Cells_A",
            "nuclei.Nuclei_A -> Nuclei_A",
            "cytoplasm.Cytoplasm_A -> Cytoplasm_A");
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "Metadata_Well is NULL: no table has one of Metadata_Well, Metadata_WellName,"
                + " Metadata_WellPosition; a well can be put together from Image_Metadata_Col and"
                + " Image_Metadata_Row, which --image-columns takes along",
            "Metadata_Site is taken from Image_Metadata_FieldID");
  }

  @Test
  void inCartaHasItsIdsAndTextsInFront() {
    Preset preset = Presets.named("in-carta");
    TableIndex index =
        Samples.withColumns(
            Samples.index(table("", "day"), List.of(run(TableNumber.ABSENT, 1, 2))),
            parsed("OBJECT_ID Row:t Area Name:t WELL_LABEL:t FOV PLATE_ID").stream()
                .map(c -> new Column(c.name().replace('_', ' '), c.type()))
                .toArray(Column[]::new));
    OutputSchema schema = resolve(preset, null, List.of(index));
    assertThat(schema.output("day").columns())
        .extracting(OutputColumn::name)
        .containsExactly(
            "Metadata_Plate",
            "Metadata_Well",
            "Metadata_Site",
            "Metadata_OBJECT ID",
            "Metadata_Row",
            "Area",
            "Metadata_Name",
            "Metadata_WELL LABEL",
            "Metadata_FOV",
            "Metadata_PLATE ID");
  }

  /** Plate and well in the object tables, as ExportToSpreadsheet adds them on request. */
  @Test
  void tablesByThemselvesHaveWhatTheyHave() {
    Preset preset = Presets.named("cellprofiler_csv");
    OutputSchema schema =
        resolve(
            preset,
            null,
            List.of(
                csv("image", "ImageNumber TableNumber Metadata_Site Count_Cells").index(),
                csv("cells", "ImageNumber ObjectNumber Metadata_Plate Metadata_Dose A:n B:t")
                    .index()));
    assertThat(schema.output("cells").columns())
        .extracting(c -> c.name() + " " + c.type())
        .containsExactly(
            "Metadata_Plate TEXT",
            "Metadata_ObjectNumber INT64",
            "Metadata_TableNumber INT64",
            "Metadata_ImageNumber INT64",
            "Metadata_Cells_Metadata_Dose INT64",
            "Cells_A DOUBLE",
            "Metadata_Cells_B TEXT");
    assertThat(schema.output("image").columns())
        .extracting(OutputColumn::name)
        .containsExactly(
            "Metadata_Site", "Metadata_ImageNumber", "Metadata_TableNumber", "Image_Count_Cells");
    assertThat(schema.notes())
        .extracting(Problem::message)
        .containsExactly(
            "1 columns hold something other than numbers, so they are no features and get"
                + " Metadata_ in front: Cells_B",
            "there is no Metadata_Well: no table has one of Metadata_Well, Metadata_WellName,"
                + " Metadata_WellPosition");
  }

  /** The image's own is better than an object's, and the best name better than any other. */
  @Test
  void candidatesOfAllTablesHaveOneOrder() {
    OutputSchema schema =
        joined(
            "cellprofiler_csv",
            csv("image", "ImageNumber metadata_barcode Metadata_plate_name"),
            csv("cells", "ImageNumber ObjectNumber Metadata_Plate Parent_Nuclei"),
            csv("nuclei", "ImageNumber ObjectNumber Cells_Metadata_Plate Nuclei_Metadata_Plate"),
            csv("cytoplasm", "ImageNumber ObjectNumber Metadata_Plate Parent_Cells Parent_Nuclei"));
    assertThat(names(schema))
        .contains(
            "cytoplasm.Metadata_Plate, cells.Metadata_Plate, nuclei.Nuclei_Metadata_Plate,"
                + " image.Metadata_plate_name, image.metadata_barcode -> Metadata_Plate",
            "nuclei.Cells_Metadata_Plate -> Metadata_Nuclei_Cells_Metadata_Plate",
            "image.Metadata_plate_name -> Metadata_plate_name")
        .noneMatch(name -> name.endsWith("_1"));
  }

  /**
   * A table as a test writes it: names with {@code :t} for text, {@code :n} for no value at all.
   */
  private record Csv(String tag, String columns) {
    Csv and(String more) {
      return new Csv(tag, columns + " " + more);
    }

    TableIndex index() {
      return Samples.withColumns(
          Samples.index(
              table("a/", tag),
              List.of(
                  run(
                      columns.contains("TableNumber") ? TableNumber.of(7) : TableNumber.ABSENT,
                      1,
                      2))),
          parsed(columns).toArray(Column[]::new));
    }
  }

  private static Csv csv(String tag, String columns) {
    return new Csv(tag, columns);
  }

  private static List<Column> parsed(String list) {
    return Arrays.stream(list.split(" "))
        .map(
            c ->
                new Column(
                    c.replaceFirst(":.$", ""),
                    c.endsWith(":t")
                        ? ColumnType.TEXT
                        : c.endsWith(":n") ? ColumnType.NULL : ColumnType.INT64))
        .toList();
  }

  private static OutputSchema joined(String presetName, Csv... tables) {
    Preset preset = Presets.named(presetName);
    JoinSpec join = preset.join().withImageColumns(List.of(), List.of(""));
    return resolve(preset, join, Arrays.stream(tables).map(Csv::index).toList());
  }

  private static OutputSchema resolve(Preset preset, JoinSpec join, List<TableIndex> indexes) {
    SchemaSettings settings =
        new SchemaSettings(
            preset.tableNames(),
            preset.identifyingColumns(),
            join != null,
            join,
            JoinScope.IMAGE,
            true,
            ColumnType.DOUBLE,
            ColumnType.INT64,
            Naming.PYCYTOMINER);
    return new SchemaResolver(
            settings,
            (sql, tables) -> {
              throw new AssertionError("no query is there to describe");
            })
        .resolve(new Survey(indexes, List.of(), List.of(), List.of()));
  }

  /** {@code table.column -> name} for every column of the joined table. */
  private static List<String> names(OutputSchema schema) {
    List<String> names = new ArrayList<>();
    for (OutputColumn column : schema.output("").columns()) {
      String places =
          column.places().stream()
              .map(p -> p.tag() + "." + schema.table(p.tag()).columns().get(p.column()).name())
              .collect(Collectors.joining(", "));
      assertThat(column.origin() == Origin.TABLE && places.isEmpty()).isFalse();
      names.add((places + " -> " + column.name()).strip());
    }
    return names;
  }

  private static Map<String, ColumnType> types(OutputSchema schema) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    schema.output("").columns().forEach(c -> types.put(c.name(), c.type()));
    return types;
  }
}
