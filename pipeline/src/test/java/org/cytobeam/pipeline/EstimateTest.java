package org.cytobeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.cytobeam.inspect.InspectedColumn;
import org.cytobeam.inspect.Inspection;
import org.cytobeam.inspect.PlannedOutput;
import org.cytobeam.inspect.PlannedWork;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final long MB = 1L << 20;

  /** Plates that the README has figures of: seconds, and memory in GB. */
  @Test
  void measuredPlatesAreEstimatedAboutRight() {
    Estimate small = Estimate.of(plate("sqlite", 334_000_000L, 20_065, 1810, 16), 2, true, 0);
    assertThat(small.seconds()).isCloseTo(18, Percentage.withPercentage(25));
    assertThat(small.memoryBytes()).isCloseTo(740_000_000L, Percentage.withPercentage(25));
    assertThat(small.outputBytes()).isCloseTo(20_065L * 1810 * 7, Percentage.withPercentage(10));
    assertThat(small.temporaryBytes()).isEqualTo(2 * small.outputBytes());

    Estimate large = Estimate.of(plate("sqlite", 2_170_000_000L, 130_285, 1810, 16), 2, true, 0);
    assertThat(large.seconds()).isCloseTo(98, Percentage.withPercentage(25));
    assertThat(large.memoryBytes()).isCloseTo(960_000_000L, Percentage.withPercentage(25));
    assertThat(large.temporaryBytes())
        .as("pages of two of 16 row groups wait besides")
        .isCloseTo(2 * large.outputBytes() + large.outputBytes() / 8, Percentage.withPercentage(1));

    Estimate csv = Estimate.of(plate("csv", 715_000_000L, 9_000, 6000, 16), 2, true, 0);
    assertThat(csv.seconds()).isCloseTo(20, Percentage.withPercentage(25));
    assertThat(csv.memoryBytes()).isCloseTo(920_000_000L, Percentage.withPercentage(25));
  }

  @Test
  void onlyThreadsWithWorkCountAndPartsNeedNoSecondPlace() {
    Inspection plate = plate("sqlite", 334_000_000L, 20_065, 1810, 3);
    Estimate many = Estimate.of(plate, 64, false, 0);
    assertThat(many.threads()).isEqualTo(3);
    assertThat(many.temporaryBytes())
        .isEqualTo(2 * many.outputBytes())
        .as("all pages wait, and all parts are there");
    assertThat(Estimate.of(plate("csv", 10, 1, 5, 0), 4, true, 0).threads()).isEqualTo(1);
  }

  @Test
  void unpackedFilesNeedDiskBesides() {
    Inspection plate = plate("csv", 715_000_000L, 9_000, 6000, 16);
    assertThat(Estimate.of(plate, 2, true, 5 * MB).temporaryBytes())
        .isEqualTo(Estimate.of(plate, 2, true, 0).temporaryBytes() + 5 * MB);
  }

  /** Row groups of equal size, partitions of at most 32 MB. */
  private static Inspection plate(
      String format, long bytes, long rows, int columns, int rowGroups) {
    long values = rows * columns * 8;
    long rowGroup = rowGroups == 0 ? 0 : values / rowGroups;
    List<InspectedColumn> named = Collections.nCopies(columns, new InspectedColumn("c", "double"));
    return new Inspection(
        format,
        1,
        1,
        bytes,
        1,
        List.of(),
        List.of(),
        Map.of(),
        0,
        List.of(),
        "cells",
        List.of(),
        "",
        "",
        new PlannedWork(rowGroups, rowGroups, values, Math.min(rowGroup, 32 * MB), rowGroup),
        List.of(new PlannedOutput("joined", rows, named)));
  }
}
