package org.cytobeam.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlateGeneratorTest {
  private static final PlateSpec SPEC = new PlateSpec(30, 10, 40, 0.1, 7);

  @TempDir private Path folder;

  private Path plate() throws IOException, SQLException {
    return new PlateGenerator(SPEC).writeInto(folder);
  }

  private List<String> query(Path plate, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = TableRange.connect(plate);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void hasCellProfilersTablesAndPrimaryKeys() throws Exception {
    Path plate = plate();

    assertThat(query(plate, "SELECT name FROM sqlite_master ORDER BY rowid"))
        .containsExactly(
            "Per_Image",
            "Per_Cells",
            "sqlite_autoindex_Per_Cells_1",
            "Per_Nuclei",
            "sqlite_autoindex_Per_Nuclei_1",
            "Per_Cytoplasm",
            "sqlite_autoindex_Per_Cytoplasm_1");
    assertThat(query(plate, "SELECT name FROM pragma_table_info('Per_Cytoplasm') LIMIT 6"))
        .containsExactly(
            "ImageNumber",
            "Cytoplasm_Number_Object_Number",
            "Cytoplasm_Parent_Cells",
            "Cytoplasm_Parent_Nuclei",
            "Cytoplasm_AreaShape_Area",
            "Cytoplasm_Correlation_Correlation_ER_1");
    assertThat(query(plate, "PRAGMA integrity_check")).containsExactly("ok");
  }

  @Test
  void hasAboutAsManyCellsAndMissingValuesAsWanted() throws Exception {
    Path plate = plate();

    double cells = Double.parseDouble(query(plate, "SELECT count(*) FROM Per_Cells").get(0));
    assertThat(cells / SPEC.images()).isCloseTo(SPEC.cells(), within(1.0));
    String missing = "SELECT avg(Cells_AreaShape_Area IS NULL) FROM Per_Cells";
    assertThat(Double.parseDouble(query(plate, missing).get(0))).isCloseTo(0.1, within(0.06));
    assertThat(
            query(
                plate,
                "SELECT count(*) FROM Per_Image JOIN (SELECT ImageNumber, count(*) AS n FROM"
                    + " Per_Nuclei GROUP BY 1) USING (ImageNumber) WHERE n = Image_Count_Cells"))
        .containsExactly("30");
  }

  @Test
  void isTheSameForTheSameSeedOnly() throws Exception {
    Path again = folder.resolve("again.sqlite");
    new PlateGenerator(SPEC).write(again);
    Path other = folder.resolve("other.sqlite");
    new PlateGenerator(new PlateSpec(30, 10, 40, 0.1, 8)).write(other);

    assertThat(again).hasSameBinaryContentAs(plate());
    assertThat(ReadingMethod.NATIVE.check(other).sum())
        .isNotEqualTo(ReadingMethod.NATIVE.check(again).sum());
  }

  @Test
  void isAboutAsLargeAsAskedFor() throws Exception {
    Path plate = new PlateGenerator(PlateSpec.ofMegabytes(20, 50, 600, 1)).writeInto(folder);

    assertThat(Files.size(plate) / 1e6).isCloseTo(20, within(2.0));
  }

  @Test
  void isReadAlikeByAllMethods() throws Exception {
    Path plate = plate();
    List<Long> sums = new ArrayList<>();
    for (ReadingMethod method : ReadingMethod.values()) {
      sums.add(method.check(plate).sum());
    }

    assertThat(sums).doesNotContain(0L);
    assertThat(sums.stream().distinct()).hasSize(1);
  }
}
