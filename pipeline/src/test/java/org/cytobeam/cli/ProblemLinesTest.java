package org.cytobeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemLinesTest {
  @Test
  void aFewOfEachKindAreShownAndTheOthersCounted() {
    List<String> problems =
        Stream.of(
                IntStream.range(0, 3456).mapToObj(i -> "rejected source: s%d/: odd".formatted(i)),
                IntStream.range(0, 6).mapToObj(i -> "fault: s%d/: odd".formatted(i)),
                IntStream.range(0, 7).mapToObj(i -> "note: s%d/: odd".formatted(i)))
            .flatMap(lines -> lines)
            .toList();
    assertThat(ProblemLines.of(problems, "all of them in the report"))
        .hasSize(6 + 6 + 6)
        .startsWith("rejected source: s0/: odd", "rejected source: s1/: odd")
        .contains(
            "rejected source: ... and 3,451 more, all of them in the report",
            "fault: s5/: odd",
            "note: s4/: odd")
        .endsWith("note: ... and 2 more, all of them in the report")
        .doesNotContain("rejected source: s5/: odd", "note: s5/: odd");
    assertThat(ProblemLines.of(List.of(), "nowhere")).isEmpty();
  }
}
