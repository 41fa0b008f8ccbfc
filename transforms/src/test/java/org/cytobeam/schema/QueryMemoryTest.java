package org.cytobeam.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UserError;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.Survey;
import org.junit.jupiter.api.Test;

class QueryMemoryTest {
  private static final long MB = 1L << 20;

  /** Of ten columns each: 30 MB and 10 MB of a/, 20 MB of b/. */
  private static final List<TableIndex> INDEXES =
      List.of(
          index("a/", "cells", 10 * MB, 20 * MB),
          index("a/", "nuclei", 10 * MB),
          index("b/", "cells", 20 * MB));

  @Test
  void aSourceNeedsSixTimesItsColumnsThatAreRead() {
    OutputSchema all = schema(JoinScope.SOURCE, 10, 10);
    assertThatCode(() -> check(all, 240 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(all, 240 * MB - 1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "with --join-scope source one query would see all of a/: 40 MB of values, for which it"
                + " may need 240 MB of memory, and there are 239 MB for it; give more with"
                + " --memory, use fewer --threads, write SQL that looks at fewer columns, or leave"
                + " out --join-scope");
  }

  @Test
  void everythingNeedsTheSumOfTheSources() {
    OutputSchema all = schema(JoinScope.ALL, 10, 10);
    assertThatCode(() -> check(all, 360 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(all, 350 * MB))
        .hasMessage(
            "with --join-scope all one query would see everything: 60 MB of values, for which it"
                + " may need 360 MB of memory, and there are 350 MB for it; give more with"
                + " --memory, write SQL that looks at fewer columns, or leave out --join-scope");
  }

  @Test
  void columnsAndTablesThatAreNotReadNeedNothing() {
    OutputSchema some = schema(JoinScope.ALL, 2, 0);
    assertThatCode(() -> check(some, 60 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(some, 60 * MB - 1)).hasMessageContaining("10 MB of values");
    assertThatCode(() -> check(schema(JoinScope.ALL, 0, 0), 0)).doesNotThrowAnyException();
  }

  @Test
  void aTableNumberThatIsAddedToAllColumnsCostsNoMoreThanTheTable() {
    OutputSchema added = schema(JoinScope.ALL, 11, 11);
    assertThatCode(() -> check(added, 360 * MB)).doesNotThrowAnyException();
  }

  @Test
  void singleImagesAreNotAMatterOfTheInputsSize() {
    assertThatCode(() -> check(schema(JoinScope.IMAGE, 10, 10), 1)).doesNotThrowAnyException();
  }

  private static void check(OutputSchema schema, long available) {
    QueryMemory.check(
        new Survey(INDEXES, List.of(), List.of(), List.of()),
        schema,
        new WorkerSettings(available, available, ""));
  }

  private static TableIndex index(String source, String tag, long... bytesOfImages) {
    List<ImageRun> runs = new ArrayList<>();
    for (long bytes : bytesOfImages) {
      runs.add(new ImageRun(TableNumber.ABSENT, runs.size(), List.of(), 1, bytes));
    }
    return Samples.withColumns(
        Samples.index(Samples.table(source, tag), runs), columns(10).toArray(Column[]::new));
  }

  private static OutputSchema schema(JoinScope scope, int cellsColumns, int nucleiColumns) {
    return new OutputSchema(
        List.of(table("cells", cellsColumns), table("nuclei", nucleiColumns)),
        List.of(),
        JoinPlan.query("SELECT", scope),
        List.of());
  }

  private static TableSchema table(String tag, int read) {
    return new TableSchema(
        tag,
        tag,
        columns(read),
        columns(read).stream().map(Column::name).toList(),
        new KeyColumns("", "c0", ""));
  }

  private static List<Column> columns(int count) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Column("c" + i, ColumnType.INT64));
    }
    return columns;
  }
}
