package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;

/** That the SQL gives the join's rows is the dry run's contract. */
class JoinAsSqlTest {
  private static final TableNames WANTED =
      new TableNames(List.of("image"), List.of("cells", "nuclei"));

  @Test
  void namesThatSqlWouldMistakeAreQuoted() {
    String sql =
        JoinAsSql.over(
            settings(JoinPolicy.LEFT),
            List.of(
                table("image", "ImageNumber", "FileName_5x dye"),
                table("cells", "ImageNumber", "ObjectNumber", "Parent_Nuclei"),
                table("nuclei", "ImageNumber", "ObjectNumber", "a\"b")),
            false);
    assertThat(sql)
        .isEqualTo(
            """
            SELECT
              cells.Metadata_ImageNumber,
              image.* EXCLUDE (Metadata_ImageNumber),
              cells.* EXCLUDE (Metadata_ImageNumber),
              nuclei.* EXCLUDE (Metadata_ImageNumber)
            FROM read_parquet('cells.parquet') AS cells
            LEFT JOIN read_parquet('nuclei.parquet') AS nuclei
              ON nuclei.Metadata_ImageNumber = cells.Metadata_ImageNumber
              AND nuclei.Nuclei_ObjectNumber = cells.Cells_Parent_Nuclei
            LEFT JOIN read_parquet('image.parquet') AS image
              ON image.Metadata_ImageNumber = cells.Metadata_ImageNumber""");
    String some =
        JoinAsSql.over(
            settings(JoinPolicy.LEFT),
            List.of(
                table("image", "ImageNumber", "FileName_5x dye", "Count_Cells"),
                table("cells", "ImageNumber", "ObjectNumber")),
            false);
    assertThat(some).contains("\n  image.\"Image_FileName_5x dye\",\n").doesNotContain("Count");
  }

  @Test
  void theImageNumberHasItsNameAlsoWhereItIsAFeature() {
    String sql =
        JoinAsSql.over(
            settings(JoinPolicy.INNER),
            List.of(
                table(
                    new ColumnNames(WANTED, Set.of()),
                    "cells",
                    "TableNumber",
                    "ImageNumber",
                    "ObjectNumber")),
            true);
    assertThat(sql)
        .isEqualTo(
            """
            SELECT
              cells.Metadata_TableNumber,
              cells.Cells_ImageNumber AS Metadata_ImageNumber,
              cells.* EXCLUDE (Metadata_TableNumber, Cells_ImageNumber)
            FROM read_parquet('cells.parquet') AS cells""");
  }

  @Test
  void whatCannotBeJoinedIsAnError() {
    assertThatThrownBy(
            () ->
                JoinAsSql.over(
                    settings(JoinPolicy.INNER),
                    List.of(
                        table("cells", "ImageNumber", "ObjectNumber"),
                        table("nuclei", "ImageNumber", "ObjectNumber")),
                    false))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot tell which table's objects are the rows");
  }

  private static SchemaSettings settings(JoinPolicy policy) {
    return new SchemaSettings(
        WANTED,
        List.of("ImageNumber"),
        true,
        JoinSpec.inferred(policy),
        true,
        ColumnType.DOUBLE,
        ColumnType.INT64);
  }

  private static TableSchema table(String tag, String... columns) {
    return table(new ColumnNames(WANTED, Set.of("ImageNumber")), tag, columns);
  }

  private static TableSchema table(ColumnNames naming, String tag, String... columns) {
    List<String> names = Arrays.asList(columns);
    return new TableSchema(
        tag,
        tag,
        names.stream().map(name -> new Column(name, ColumnType.INT64)).toList(),
        names.stream().map(name -> naming.outputName(tag, tag, name)).toList(),
        KeyColumns.find(names, tag));
  }
}
