package org.cytobeam.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionTest {
  private static final List<String> FILES =
      List.of(
          "Cells.csv",
          "site1/Cells.csv",
          "site1/deep/Cells.csv",
          "site2/Nuclei.csv",
          "x/site1/Image.csv",
          "[1]{a}/*.sqlite");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cells.csv | 0 1 2",
        "*.csv | 0 1 2 3 4",
        "/*.csv | 0",
        "./Cells.csv | 0",
        "*/Cells.csv | 1",
        "**/Cells.csv | 0 1 2",
        "site1 | 1 2 4",
        "site1/ | 1 2 4",
        "/site1 | 1 2",
        "./site1/ | 1 2",
        "site1/** | 1 2",
        "site1/* | 1 2",
        "site1/**/Cells.csv | 1 2",
        "**/site1/* | 1 2 4",
        "site? | 1 2 3 4",
        "site[2-9] | 3",
        "{Cells,Nuclei}.csv | 0 1 2 3",
        "cells.csv | ''",
        "Cells | ''",
        "Cells.csv/x | ''",
        "[1]{a}/*.sqlite | 5",
        "\\[1\\]* | 5",
      })
  void aPatternMeansNamesAtAnyDepthOrPathsBelowTheSource(String pattern, String expected) {
    List<String> matched = FILES.stream().filter(new Exclusion(List.of(pattern)).files()).toList();
    assertThat(matched)
        .isEqualTo(
            Stream.of(expected.split(" "))
                .filter(index -> !index.isEmpty())
                .map(index -> FILES.get(Integer.parseInt(index)))
                .toList());
  }

  @Test
  void severalPatternsMeanWhatEachDoes() {
    assertThat(FILES.stream().filter(new Exclusion(List.of("site2", "Image.csv")).files()))
        .containsExactly("site2/Nuclei.csv", "x/site1/Image.csv");
    assertThat(FILES.stream().filter(Exclusion.NONE.files())).isEmpty();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> new Exclusion(List.of("a", "site[")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("'site[' is not a pattern for --exclude: ");
  }
}
