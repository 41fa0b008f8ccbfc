package org.cytobeam.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.join.Part;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.TableCount;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.OnBadInput;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Reading;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.model.UserError;
import org.cytobeam.plan.LeftOutRows;
import org.cytobeam.plan.SourceNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.write.Gathered;
import org.cytobeam.write.PartWriter;
import org.cytobeam.write.PartWriters;
import org.cytobeam.write.WriteSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {
  private static final List<OutputColumn> COLUMNS =
      List.of(new OutputColumn("n", ColumnType.INT64, OutputColumn.Origin.TABLE, "cells", 0));
  private static final JoinPlan CELLS =
      new JoinPlan(
          JoinPlan.Kind.KEYS, "cells", "ObjectNumber", List.of(), JoinPolicy.LEFT, List.of(), "");
  private static final OutputSchema JOINED =
      new OutputSchema(List.of(), List.of(new OutputTable("", COLUMNS)), CELLS, List.of());

  @TempDir Path root;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void partsBecomeOneFileInTheOrderOfRowGroupsWithTheReportBesideIt() throws Exception {
    commit(JOINED, false, true, List.of(result(1, 3, 4), result(0, 1, 2)));
    assertThat(numbers("out.parquet")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void aSecondCommitOfTheSameRunChangesNothing() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    commit(JOINED, false, true, results);
    byte[] output = Files.readAllBytes(root.resolve("out.parquet"));
    byte[] report = Files.readAllBytes(root.resolve("out.parquet.report.json"));
    commit(JOINED, false, true, results);
    assertThat(Files.readAllBytes(root.resolve("out.parquet"))).isEqualTo(output);
    assertThat(Files.readAllBytes(root.resolve("out.parquet.report.json"))).isEqualTo(report);
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void aCommitInterruptedBeforeTheMoveIsCompleted() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    Files.writeString(root.resolve(".cytobeam-run/committing"), "");
    Files.writeString(root.resolve(".cytobeam-run/output"), "half");
    commit(JOINED, false, true, results);
    assertThat(numbers("out.parquet")).containsExactly(1L, 2L);
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void aCommitInterruptedBeforeTheReportKeepsWhatWasMoved() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    Files.writeString(root.resolve(".cytobeam-run/committing"), "");
    Files.writeString(root.resolve("out.parquet"), "moved");
    commit(JOINED, false, true, results);
    assertThat(root.resolve("out.parquet")).hasContent("moved");
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void aCommitInterruptedAfterHalfAReportWritesItWhole() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    Files.writeString(root.resolve(".cytobeam-run/committing"), "");
    Files.writeString(root.resolve("out.parquet"), "moved");
    Files.writeString(root.resolve("out.parquet.report.json"), "{\"result\" : {\"opt");
    commit(JOINED, false, true, results);
    assertThat(report().path("run").path("id").asText()).isEqualTo("run");
    assertThat(root.resolve("out.parquet")).hasContent("moved");
  }

  @Test
  void aCommitInterruptedAfterTheReportStillCleansUp() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    commit(JOINED, false, true, results);
    Files.createDirectories(root.resolve(".cytobeam-run/parts"));
    Files.writeString(root.resolve(".cytobeam-run/parts/left"), "x");
    commit(JOINED, false, true, results);
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void aDestinationThatAppearedMeanwhileIsLeftAsItIsAndNothingIsLost() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    Files.writeString(root.resolve("out.parquet"), "another's");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> commit(JOINED, false, true, results))
          .isInstanceOfSatisfying(
              UserError.class,
              e -> assertThat(e.kind()).isEqualTo(UserError.Kind.DESTINATION_EXISTS))
          .hasMessage(
              root.resolve("out.parquet")
                  + " has come to exist since the run began; it is left as it is");
    }
    assertThat(root.resolve("out.parquet")).hasContent("another's");
    assertThat(numbers(".cytobeam-run/output")).containsExactly(1L, 2L);
    assertThat(root.resolve("out.parquet.report.json")).doesNotExist();
  }

  @Test
  void overwriteReplacesAFile() throws Exception {
    Files.writeString(root.resolve("out.parquet"), "old");
    Files.writeString(
        root.resolve("out.parquet.report.json"), "{\"run\": {\"id\": \"an earlier run\"}}");
    commit(JOINED, true, true, List.of(result(0, 7)));
    assertThat(numbers("out.parquet")).containsExactly(7L);
    assertThat(report().path("run").path("id").asText()).isEqualTo("run");
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
  }

  @Test
  void theOldOutputComesBackWhenTheNewOneCannotTakeItsPlace() throws Exception {
    Files.createDirectories(root.resolve(".cytobeam-run"));
    Files.writeString(root.resolve(".cytobeam-run/replaced"), "old");
    ReplacedOutput replaced =
        new ReplacedOutput(
            root.resolve(".cytobeam-run").toString(), root.resolve("out.parquet").toString());
    Files.writeString(root.resolve(".cytobeam-run/output"), "new");
    assertThat(replaced.restore()).isTrue();
    assertThat(files()).containsExactly(".cytobeam-run", ".cytobeam-run/output", "out.parquet");
    assertThat(root.resolve("out.parquet")).hasContent("old");
  }

  @Test
  void theOldOutputIsKeptAsideWhenAnotherHasTakenItsPlace() throws Exception {
    Files.createDirectories(root.resolve(".cytobeam-run"));
    Files.writeString(root.resolve(".cytobeam-run/replaced"), "old");
    Files.writeString(root.resolve(".cytobeam-run/output"), "new");
    Files.writeString(root.resolve("out.parquet"), "another's");
    ReplacedOutput replaced =
        new ReplacedOutput(
            root.resolve(".cytobeam-run").toString(), root.resolve("out.parquet").toString());
    assertThat(replaced.restore()).isFalse();
    assertThatThrownBy(() -> commit(JOINED, true, true, List.of(result(0, 1))))
        .hasMessageContaining("an older output is in ");
    assertThat(root.resolve("out.parquet")).hasContent("another's");
    assertThat(root.resolve(".cytobeam-run/replaced")).hasContent("old");
    Files.delete(root.resolve(".cytobeam-run/output"));
    assertThat(replaced.restore()).as("the new one has been moved").isTrue();
  }

  @Test
  void aFolderWithTheNameOfTheReportIsLeftAsItIs() throws Exception {
    Files.createDirectories(root.resolve("out.parquet.report.json"));
    Files.writeString(root.resolve("out.parquet.report.json/notes"), "precious");
    Files.writeString(root.resolve("out.parquet"), "old");
    assertThatThrownBy(() -> commit(JOINED, true, true, List.of(result(0, 1))))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(" is a folder, and the report has that name; it is left as it is");
    assertThat(root.resolve("out.parquet.report.json/notes")).hasContent("precious");
    assertThat(root.resolve("out.parquet")).hasContent("old");
  }

  @Test
  void overwriteReplacesAFolderWithAllThatIsInIt() throws Exception {
    Files.createDirectories(root.resolve("out.parquet/deep"));
    Files.writeString(root.resolve("out.parquet/deep/old"), "old");
    commit(JOINED, true, true, List.of(result(0, 7)));
    assertThat(files()).containsExactly("out.parquet", "out.parquet.report.json");
    commit("run2", JOINED, true, false, List.of(result("run2", 0, 8)));
    commit("run3", JOINED, true, false, List.of(result("run3", 0, 9)));
    assertThat(files())
        .containsExactly("out.parquet/part-00000.parquet", "out.parquet.report.json");
    assertThat(numbers("out.parquet")).containsExactly(9L);
  }

  @Test
  void whereTheReportCannotBeWrittenTheOldOutputStays() throws Exception {
    Files.writeString(root.resolve("out.parquet"), "old");
    Files.writeString(root.resolve("out.parquet.report.json"), "{}");
    Files.createDirectories(root.resolve(".cytobeam-run/report.json/in the way"));
    assertThatThrownBy(() -> commit(JOINED, true, true, List.of(result(0, 1))))
        .isInstanceOf(java.io.IOException.class);
    assertThat(root.resolve("out.parquet")).hasContent("old");
    assertThat(root.resolve("out.parquet.report.json")).hasContent("{}");
  }

  @Test
  void aReportThatAppearedMeanwhileIsLeftAsItIs() throws Exception {
    Files.writeString(root.resolve("out.parquet.report.json"), "precious");
    assertThatThrownBy(() -> commit(JOINED, false, true, List.of(result(0, 1))))
        .isInstanceOf(UserError.class)
        .hasMessage(
            root.resolve("out.parquet.report.json")
                + " has come to exist since the run began; it is left as it is");
    assertThat(root.resolve("out.parquet.report.json")).hasContent("precious");
    assertThat(root.resolve("out.parquet")).doesNotExist();
  }

  @Test
  void withoutAnyRowTheOutputHasItsColumns() throws Exception {
    commit(JOINED, false, true, List.of());
    assertThat(ParquetRows.read(root.resolve("out.parquet")))
        .isEqualTo(new ParquetRows(List.of(new ParquetRows.Column("n", "BIGINT")), List.of()));
    commit("run2", JOINED, true, false, List.of());
    assertThat(files())
        .containsExactly("out.parquet/part-00000.parquet", "out.parquet.report.json");
    assertThat(ParquetRows.read(root.resolve("out.parquet")).names()).containsExactly("n");
  }

  @Test
  void withoutConcatenationPartsAreNumberedInOrder() throws Exception {
    commit(JOINED, false, false, List.of(result(1, 3), result(0, 1, 2)));
    assertThat(files())
        .containsExactly(
            "out.parquet/part-00000.parquet",
            "out.parquet/part-00001.parquet",
            "out.parquet.report.json");
    assertThat(numbers("out.parquet/part-00000.parquet")).containsExactly(1L, 2L);
    assertThat(numbers("out.parquet/part-00001.parquet")).containsExactly(3L);
  }

  @Test
  void partsThatWereMovedBeforeAnInterruptionAreTaken() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2), result(1, 3));
    Path staged = Files.createDirectories(root.resolve(".cytobeam-run/output"));
    Files.move(Path.of(results.get(0).parts().get(0).path()), staged.resolve("part-00000.parquet"));
    commit(JOINED, false, false, results);
    assertThat(numbers("out.parquet")).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aPartThatIsNowhereFailsTheCommit() throws Exception {
    List<RowGroupResult> results = List.of(result(0, 1, 2));
    Files.delete(Path.of(results.get(0).parts().get(0).path()));
    assertThatThrownBy(() -> commit(JOINED, false, false, results))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
    assertThat(root.resolve("out.parquet")).doesNotExist();
  }

  @Test
  void separateTablesHaveAFolderEach() throws Exception {
    OutputSchema separate =
        new OutputSchema(
            List.of(),
            List.of(new OutputTable("cells", COLUMNS), new OutputTable("image", COLUMNS)),
            JoinPlan.separate(),
            List.of());
    RowGroupResult cells = result(0, 1, 2);
    RowGroupResult named =
        new RowGroupResult(
            0,
            List.of(new Part("cells", cells.parts().get(0).path(), 2)),
            cells.counts(),
            List.of(),
            List.of(),
            0,
            Reading.NONE);
    commit(separate, false, true, List.of(named));
    assertThat(files())
        .containsExactly(
            "out.parquet/cells/cells.parquet",
            "out.parquet/image/image.parquet",
            "out.parquet.report.json");
    assertThat(numbers("out.parquet/cells/cells.parquet")).containsExactly(1L, 2L);
    assertThat(numbers("out.parquet/image/image.parquet")).isEmpty();
  }

  @Test
  void lostRowsFailTheCommitBeforeAnythingIsMoved() throws Exception {
    RowGroupResult result = result(0, 1, 2);
    assertThatThrownBy(
            () ->
                new Committer(settings("run", false, true), survey(3), JOINED)
                    .commit(List.of(result)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rows were lost or repeated: table cells should have 3 rows and has 2");
    assertThat(root.resolve("out.parquet")).doesNotExist();
  }

  @Test
  void theReportTellsTheResultAndTheRun() throws Exception {
    TableIndex cells = index(2).with(new Reading(700, 3));
    Survey survey =
        new Survey(
            List.of(cells),
            List.of(new SourceNumber("a/", 77)),
            List.of(new LeftOutRows("cells", 4)),
            List.of(
                new Problem(Problem.Kind.REJECTED_SOURCE, "b/", "b/cells.csv", "", "no image", 4)));
    RowGroupResult part = result(0, 1, 2);
    RowGroupResult counted =
        new RowGroupResult(
            0,
            part.parts(),
            part.counts(),
            List.of(
                new UnreadableColumn("a/", "cells", "Area", 1),
                new UnreadableColumn("a/", "cells", "Area", 2)),
            List.of(),
            0,
            new Reading(1_900, 5));
    new Committer(settings("run", false, true), survey, JOINED).commit(List.of(counted));
    ObjectNode report = report();
    ObjectNode run = (ObjectNode) report.remove("run");
    assertThat(report.toPrettyString())
        .isEqualTo(
            """
            {
              "result" : {
                "options" : {
                  "preset" : "p"
                },
                "join" : "cells left join of nothing else in the same image",
                "outputs" : [ {
                  "table" : "joined",
                  "rows" : 2,
                  "columns" : 1,
                  "rowGroups" : 1
                } ],
                "tables" : [ {
                  "table" : "cells",
                  "sources" : 1,
                  "rowsRead" : 6,
                  "rowsMatched" : 2,
                  "rowsUnmatched" : 0,
                  "rowsRejected" : 4
                } ],
                "reconciled" : true,
                "rowsDroppedForNull" : 0,
                "addedTableNumbers" : {
                  "a/" : 77
                },
                "drift" : [ ],
                "problems" : [ {
                  "kind" : "rejected-source",
                  "source" : "b/",
                  "file" : "b/cells.csv",
                  "table" : "",
                  "message" : "no image",
                  "rows" : 4
                }, {
                  "kind" : "unreadable-values",
                  "source" : "a/",
                  "file" : "",
                  "table" : "cells",
                  "message" : "3 values of column Area could not be read and are NULL",
                  "rows" : 3
                } ]
              }
            }\
            """);
    assertThat(run.remove("finished").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT[\\d:]{8}Z");
    assertThat(run.remove("seconds").asDouble()).isPositive();
    assertThat(run.remove("passes").toString())
        .isEqualTo(
            "[{\"pass\":\"index\",\"bytes\":700,\"requests\":3},"
                + "{\"pass\":\"values\",\"bytes\":1900,\"requests\":5}]");
    assertThat(run)
        .isEqualTo(
            new ObjectMapper()
                .valueToTree(
                    Map.of(
                        "runner", "r",
                        "id", "run",
                        "source", "/in",
                        "destination", root.resolve("out.parquet").toString(),
                        "started", "1970-01-01T00:00:05Z")));
  }

  private void commit(
      OutputSchema schema, boolean overwrite, boolean concat, List<RowGroupResult> results)
      throws IOException {
    commit("run", schema, overwrite, concat, results);
  }

  private void commit(
      String run,
      OutputSchema schema,
      boolean overwrite,
      boolean concat,
      List<RowGroupResult> results)
      throws IOException {
    long rows = results.stream().flatMap(r -> r.parts().stream()).mapToLong(Part::rows).sum();
    new Committer(settings(run, overwrite, concat), survey(rows), schema).commit(results);
  }

  private CommitSettings settings(String run, boolean overwrite, boolean concat) {
    return new CommitSettings(
        "/in",
        root.resolve("out.parquet").toString(),
        root.resolve(".cytobeam-" + run).toString(),
        run,
        overwrite,
        concat,
        OnBadInput.QUARANTINE,
        Map.of("k", "v"),
        Map.of("preset", "p"),
        Map.of("runner", "r"),
        5000);
  }

  private static Survey survey(long rows) {
    return new Survey(List.of(index(rows)), List.of(), List.of(), List.of());
  }

  private static TableIndex index(long rows) {
    return Samples.index(
        Samples.table("a/", "cells"), List.of(Samples.run(TableNumber.ABSENT, 1, rows)), "n");
  }

  private RowGroupResult result(long rowGroup, long... numbers) throws IOException {
    return result("run", rowGroup, numbers);
  }

  /** A row group whose part holds the numbers. */
  private RowGroupResult result(String run, long rowGroup, long... numbers) throws IOException {
    Path part = root.resolve(".cytobeam-" + run + "/parts/" + rowGroup + ".parquet");
    Files.createDirectories(part.getParent());
    WriteSettings settings =
        new WriteSettings(
            WriteSettings.Compression.ZSTD, WriteSettings.Sink.COLUMNAR, Map.of("k", "v"));
    try (RootAllocator allocator = new RootAllocator();
        BigIntVector vector = new BigIntVector("n", allocator);
        PartWriter writer = PartWriters.open(part.toString(), COLUMNS, settings)) {
      vector.allocateNew(numbers.length);
      for (int i = 0; i < numbers.length; i++) {
        vector.set(i, numbers[i]);
      }
      vector.setValueCount(numbers.length);
      int[] rows = IntStream.range(0, numbers.length).toArray();
      writer.append(List.of(new Gathered(vector, rows)), rows.length);
      writer.finish();
    }
    return new RowGroupResult(
        rowGroup,
        List.of(new Part("", part.toString(), numbers.length)),
        List.of(new TableCount("cells", numbers.length, numbers.length, 0, 0)),
        List.of(),
        List.of(),
        0,
        Reading.NONE);
  }

  private List<Object> numbers(String path) throws Exception {
    Path file = root.resolve(path);
    return Files.isDirectory(file)
        ? values(ParquetRows.read(file))
        : values(ParquetRows.query("SELECT * FROM read_parquet('" + file + "')"));
  }

  private static List<Object> values(ParquetRows rows) {
    return rows.rows().stream().map(row -> row.get("n")).toList();
  }

  private ObjectNode report() throws IOException {
    return (ObjectNode)
        new ObjectMapper().readTree(root.resolve("out.parquet.report.json").toFile());
  }

  /** All files below the root, output first. */
  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      List<String> files =
          new ArrayList<>(
              walk.filter(p -> Files.isRegularFile(p) || p.getFileName().toString().startsWith("."))
                  .map(p -> root.relativize(p).toString())
                  .sorted()
                  .toList());
      if (files.remove("out.parquet.report.json")) {
        files.add("out.parquet.report.json");
      }
      return files;
    }
  }
}
