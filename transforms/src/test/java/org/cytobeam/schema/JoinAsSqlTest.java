package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^Image_FileName_",
        "FileName|^Image_URL",
        "^Image_URL|Dye$",
        "^(Image_)?Metadata_",
        "Dye$",
        "A.b"
      })
  void imageColumnsChosenByAPatternAreThoseOfTheJoin(String pattern) throws SQLException {
    List<String> names =
        List.of("Image_FileName_Dye", "Image_URL_DNA", "X_Image_URL", "Metadata_Well", "Image_A+b");
    JoinSpec join =
        JoinSpec.inferred(JoinPolicy.LEFT).withImageColumns(List.of("Image_A+b"), List.of(pattern));
    String sql =
        JoinAsSql.overKeys(
            settings(join),
            List.of(table("image", "ImageNumber"), table("cells", "ImageNumber", "ObjectNumber")),
            false);
    String chosen =
        sql.lines().filter(line -> line.contains("SIMILAR TO")).findFirst().orElseThrow();
    List<String> selected = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          names.stream()
              .map(name -> '"' + name + "\" INTEGER")
              .collect(Collectors.joining(", ", "CREATE TABLE image (", ")")));
      try (ResultSet columns =
          statement.executeQuery("SELECT " + chosen.strip().replaceAll(",$", "") + " FROM image")) {
        for (int i = 1; i <= columns.getMetaData().getColumnCount(); i++) {
          selected.add(columns.getMetaData().getColumnName(i));
        }
      }
    }
    assertThat(selected).isEqualTo(names.stream().filter(join::takesImageColumn).toList());
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
    return settings(JoinSpec.inferred(policy));
  }

  private static SchemaSettings settings(JoinSpec join) {
    return new SchemaSettings(
        WANTED, List.of("ImageNumber"), true, join, true, ColumnType.DOUBLE, ColumnType.INT64);
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
