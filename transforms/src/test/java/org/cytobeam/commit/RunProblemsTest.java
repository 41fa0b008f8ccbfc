package org.cytobeam.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cytobeam.join.KeyFault;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.model.OnBadInput;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Problem.Kind;
import org.cytobeam.model.Reading;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.model.UserError;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.OutputSchema;
import org.junit.jupiter.api.Test;

class RunProblemsTest {
  private static final String REPEAT = "the image and object number of an earlier row";

  @Test
  void faultsOfKeysAreToldOnceATableAndRejectedRowsOnceASource() {
    List<RowGroupResult> results =
        List.of(
            keys(
                fault(KeyFault.Kind.NO_OBJECT_NUMBER, "a/", "nuclei", "ObjectNumber", 1, "NULL"),
                fault(KeyFault.Kind.PARENT_UNKNOWN, "a/", "cells", "Parent_Nuclei", 1200, "9"),
                fault(KeyFault.Kind.REPEATED, "a/", "cells", "ObjectNumber", 2, "4"),
                fault(KeyFault.Kind.REPEATED, "a/", "image", "", 1, "")),
            keys(
                fault(KeyFault.Kind.PARENT_UNKNOWN, "a/", "cells", "Parent_Nuclei", 1, "8"),
                fault(KeyFault.Kind.PARENT_UNKNOWN, "b/", "cells", "Parent_Nuclei", 1, "7"),
                fault(KeyFault.Kind.PARENT_NOT_WHOLE, "b/", "cells", "Parent_Nuclei", 1, "2.5"),
                fault(KeyFault.Kind.REPEATED_ANCHOR, "b/", "cells", "ObjectNumber", 3, "6"),
                fault(KeyFault.Kind.REPEATED, "b/", "cells", "ObjectNumber", 1, "5")));
    assertThat(problems(survey("a/", "b/"), List.of(), results))
        .containsExactly(
            rejected(
                "a/", "cells", "2 rows repeat " + REPEAT + ", which is kept, e.g. 4" + in("a/"), 2),
            rejected(
                "a/",
                "image",
                "1 row repeats the ImageNumber of an earlier row, which is kept, e.g. image 1 of a/",
                1),
            rejected(
                "b/", "cells", "1 row repeats " + REPEAT + ", which is kept, e.g. 5" + in("b/"), 1),
            fault(
                "cells",
                "1 row has a Parent_Nuclei that is no whole number, so no parent, e.g. 2.5"
                    + in("b/"),
                1),
            fault(
                "cells",
                "1202 rows of 2 sources have a Parent_Nuclei that is not the number of any object of"
                    + " nuclei, so no parent, e.g. 9"
                    + in("a/"),
                1202),
            fault(
                "cells",
                "3 rows repeat "
                    + REPEAT
                    + "; all are in the output, since its rows are those of cells, e.g. 6"
                    + in("b/"),
                3),
            fault("nuclei", "1 row has no usable object number, e.g. NULL" + in("a/"), 1));
  }

  /** Every kind but a note, whenever it is found. */
  @Test
  void onlyNotesPassWhereBadInputFails() {
    for (Kind kind : Kind.values()) {
      List<Problem> problems = List.of(new Problem(kind, "a/", "", "", "odd", 0));
      OnBadInput.QUARANTINE.check(problems);
      if (kind == Kind.NOTE) {
        OnBadInput.FAIL.check(problems);
      } else {
        assertThatThrownBy(() -> OnBadInput.FAIL.check(problems))
            .isInstanceOf(UserError.class)
            .hasMessage(
                "1 problem with the input; nothing is written under --on-bad-input fail\n  "
                    + kind.label().replace('-', ' ')
                    + ": a/: odd");
      }
    }
  }

