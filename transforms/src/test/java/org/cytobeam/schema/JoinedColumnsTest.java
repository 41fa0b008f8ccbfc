package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinedColumns.Table;
import org.cytobeam.schema.OutputColumn.Origin;
import org.junit.jupiter.api.Test;

class JoinedColumnsTest {
  private static final ColumnNames NAMES =
      new ColumnNames(
          new TableNames(List.of("image"), List.of("cells", "nuclei")),
          Set.of("ImageNumber", "ObjectNumber", "Parent_Nuclei", "Metadata_Well"));

  private static final List<Table> TABLES =
      List.of(
          table("image", "Count_Cells", "FileName_DNA", "ImageNumber", "Metadata_Well"),
          table("cells", "ImageNumber", "ObjectNumber", "Area", "Parent_Nuclei"),
          table("nuclei", "TableNumber", "ImageNumber", "ObjectNumber", "Area"));

  private static final JoinSpec CELLS =
      JoinSpec.inferred(JoinPolicy.INNER).withTables("cells", List.of("nuclei"));

  @Test
  void theKeyComesOnceThenImageAnchorAndPartners() {
    assertThat(JoinedColumns.of(CELLS, TABLES, Optional.empty()))
        .containsExactly(
            new OutputColumn("Metadata_ImageNumber", ColumnType.INT64, Origin.IMAGE_NUMBER, "", -1),
            column("Metadata_Cells_Parent_Nuclei", "cells", 3),
            column("Metadata_ObjectNumber", "cells", 1),
            column("Metadata_Well", "image", 3),
            column("Image_FileName_DNA", "image", 1),
            column("Cells_Area", "cells", 2),
            column("Nuclei_Area", "nuclei", 3));
  }

  @Test
  void tableNumberLeadsWithTheTypeThatAllSourcesAllow() {
    assertThat(JoinedColumns.of(CELLS, TABLES, Optional.of(ColumnType.TEXT)))
        .startsWith(
            new OutputColumn("Metadata_TableNumber", ColumnType.TEXT, Origin.TABLE_NUMBER, "", -1))
        .hasSize(8);
  }

  @Test
  void jumpAlsoHasTableNumberAsAnImageColumnAndAllObjectNumbers() {
    JoinSpec jump =
        new JoinSpec(
            "cells",
            List.of("nuclei"),
            JoinPolicy.LEFT,
            List.of("Metadata_Well", "Image_Metadata_Site"),
            List.of(),
            true,
            true,
            "");
    assertThat(names(JoinedColumns.of(jump, TABLES, Optional.of(ColumnType.INT64))))
        .containsExactly(
            "Metadata_TableNumber",
            "Metadata_ImageNumber",
            "Metadata_Cells_Parent_Nuclei",
            "Metadata_ObjectNumber",
            "Metadata_ObjectNumber_1",
            "Metadata_Well",
            "Image_TableNumber",
            "Cells_Area",
            "Nuclei_Area");
  }

  @Test
  void rowsOfPartnersAloneKeepTheirObjectNumbers() {
    List<OutputColumn> full =
        JoinedColumns.of(CELLS.withPolicy(JoinPolicy.FULL), TABLES, Optional.empty());
    assertThat(full).contains(column("Metadata_ObjectNumber_1", "nuclei", 2));
  }

  @Test
  void aColumnOfNothingButMissingValuesIsText() {
    Table cells =
        new Table(
            "cells",
            false,
            List.of(new Column("ImageNumber", ColumnType.INT64), new Column("A", ColumnType.NULL)),
            List.of("Metadata_ImageNumber", "Cells_A"),
            KeyColumns.find(List.of("ImageNumber", "A"), "cells"));
    assertThat(
            JoinedColumns.of(
                CELLS.withTables("cells", List.of()), List.of(cells), Optional.empty()))
        .last()
        .isEqualTo(new OutputColumn("Cells_A", ColumnType.TEXT, Origin.TABLE, "cells", 1));
  }

  @Test
  void aTableThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(
            () ->
                JoinedColumns.of(
                    CELLS.withTables("cytoplasm", List.of("cells")), TABLES, Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "The join needs a table 'cytoplasm', and the tables found are image, cells, nuclei");
  }

  @Test
  void aPatternThatIsNoRegularExpressionIsAMistakeOfTheUser() {
    assertThatThrownBy(() -> CELLS.withImageColumns(List.of(), List.of("Image_(")))
        .isInstanceOf(UserError.class)
        .hasMessage("'Image_(' is not a regular expression for image columns: Unclosed group");
  }

  private static Table table(String tag, String... columns) {
    return new Table(
        tag,
        tag.equals("image"),
        Arrays.stream(columns).map(c -> new Column(c, ColumnType.INT64)).toList(),
        Arrays.stream(columns).map(c -> NAMES.outputName(tag, tag, c)).toList(),
        KeyColumns.find(List.of(columns), tag));
  }

  private static OutputColumn column(String name, String tag, int position) {
    return new OutputColumn(name, ColumnType.INT64, Origin.TABLE, tag, position);
  }

  private static List<String> names(List<OutputColumn> columns) {
    return columns.stream().map(OutputColumn::name).toList();
  }
}
