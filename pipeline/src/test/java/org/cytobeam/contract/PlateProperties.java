package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.lifecycle.PropagationMode;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.contract.Report.TableRows;
import org.cytobeam.pipeline.FineCut;
import org.cytobeam.storage.Storage;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.TableDiff;
import org.cytobeam.testkit.property.PlateCase;
import org.cytobeam.testkit.property.PlateForm;
import org.cytobeam.testkit.property.PlateOracle;
import org.cytobeam.testkit.property.RandomPlates;
import org.cytobeam.testkit.property.TextSource;
import org.cytobeam.testkit.property.TextType;

/**
 * What holds for every plate, shown on random ones. A failure prints the smallest plate found that
 * fails, as CSV, with its options.
 */
@AddLifecycleHook(value = MoreTries.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class PlateProperties {
  private static final int DONE = 0;
  private static final int REFUSED = 3;
  private static final int LEFT_OUT = 4;

  private static final List<List<String>> HOW_TO_RUN =
      List.of(
          List.of("--threads=1"),
          List.of("--threads=4", "--memory=512M"),
          List.of("--threads=3", "--exchange=data"));

  private Path folder;

  /** The name of the runner under test, as {@code --runner=} takes it. */
  protected abstract String runner();

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("property");
  }

  @AfterTry
  void removeFolder() throws IOException {
    Storage.delete(folder.toString());
  }

  @Provide
  Arbitrary<PlateCase> any() {
    return RandomPlates.any();
  }

  @Provide
  Arbitrary<PlateCase> inAnyForm() {
    return RandomPlates.inAnyForm();
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void thePlateIsConvertedAsTheDocumentsSay(@ForAll("any") PlateCase plate) throws Exception {
    convertsAsExpected(plate, PlateForm.FOLDERS);
  }

  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
  void everyFormOfAPlateGivesTheSameTable(@ForAll("inAnyForm") PlateCase plate) throws Exception {
    ParquetRows usual = convertsAsExpected(plate, PlateForm.FOLDERS);
    for (PlateForm form : PlateForm.values()) {
      ParquetRows other = form == PlateForm.FOLDERS ? usual : convertsAsExpected(plate, form);
      if (usual != null && form == PlateForm.CELLPROFILER_DATABASE) {
        assertSameButObjectNumbers(usual, other);
      } else if (usual != null) {
        assertThat(other.columns()).as("columns of %s", form).isEqualTo(usual.columns());
        TableDiff.assertSame(usual.rows(), other.rows());
      }
    }
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
  void neitherThreadsNorMemoryNorExchangeNorTheFilesOrderChangeABit(@ForAll("any") PlateCase plate)
      throws Exception {
    PlateForm.FOLDERS.write(plate.plate(), folder.resolve("in"));
    copyInAnotherOrder(folder.resolve("in"), folder.resolve("other"));
    List<String> options = new ArrayList<>(plate.options().arguments());
    plate.running().stream().filter(o -> o.startsWith("--chunk")).forEach(options::add);
    CommandRun usual = convert("in", "usual.parquet", options, List.of("--threads=1"));
    Map<String, List<String>> others =
        Map.of(
            "threads", List.of("--threads=3", "--memory=2G"),
            "memory", List.of("--threads=1", "--memory=300M"),
            "exchange", List.of("--threads=2", "--exchange=data"),
            "order", List.of("--threads=2"));
    for (Map.Entry<String, List<String>> other : others.entrySet()) {
      String in = other.getKey().equals("order") ? "other" : "in";
      String out = other.getKey() + ".parquet";
      CommandRun run = convert(in, out, options, other.getValue());
      assertThat(run.exitCode()).as(run.err()).isEqualTo(usual.exitCode());
      if (usual.exitCode() != REFUSED) {
        assertThat(folder.resolve(out)).hasSameBinaryContentAs(folder.resolve("usual.parquet"));
        assertThat(Report.of(folder.resolve(out)).result())
            .isEqualTo(Report.of(folder.resolve("usual.parquet")).result());
      }
    }
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
  void manyRowGroupsHoldTheSameRows(
      @ForAll("any") PlateCase plate,
      @ForAll @IntRange(min = 1, max = 4000) int rowGroupBytes,
      @ForAll @IntRange(min = 1, max = 1000) int partitionBytes)
      throws Exception {
    PlateForm.FOLDERS.write(plate.plate(), Files.createDirectories(folder.resolve("in")));
    PlateOracle expected =
        PlateOracle.of(
            PlateForm.FOLDERS.sources(plate.plate()), plate.options(), PlateForm::csvChecksum);
    Assume.that(expected != null);
    for (List<String> how : HOW_TO_RUN) {
      List<String> options = new ArrayList<>(plate.options().arguments());
      options.addAll(how);
      Path output = folder.resolve(how.get(0) + ".parquet");
      new FineCut(rowGroupBytes, partitionBytes)
          .convert("" + folder.resolve("in"), "" + output, options, pipelineOptions());
      assertOutput(expected, output);
      assertThat(output).hasSameBinaryContentAs(folder.resolve("--threads=1.parquet"));
    }
  }

  /** The table; null where it is rightly refused. */
  private ParquetRows convertsAsExpected(PlateCase plate, PlateForm form) throws Exception {
    form.write(plate.plate(), Files.createDirectories(folder.resolve("" + form)));
    List<TextSource> sources = form.sources(plate.plate());
    PlateOracle expected = PlateOracle.of(sources, plate.options(), PlateForm::csvChecksum);
    CommandRun run =
        convert("" + form, form + ".parquet", plate.options().arguments(), plate.running());
    if (expected == null) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(REFUSED);
      assertThat(run.err()).contains("cytobeam: ");
      return null;
    }
    assertThat(run.exitCode()).as(run.err()).isEqualTo(expected.leavesOut() ? LEFT_OUT : DONE);
    return assertOutput(expected, folder.resolve(form + ".parquet"));
  }

  private static ParquetRows assertOutput(PlateOracle expected, Path output) throws Exception {
    ParquetRows got = ParquetRows.read(output);
    assertThat(got.columns().stream().map(c -> new PlateOracle.Column(c.name(), c.type())).toList())
        .isEqualTo(expected.columns());
    got.rows().forEach(row -> row.replaceAll((name, value) -> TextType.comparable(value)));
    TableDiff.assertSame(expected.rows(), got.rows());
    assertReport(expected, Report.of(output));
    return got;
  }

  private static void assertReport(PlateOracle expected, Report report) {
    assertThat(report.rows()).isEqualTo(expected.rows().size());
    assertThat(report.result().required("rowsDroppedForNull").asLong())
        .isEqualTo(expected.droppedForNull());
    expected
        .counts()
        .forEach(
            (table, counts) ->
                assertThat(report.table(table.toLowerCase(Locale.ROOT)))
                    .as(table)
                    .isEqualTo(
                        new TableRows(
                            counts.read(),
                            counts.matched(),
                            counts.unmatched(),
                            counts.rejected())));
    assertThat(report.result().required("addedTableNumbers").size())
        .isEqualTo(expected.addedTableNumbers().size());
    expected
        .addedTableNumbers()
        .forEach((source, number) -> assertThat(report.addedTableNumber(source)).isEqualTo(number));
  }

  /** There the numbers are called {@code Cells_Number_Object_Number}, and kept of every object. */
  private static void assertSameButObjectNumbers(ParquetRows usual, ParquetRows other) {
    for (ParquetRows.Column column : usual.columns()) {
      if (!column.name().startsWith("Metadata_ObjectNumber")) {
        String name =
            other.names().stream()
                .filter(column.name()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + column + " in " + other.names()));
        assertThat(other.type(name)).isEqualTo(column.type());
        assertThat(other.rows().stream().map(row -> row.get(name)).toList())
            .as(name)
            .isEqualTo(usual.rows().stream().map(row -> row.get(column.name())).toList());
      }
    }
  }

  private PipelineOptions pipelineOptions() {
    return PipelineOptionsFactory.fromArgs("--runner=" + runner()).create();
  }

  private CommandRun convert(String in, String out, List<String> options, List<String> running) {
    List<String> arguments =
        new ArrayList<>(List.of("convert", "" + folder.resolve(in), "" + folder.resolve(out)));
    arguments.addAll(options);
    arguments.addAll(running);
    arguments.add("--runner=" + runner());
    return CommandRun.of(arguments);
  }

  /** The last file first, and the oldest last. */
  private static void copyInAnotherOrder(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
    Collections.reverse(files);
    for (int i = 0; i < files.size(); i++) {
      Path copy = to.resolve(from.relativize(files.get(i)).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(files.get(i), copy);
      Files.setLastModifiedTime(copy, FileTime.fromMillis(1_000_000_000_000L - i * 86_400_000L));
    }
  }
}
