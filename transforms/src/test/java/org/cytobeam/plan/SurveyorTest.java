package org.cytobeam.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cytobeam.model.Samples.WANTED;
import static org.cytobeam.model.Samples.run;
import static org.cytobeam.model.Samples.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Problem.Kind;
import org.cytobeam.model.Samples;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.junit.jupiter.api.Test;

class SurveyorTest {
  private static final List<ImageRun> ONE_IMAGE = List.of(run(TableNumber.ABSENT, 1, 3));
  private static final List<ImageRun> NUMBERED = List.of(run(TableNumber.of(8), 1, 3));

  @Test
  void tablesComeBySourceBytesThenInWantedOrderWhateverTheirArrival() {
    TableIndex cells = plain("a/", "cells");
    TableIndex image = plain("a/", "image");
    TableIndex upper = plain("B/", "image");
    List<TableIndex> arrivals = new ArrayList<>(List.of(cells, upper, image));
    assertThat(survey(TableNumberRule.NEVER, arrivals).indexes())
        .containsExactly(upper, image, cells);
    Collections.reverse(arrivals);
    assertThat(survey(TableNumberRule.NEVER, arrivals).indexes())
        .containsExactly(upper, image, cells);
  }

  @Test
  void aSecondTableOfATagIsQuarantinedWithTheNameOfTheFirst() {
    SourceTable again = new SourceTable("a/", "a/", "cells", "cells", "csv", "/in/z.csv", "", 9);
    Survey survey =
        survey(
            TableNumberRule.NEVER,
            List.of(Samples.index(again, ONE_IMAGE, "ImageNumber"), plain("a/", "cells")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "cells"));
    assertThat(survey.problems())
        .containsExactly(
            new Problem(
                Kind.QUARANTINED,
                "a/",
                "a/z.csv",
                "",
                "a second table for cells; a/cells.csv is the one that is read",
                3,
                "cells"));
  }

  @Test
  void aQuarantinedTableLeavesItsPlaceToTheNext() {
    SourceTable again = new SourceTable("a/", "a/", "cells", "cells", "csv", "/in/z.csv", "", 9);
    TableIndex good = Samples.index(again, ONE_IMAGE, "ImageNumber");
    Survey survey =
        survey(
            TableNumberRule.NEVER,
            List.of(good, TableIndex.quarantined(table("a/", "cells"), "ragged")));
    assertThat(survey.indexes()).containsExactly(good);
    assertThat(survey.problems()).extracting(Problem::message).containsExactly("ragged");
  }

  @Test
  void aFileWithoutAnyWantedTableIsToldAndNoSource() {
    TableIndex nothing =
        TableIndex.nothingWanted(table("b/", "cells").file(), "the database holds nothing");
    Survey survey =
        survey(TableNumberRule.NEVER, List.of(nothing, plain("a/", "image"), plain("a/", "cells")));
    assertThat(survey.indexes()).doesNotContain(nothing).hasSize(2);
    assertThat(survey.problems())
        .extracting(Problem::kind, Problem::message)
        .containsExactly(tuple(Kind.NOTE, "the database holds nothing"));
  }

  @Test
  void aSourceWithoutImageTableIsRejectedAndCountedWhereOthersHaveOne() {
    Survey survey =
        survey(
            TableNumberRule.NEVER,
            List.of(
                plain("a/", "image"),
                plain("a/", "cells"),
                plain("b/", "cells"),
                plain("b/", "nuclei")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "image"), plain("a/", "cells"));
    assertThat(survey.leftOut())
        .containsExactly(new LeftOutRows("cells", 3), new LeftOutRows("nuclei", 3));
    assertThat(survey.problems())
        .containsExactly(
            new Problem(
                Kind.REJECTED_SOURCE,
                "b/",
                "",
                "",
                "its image table is missing or quarantined, while other sources have one; 6 object"
                    + " rows are left out",
                6));
  }