  @Test
  void ofThousandsOfProblemsThatFailARunTheWorstAreListed() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < 3456; i++) {
      problems.add(new Problem(Kind.FAULT, "site%04d/".formatted(i), "", "", "odd", 0));
    }
    problems.add(new Problem(Kind.QUARANTINED, "z/", "", "", "bad", 0));
    assertThatThrownBy(() -> OnBadInput.FAIL.check(problems))
        .hasMessageStartingWith(
            "3,457 problems with the input; nothing is written under --on-bad-input fail\n"
                + "  quarantined: z/: bad\n  fault: site0000/: odd\n")
        .hasMessageEndingWith(
            "\n  fault: site0098/: odd\n"
                + "  and 3,357 more; without --on-bad-input fail the report lists all");
  }

  @Test
  void parentsInATableThatASourceLacksAreToldWithThatTable() {
    List<Problem> notes =
        List.of(
            new Problem(Kind.NOTE, "", "", "nuclei", "missing in 2 of 4 sources", 0, "nuclei"),
            new Problem(Kind.QUARANTINED, "c/", "c/N.csv", "", "ragged", 0, "nuclei"),
            new Problem(Kind.QUARANTINED, "d/", "d/N2.csv", "", "a second table", 7, "nuclei"));
    List<RowGroupResult> results =
        List.of(
            keys(
                fault(KeyFault.Kind.PARENT_UNKNOWN, "a/", "cells", "Parent_Nuclei", 5, "1"),
                fault(KeyFault.Kind.PARENT_UNKNOWN, "a/", "cytoplasm", "Parent_Nuclei", 1, "1"),
                fault(KeyFault.Kind.PARENT_UNKNOWN, "c/", "cells", "Parent_Nuclei", 1, "1")),
            keys(
                fault(KeyFault.Kind.PARENT_UNKNOWN, "b/", "cells", "Parent_Nuclei", 6, "1"),
                fault(KeyFault.Kind.PARENT_UNKNOWN, "d/", "cells", "Parent_Nuclei", 2, "9")));
    assertThat(problems(survey("d/"), notes, results))
        .containsExactly(
            new Problem(
                Kind.QUARANTINED,
                "c/",
                "c/N.csv",
                "",
                "ragged; without it, 1 row of cells (Parent_Nuclei) has no parent",
                1,
                "nuclei"),
            notes.get(2),
            fault(
                "cells",
                "2 rows have a Parent_Nuclei that is not the number of any object of nuclei, so no"
                    + " parent, e.g. 9"
                    + in("d/"),
                2),
            new Problem(
                Kind.FAULT,
                "",
                "",
                "nuclei",
                "missing in 2 of 4 sources; without it, 11 rows of cells (Parent_Nuclei) and 1 row"
                    + " of cytoplasm (Parent_Nuclei) have no parent",
                12,
                "nuclei"));
    assertThat(problems(survey("d/"), notes, List.of()))
        .containsExactly(notes.get(1), notes.get(2), notes.get(0));
  }

  @Test
  void aTableThatIsMissingWithoutAWordIsAFaultOfTheKeys() {
    List<RowGroupResult> results =
        List.of(keys(fault(KeyFault.Kind.PARENT_UNKNOWN, "a/", "cells", "Parent_Nuclei", 5, "1")));
    assertThat(problems(survey(), List.of(), results)).singleElement().matches(p -> p.rows() == 5);
  }

  @Test
  void unreadableValuesAreSummedAndTheManyAreToldTogetherWhateverTheirOrder() {
    List<UnreadableColumn> found = new ArrayList<>();
    for (int source = 0; source < 40; source++) {
      for (int column = 0; column < 30; column++) {
        String tag = column < 10 ? "nuclei" : "cells";
        String name = "C%02d".formatted(column);
        long values = source == 39 && column == 29 ? 499 : 1;
        found.add(new UnreadableColumn("s%02d/".formatted(source), tag, name, values));
        found.add(new UnreadableColumn("s%02d/".formatted(source), tag, name, 1));
      }
    }
    List<Problem> problems = unreadable(found);
    assertThat(problems).hasSize(UnreadableValues.COLUMNS_TOLD + 2);
    assertThat(problems.stream().mapToLong(Problem::rows).sum()).isEqualTo(40 * 30 * 2 + 498);
    assertThat(problems).allMatch(p -> p.kind() == Kind.UNREADABLE_VALUES);
    String told =
        "besides what is told by itself, %d values could not be read and are NULL, of %d columns"
            + " in 7 sources; to see which, convert fewer sources at a time";
    // By source and table, behind the one with the most: 11 of s33, five times 20, and 19 of s39.
    assertThat(problems.subList(0, 2))
        .containsExactly(
            unreadable("", "cells", told.formatted(260, 20), 260),
            unreadable("", "nuclei", told.formatted(140, 10), 140));
    assertThat(problems)
        .contains(
            unreadable(
                "s39/", "cells", "500 values of column C29 could not be read and are NULL", 500));
    assertThat(unreadable(found.subList(0, 1)))
        .containsExactly(
            unreadable("s00/", "nuclei", "1 value of column C00 could not be read and is NULL", 1));
    List<UnreadableColumn> shuffled = new ArrayList<>(found);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(unreadable(shuffled)).isEqualTo(problems);
  }

  private static List<Problem> unreadable(List<UnreadableColumn> found) {
    return problems(
        survey(),
        List.of(),
        List.of(new RowGroupResult(0, List.of(), List.of(), found, List.of(), 0, Reading.NONE)));
  }

  private static List<Problem> problems(
      Survey survey, List<Problem> notes, List<RowGroupResult> results) {
    OutputSchema schema = new OutputSchema(List.of(), List.of(), JoinPlan.separate(), notes);
    return RunProblems.of(survey, schema, results);
  }

  /** Sources that have nuclei. */
  private static Survey survey(String... sources) {
    List<TableIndex> indexes = new ArrayList<>();
    for (String source : sources) {
      indexes.add(
          Samples.index(
              Samples.table(source, "nuclei"), List.of(Samples.run(TableNumber.ABSENT, 1, 1))));
    }
    return new Survey(indexes, List.of(), List.of(), List.of());
  }

  private static KeyFault fault(
      KeyFault.Kind kind, String source, String tag, String column, long rows, String value) {
    String target = column.startsWith("Parent_") ? "nuclei" : "";
    return new KeyFault(kind, source, tag, column, target, rows, value, "image 1 of " + source);
  }

  private static String in(String source) {
    return " in image 1 of " + source;
  }

  private static Problem fault(String table, String message, long rows) {
    return new Problem(Kind.FAULT, "", "", table, message, rows);
  }

  private static Problem rejected(String source, String table, String message, long rows) {
    return new Problem(Kind.REJECTED_ROWS, source, "", table, message, rows);
  }

  private static Problem unreadable(String source, String table, String message, long rows) {
    return new Problem(Kind.UNREADABLE_VALUES, source, "", table, message, rows);
  }

  private static RowGroupResult keys(KeyFault... keys) {
    return new RowGroupResult(0, List.of(), List.of(), List.of(), List.of(keys), 0, Reading.NONE);
  }
}
