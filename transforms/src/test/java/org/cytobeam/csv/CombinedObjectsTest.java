package org.cytobeam.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CellProfiler's combined export must give the tables that its separate exports give. */
class CombinedObjectsTest {
  private static final long SEED = 11;
  private static final List<String> CELLS =
      List.of("Area", "Number_Object_Number", "Parent_Nuclei");
  private static final List<String> NUCLEI = List.of("Area", "Number_Object_Number");

  private CsvFixture csv;

  @BeforeEach
  void useFolder(@TempDir Path folder) {
    csv = new CsvFixture(folder, new CsvFormat(64, 64));
  }

  private Map<String, TableIndex> indexes(SourceFile file) throws IOException {
    Map<String, TableIndex> byTag = new TreeMap<>();
    for (TableIndex index : csv.format().index(file, CsvFixture.WANTED)) {
      byTag.put(index.table().tag(), index);
    }
    return byTag;
  }

  @Test
  void combinedAndSeparateExportsGiveTheSameTables() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      String name = "plate " + i;
      String padding = random.nextBoolean() ? "nan" : "";
      StringBuilder cells = new StringBuilder("ImageNumber,ObjectNumber,Metadata_Well,");
      cells.append(String.join(",", CELLS)).append('\n');
      StringBuilder nuclei = new StringBuilder("ImageNumber,ObjectNumber,Metadata_Well,");
      nuclei.append(String.join(",", NUCLEI)).append('\n');
      StringBuilder both = new StringBuilder("Image,Cells,Image,Cells,Cells,Cells,Nuclei,Nuclei\n");
      both.append("ImageNumber,ObjectNumber,Metadata_Well,");
      both.append(String.join(",", CELLS)).append(',').append(String.join(",", NUCLEI));
      both.append('\n');
      int images = random.nextInt(5);
      for (int image = 1; image <= images; image++) {
        int cellCount = random.nextInt(5);
        int nucleusCount = random.nextInt(5);
        for (int row = 1; row <= Math.max(cellCount, nucleusCount); row++) {
          String shared = image + "," + row + ",B0" + image + ",";
          String cell = feature(random) + "," + row + "," + random.nextInt(3);
          String nucleus = feature(random) + "," + row;
          both.append(shared);
          both.append(row <= cellCount ? cell : String.join(",", padding, padding, padding));
          both.append(',');
          both.append(row <= nucleusCount ? nucleus : padding + "," + padding).append('\n');
          cells.append(row <= cellCount ? shared + cell + "\n" : "");
          nuclei.append(row <= nucleusCount ? shared + nucleus + "\n" : "");
        }
      }
      Map<String, TableIndex> combined = indexes(csv.write("DATA.csv", "", both.toString()));
      assertThat(combined).as(name).containsOnlyKeys("cells", "nuclei");
      checkSame(combined.get("cells"), csv.indexCells(cells.toString()), name);
      TableIndex alone = csv.index(csv.write("Nuclei.csv", "nuclei", nuclei.toString()));
      checkSame(combined.get("nuclei"), alone, name);
    }
  }

  private static String feature(Random random) {
    return random.nextInt(4) == 0 ? "nan" : Double.toString(random.nextDouble());
  }

  private void checkSame(TableIndex index, TableIndex expected, String name) throws IOException {
    assertThat(index.problems()).as(name).isEmpty();
    assertThat(index.columns()).as(name).isEqualTo(expected.columns());
    assertThat(index.keys()).as(name).isEqualTo(expected.keys());
    assertThat(index.rows()).as(name).isEqualTo(expected.rows());
    assertThat(index.runs())
        .extracting(ImageRun::imageNumber, ImageRun::rows)
        .as(name)
        .isEqualTo(
            expected.runs().stream()
                .map(run -> org.assertj.core.groups.Tuple.tuple(run.imageNumber(), run.rows()))
                .toList());
    assertThat(csv.read(index)).as(name).isEqualTo(csv.read(expected));
  }

  @Test
  void anObjectWithoutItsNumberIsThereWhereAnyOfItsColumnsIs() throws IOException {
    Map<String, TableIndex> tables =
        indexes(
            csv.write(
                "MyExpt_Cells.tsv",
                "cells",
                "Image\tCells\tNuclei\tNuclei\tFoo\nImageNumber\tObjectNumber\tArea\tX\tArea\n"
                    + "7\t1\tnan\t\t1\n7\t2\tnan\t5\t1\n8\t1\tNaN\tnan\t1\n"));
    assertThat(tables).containsOnlyKeys("cells", "nuclei");
    // Nothing tells where cells end that have no columns.
    assertThat(tables.get("cells").rows()).isEqualTo(3);
    TableIndex nuclei = tables.get("nuclei");
    assertThat(nuclei.table().object()).isEqualTo("Nuclei");
    assertThat(nuclei.table().group()).isEqualTo("nuclei");
    assertThat(nuclei.table().source()).isEqualTo("site1/");
    assertThat(nuclei.keys()).isEqualTo(new KeyColumns("", "ImageNumber", "ObjectNumber"));
    assertThat(csv.read(nuclei)).containsExactly(Arrays.asList(7L, 2L, Double.NaN, 5L));
  }

  @Test
  void rowsWithoutImageNumberAreRejectedForEachObjectThatIsThere() throws IOException {
    String header = "Image,Cells,Cells,Nuclei\nImageNumber,ObjectNumber,Area,Area\n";
    Map<String, TableIndex> tables =
        indexes(csv.write("DATA.csv", "", header + "1,1,2,3\n" + header + ",1,2,nan\n"));
    assertThat(tables.get("cells").rejectedRows()).isEqualTo(3);
    assertThat(tables.get("nuclei").rejectedRows()).isEqualTo(2);
    assertThat(tables.get("cells").problems())
        .extracting(Problem::message)
        .containsExactly(
            "ImageNumber is no whole number in 3 rows, first in line 4, where it is 'Image'");
  }

  @Test
  void namesAndHeadersAreThoseOfTheObjects() throws IOException {
    SourceFile file =
        csv.write("DATA.csv", "", "Image,Cells,Nuclei\nImageNumber,ObjectNumber,Area\n");
    assertThat(csv.format().tableNames(file)).containsExactly("Cells", "Nuclei");
    assertThat(csv.format().columnNames(file, "Nuclei"))
        .containsExactly("ImageNumber", "ObjectNumber", "Area");
    assertThat(csv.format().columnNames(file, "Cells"))
        .containsExactly("ImageNumber", "ObjectNumber");
    assertThatThrownBy(() -> csv.format().columnNames(file, "Foo"))
        .isInstanceOf(IOException.class)
        .hasMessage(file.path() + ": its header has no object 'Foo'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Image,Foo,Bar\\nImageNumber,ObjectNumber,Area\\n"
            + "|its two header rows tell of Foo, Bar; none of them is wanted",
        "Image,Large_Cells\\nImageNumber,ObjectNumber\\n"
            + "|its two header rows tell of Large_Cells; none of them is wanted",
        "Image,Cells\\nNumber,ObjectNumber\\n|no column ImageNumber; the columns are Image, Cells",
        "Image,Cells\\nImageNumber\\n|no column ImageNumber; the columns are Image, Cells",
        "Image,Cells,\\nImageNumber,A,B\\n|no column ImageNumber; the columns are Image, Cells, ",
        "Image,Cells\\nImageNumber,A\\n1\\n|line 3 has 1 field, the header has 2"
      })
  void whatIsNotReadIsTold(String content, String message) throws IOException {
    List<TableIndex> tables =
        new ArrayList<>(
            csv.format()
                .index(csv.write("DATA.csv", "", content.replace("\\n", "\n")), CsvFixture.WANTED));
    assertThat(tables).singleElement().matches(TableIndex::isQuarantined);
    assertThat(tables.get(0).problems().get(0).message().strip()).isEqualTo(message.strip());
  }
}