  @Test
  void aBadImageTableRejectsItsSourceAndIsTold() {
    Survey survey =
        survey(
            TableNumberRule.NEVER,
            List.of(
                plain("a/", "image"),
                TableIndex.quarantined(table("b/", "image"), "not UTF-8"),
                plain("b/", "cells")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "image"));
    assertThat(survey.problems())
        .extracting(Problem::kind, Problem::source)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.QUARANTINED, "b/"),
            org.assertj.core.groups.Tuple.tuple(Kind.REJECTED_SOURCE, "b/"));
    assertThat(survey.leftOut()).containsExactly(new LeftOutRows("cells", 3));
  }

  @Test
  void anEmptyImageTableRejectsASourceWithObjectsAndPassesOneWithout() {
    Survey survey =
        survey(
            TableNumberRule.NEVER,
            List.of(
                plain("a/", "image"),
                empty("b/", "image"),
                plain("b/", "cells"),
                empty("c/", "image"),
                empty("c/", "cells")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "image"));
    assertThat(survey.leftOut())
        .containsExactly(new LeftOutRows("image", 0), new LeftOutRows("cells", 3));
    assertThat(survey.problems())
        .extracting(Problem::message)
        .containsExactly(
            "its image table is empty, while other sources have one; 3 object rows are left out");
  }

  @Test
  void anImageTableOfRejectedRowsOnlyCountsAsEmpty() {
    TableIndex rejected = Samples.withRejected(empty("b/", "image"), 2);
    Survey survey =
        survey(
            TableNumberRule.NEVER, List.of(plain("a/", "image"), rejected, plain("b/", "cells")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "image"));
    assertThat(survey.leftOut())
        .containsExactly(new LeftOutRows("image", 2), new LeftOutRows("cells", 3));
  }

  @Test
  void withoutAnyImageTableEverySourceIsKept() {
    Survey survey =
        survey(TableNumberRule.ALWAYS, List.of(plain("a/", "cells"), plain("b/", "cells")));
    assertThat(survey.indexes()).containsExactly(plain("a/", "cells"), plain("b/", "cells"));
    assertThat(survey.added()).isEmpty();
    assertThat(survey.problems()).isEmpty();
  }

  @Test
  void tablesWithoutTableNumberDoNotMixWithTablesThatHaveOne() {
    TableIndex numbered =
        Samples.index(table("a/", "cells"), NUMBERED, "TableNumber", "ImageNumber");
    Survey survey =
        survey(
            TableNumberRule.NEVER, List.of(numbered, plain("a/", "nuclei"), empty("a/", "image")));
    assertThat(survey.indexes()).containsExactly(empty("a/", "image"), numbered);
    assertThat(survey.problems())
        .containsExactly(
            new Problem(
                Kind.QUARANTINED,
                "a/",
                "a/nuclei.csv",
                "",
                "no column TableNumber, though other tables of this source have one",
                3,
                "nuclei"));
  }

  @Test
  void aSourceOfIntegersAndTextHasTextInAllItsTables() {
    List<ImageRun> text = List.of(run(TableNumber.of("8"), 1, 3));
    List<ImageRun> mixed = List.of(run(TableNumber.of(8), 1, 3), run(TableNumber.ABSENT, 2, 1));
    TableIndex image = Samples.index(table("a/", "image"), mixed, "TableNumber", "ImageNumber");
    TableIndex cells = Samples.index(table("a/", "cells"), text, "TableNumber", "ImageNumber");
    TableIndex other = Samples.index(table("b/", "image"), NUMBERED, "TableNumber", "ImageNumber");
    assertThat(survey(TableNumberRule.NEVER, List.of(image, cells, other)).indexes())
        .containsExactly(
            Samples.index(
                table("a/", "image"),
                List.of(run(TableNumber.of("8"), 1, 3), run(TableNumber.ABSENT, 2, 1)),
                "TableNumber",
                "ImageNumber"),
            cells,
            other);
  }

  @Test
  void numbersAreAddedWhereImagesCouldBeMistaken() {
    List<TableIndex> one = List.of(image("a/", 11));
    List<TableIndex> two = List.of(image("a/", 11), image("b/", 12));
    assertThat(survey(TableNumberRule.AUTO, one).added()).isEmpty();
    assertThat(survey(TableNumberRule.AUTO, two).added())
        .containsExactly(new SourceNumber("a/", 11), new SourceNumber("b/", 12));
    assertThat(survey(TableNumberRule.ALWAYS, one).added())
        .containsExactly(new SourceNumber("a/", 11));
    assertThat(survey(TableNumberRule.NEVER, two).added()).isEmpty();
  }

  @Test
  void aSourceWithItsOwnTableNumberIsGivenNone() {
    TableIndex own = Samples.index(table("b/", "image"), NUMBERED, "TableNumber", "ImageNumber");
    assertThat(survey(TableNumberRule.ALWAYS, List.of(image("a/", 11), own)).added())
        .containsExactly(new SourceNumber("a/", 11));
  }

  @Test
  void equalNumbersAreTold() {
    Survey survey =
        survey(TableNumberRule.AUTO, List.of(image("a/", 7), image("b/", 8), image("c/", 7)));
    assertThat(survey.added())
        .containsExactly(
            new SourceNumber("a/", 7), new SourceNumber("b/", 8), new SourceNumber("c/", 7));
    assertThat(survey.problems())
        .containsExactly(
            new Problem(
                Kind.NOTE,
                "c/",
                "",
                "",
                "the image tables of 'a/' and 'c/' are identical, so they have the same TableNumber"
                    + " 7: in the output their images have the same key",
                0));
  }

  @Test
  void equalNumbersOfManySourcesAreToldOnce() {
    List<TableIndex> images = List.of(image("a/", 7), image("b/", 7), image("c/", 7));
    assertThat(survey(TableNumberRule.AUTO, images).problems())
        .extracting(Problem::message)
        .containsExactly(
            "the image tables of 'a/', 'b/' and 1 more are identical, so they have the same"
                + " TableNumber 7: in the output their images have the same key");
  }

  @Test
  void nothingGivesAnEmptySurvey() {
    assertThat(survey(TableNumberRule.AUTO, List.of()))
        .isEqualTo(new Survey(List.of(), List.of(), List.of(), List.of()));
  }

  private static Survey survey(TableNumberRule rule, List<TableIndex> indexes) {
    return new Surveyor(WANTED, rule).survey(indexes);
  }

  @Test
  void numbersThatTwoSourcesBringAreTold() {
    TableIndex first =
        Samples.index(table("a.sqlite", "image"), NUMBERED, "TableNumber", "ImageNumber");
    TableIndex second =
        Samples.index(table("b.sqlite", "image"), NUMBERED, "TableNumber", "ImageNumber");
    assertThat(survey(TableNumberRule.AUTO, List.of(first, second)).problems())
        .containsExactly(
            new Problem(
                Kind.NOTE,
                "b.sqlite",
                "",
                "",
                "'a.sqlite' and 'b.sqlite' both have TableNumber 8: in the output their images have"
                    + " the same key",
                0));
  }

  @Test
  void imagesWithObjectsThatTheImageTableLacksAreTold() {
    TableIndex image =
        Samples.index(
            table("a/", "image"),
            List.of(run(TableNumber.of(1), 2, 1), run(TableNumber.of(2), 5, 1)),
            "TableNumber",
            "ImageNumber");
    List<ImageRun> runs =
        List.of(
            run(TableNumber.of(2), 2, 7),
            run(TableNumber.of(1), 2, 7),
            run(TableNumber.of(1), 9, 7),
            run(TableNumber.of(1), 4, 0));
    TableIndex cells = Samples.index(table("a/", "cells"), runs, "TableNumber", "ImageNumber");
    TableIndex nuclei = Samples.index(table("a/", "nuclei"), runs, "TableNumber", "ImageNumber");
    Survey survey = survey(TableNumberRule.AUTO, List.of(nuclei, image, cells));
    assertThat(survey.indexes()).containsExactly(image, cells, nuclei);
    assertThat(survey.problems())
        .containsExactly(
            new Problem(
                Kind.FAULT,
                "a/",
                "",
                "",
                "2 images have objects and no row in its image table, so no image columns, e.g."
                    + " image 9 (TableNumber 1)",
                0));
  }

  private static TableIndex plain(String source, String tag) {
    return Samples.index(table(source, tag), ONE_IMAGE, "ImageNumber");
  }

  private static TableIndex empty(String source, String tag) {
    return Samples.index(table(source, tag), List.of(), "ImageNumber");
  }

  private static TableIndex image(String source, long checksum) {
    return Samples.withChecksum(plain(source, "image"), checksum);
  }
}
