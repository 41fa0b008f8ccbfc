package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TableDiffTest {
  @Test
  void acceptsEqualTablesAndNaN() {
    assertThatCode(
            () ->
                TableDiff.assertSame(
                    List.of(row(1L, Double.NaN), row(2L, null)),
                    List.of(row(1L, -Double.NaN), row(2L, null))))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheFirstRowAndColumnThatDiffer() {
    expect(row(2L, 0.1), row(2L, Math.nextUp(0.1)))
        .hasMessage(
            "row 1 (Metadata_ImageNumber 2), column Cells_X:"
                + " expected 0.1 (Double), got 0.10000000000000002 (Double)");
    expect(row(2L, null), row(2L, Double.NaN))
        .hasMessageContaining("column Cells_X: expected NULL, got NaN (Double)");
    expect(row(2L, 0.0), row(2L, -0.0)).hasMessageContaining("expected 0.0 (Double), got -0.0");
    expect(row(2L, 1L), row(2L, 1)).hasMessageContaining("expected 1 (Long), got 1 (Integer)");
  }

  @Test
  void namesRowsThatAreMissingOrTooMany() {
    List<Map<String, Object>> one = List.of(row(1L, 1.0));
    List<Map<String, Object>> two = List.of(row(1L, 1.0), row(5L, 1.0));
    assertThatThrownBy(() -> TableDiff.assertSame(two, one))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected 2 rows, got 1; the first missing is row 1 (Metadata_ImageNumber 5)");
    assertThatThrownBy(() -> TableDiff.assertSame(one, two))
        .hasMessage("expected 1 rows, got 2; the first too many is row 1 (Metadata_ImageNumber 5)");
  }

  @Test
  void anyOrderWillDoButRepeatedRowsCount() {
    Map<String, Object> one = row(1L, Double.NaN);
    Map<String, Object> two = row(2L, null);
    TableDiff.assertSameInAnyOrder(List.of(one, two), List.of(two, one));
    assertThatThrownBy(
            () -> TableDiff.assertSameInAnyOrder(List.of(one, two, two), List.of(two, one, one)))
        .hasMessageContaining("expected 2 (Long), got 1 (Long)");
  }

  @Test
  void namesColumnsThatDiffer() {
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("Metadata_ImageNumber", 1L);
    other.put("Cells_Y", 1.0);
    assertThatThrownBy(() -> TableDiff.assertSame(List.of(row(1L, 1.0)), List.of(other)))
        .hasMessage(
            "row 0: columns differ from position 1 on: expected Cells_X, got Cells_Y;"
                + " missing [Cells_X], unexpected [Cells_Y]");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> expect(
      Map<String, Object> expected, Map<String, Object> got) {
    Map<String, Object> same = row(1L, 1.0);
    return assertThatThrownBy(
        () -> TableDiff.assertSame(List.of(same, expected), List.of(same, got)));
  }

  private static Map<String, Object> row(Object imageNumber, Object value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Metadata_ImageNumber", imageNumber);
    row.put("Cells_X", value);
    return row;
  }
}
