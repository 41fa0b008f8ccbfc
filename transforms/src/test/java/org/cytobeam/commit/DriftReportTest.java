package org.cytobeam.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cytobeam.schema.TableDrift;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  @Test
  void fewDifferencesAreListedInFull() {
    Map<String, Object> report = DriftReport.of(drift(3, 2));
    assertThat(report).doesNotContainKey("missingMore");
    assertThat((List<?>) report.get("missing")).hasSize(3);
  }

  /** Sites that each lack other columns: what is not listed is counted. */
  @Test
  void ofThousandsOfColumnSetsTheFirstAreListedAndTheOthersCounted() {
    Map<String, Object> report = DriftReport.of(drift(3456, 1500));
    List<?> listed = (List<?>) report.get("missing");
    assertThat(listed).hasSize(7);
    assertThat(((Map<?, ?>) listed.get(6)).get("sources")).isEqualTo(List.of("a6/", "b6/"));
    assertThat(report.get("missingMore"))
        .isEqualTo(
            Map.of(
                "entries",
                3449,
                "sources",
                2 * 3449L,
                "rows",
                10 * 3449L,
                "note",
                "more than a report lists; to see them, convert fewer sources at a time"));
  }

  private static TableDrift drift(int sets, int columns) {
    List<String> names = IntStream.range(0, columns).mapToObj(i -> "C" + i).toList();
    List<TableDrift.Missing> missing =
        IntStream.range(0, sets)
            .mapToObj(i -> new TableDrift.Missing(names, List.of("a" + i + "/", "b" + i + "/"), 10))
            .toList();
    return new TableDrift("cells", 2 * sets, missing, List.of());
  }
}
