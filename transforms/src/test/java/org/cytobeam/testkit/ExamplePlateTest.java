package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's example is what {@code examples/README.md} says. */
class ExamplePlateTest {
  private static final Path PLATE =
      Path.of(System.getProperty("cytobeam.root", "..")).resolve("examples/plate");

  @Test
  void hasTwelveCellsAndOneNucleusWithoutCell() throws Exception {
    ParquetRows joined =
        ParquetRows.query(
            "SELECT y.ImageNumber AS image, y.ObjectNumber AS cytoplasm, n.ObjectNumber AS nucleus"
                + " FROM "
                + csv("Cytoplasm")
                + " y JOIN "
                + csv("Cells")
                + " c ON c.ImageNumber = y.ImageNumber AND c.ObjectNumber = y.Parent_Cells JOIN "
                + csv("Nuclei")
                + " n ON n.ImageNumber = y.ImageNumber AND n.ObjectNumber = y.Parent_Nuclei"
                + " AND n.ObjectNumber = c.Parent_Nuclei ORDER BY 1, 2");
    assertThat(joined.rows()).hasSize(12);
    assertThat(joined.rows().get(3)).isEqualTo(Map.of("image", 1L, "cytoplasm", 4L, "nucleus", 5L));
    assertThat(ParquetRows.query("SELECT count(*) AS n FROM " + csv("Nuclei")).rows())
        .containsExactly(Map.of("n", 13L));
  }

  private static String csv(String table) {
    return "read_csv('" + PLATE.resolve(table + ".csv") + "')";
  }
}
