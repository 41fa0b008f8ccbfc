package org.cytobeam.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.join.JoinFixture.integer;
import static org.cytobeam.join.JoinFixture.real;
import static org.cytobeam.join.JoinFixture.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cytobeam.model.TableNumber;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.Naming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of columns that are put together for pycytominer. */
class MadeVectorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "A01, A01",
    "1, 1",
    "1.0, 1",
    "1., 1",
    "-3.00, -3",
    "-0.0, 0",
    "1.5, 1.5",
    "007, 007",
    "1.2345678E7, 12345678",
    "12E5, 12E5",
    "1.0E300, 1.0E300",
    "1.0a, 1.0a",
    "v1.0, v1.0",
    "2024-01-02, 2024-01-02",
    "nan, ''",
    "NaN, ''",
    "NA, NA",
  })
  void wholeNumbersHaveNoPointAndNothingElseChanges(String text, String expected) {
    assertThat(MadeVectors.plateText(text)).isEqualTo(expected);
  }

  @Test
  void theFirstValueOfTheCandidatesIsTakenRowByRow() throws Exception {
    assertThat(plate(JoinPolicy.INNER))
        .containsExactly(
            // ImageNumber, Barcode, ObjectNumber, Plate, PlateName, Site, Well, A
            row(1L, "b1", 7L, "p1", "n1", "1", null, 0.5),
            row(2L, "b2", 1L, "n2", "n2", "3", null, 1.5),
            row(3L, "b3", 1L, "b3", null, null, null, 2.5),
            row(4L, null, 1L, null, null, null, null, 3.5));
  }

  @Test
  void objectNumbersAreIntegersWhateverTheirColumnIs() throws Exception {
    JoinFixture fixture =
        new JoinFixture(folder)
            .naming(Naming.PYCYTOMINER)
            .image(TableNumber.ABSENT, 1)
            .table(
                "cells",
                List.of(text("ObjectNumber"), real("A")),
                List.of(List.of(row("10", 1.0), row("3x", 2.0), row("9.0", 3.0))));
    assertThat(fixture.join(JoinSpec.inferred(JoinPolicy.INNER), false))
        .extracting(row -> Arrays.asList(row.get(1), row.get(row.size() - 1)))
        .containsExactly(row(9L, 3.0), row(10L, 1.0), row(null, 2.0));
    assertThat(fixture.separate("cells"))
        // Object number, ImageNumber, A
        .containsExactly(row(9L, 1L, 3.0), row(10L, 1L, 1.0), row(null, 1L, 2.0));
  }

  @Test
  void rowsWithoutPlateAreRowsWithNull() throws Exception {
    JoinFixture fixture = fixture();
    List<List<Object>> all = fixture.join(spec(JoinPolicy.INNER), true);
    assertThat(all).isEmpty();
    assertThat(fixture.result().rowsWithNull()).isEqualTo(4);
  }

  private List<List<Object>> plate(JoinPolicy policy) throws Exception {
    return fixture().join(spec(policy), false);
  }

  private static JoinSpec spec(JoinPolicy policy) {
    return JoinSpec.inferred(policy);
  }

  private JoinFixture fixture() {
    return new JoinFixture(folder)
        .naming(Naming.PYCYTOMINER)
        .image(TableNumber.ABSENT, 1)
        .image(TableNumber.ABSENT, 2)
        .image(TableNumber.ABSENT, 3)
        .image(TableNumber.ABSENT, 4)
        .table(
            "image",
            List.of(
                text("Metadata_Barcode"),
                text("Metadata_PlateName"),
                text("Metadata_Plate"),
                real("Metadata_Site")),
            List.of(
                List.of(row("b1", "n1", "p1", "1.0")),
                List.of(row("b2", "n2", "", "3")),
                List.of(row("b3", null, "nan", null)),
                List.of()))
        .table(
            "cells",
            List.of(integer("ObjectNumber"), real("A")),
            List.of(
                List.of(row(7L, 0.5)),
                List.of(row(1L, 1.5)),
                List.of(row(1L, 2.5)),
                List.of(row(1L, 3.5))));
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }
}
