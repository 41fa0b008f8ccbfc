package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base of the suites: runs the command line in this JVM, in a folder of the test's own.
 *
 * <p>{@code in} holds what a test converts, {@code out} what comes of it.
 */
public abstract class RunnerContract {
  @TempDir private Path folder;

  /** The name of the runner under test, as {@code --runner=} takes it. */
  protected abstract String runner();

  /** More of Beam's options for it, in their command line form. */
  protected List<String> runnerOptions() {
    return List.of();
  }

  protected final Path in(String name) throws IOException {
    return Files.createDirectories(folder.resolve("in")).resolve(name);
  }

  protected final Path out(String name) throws IOException {
    return Files.createDirectories(folder.resolve("out")).resolve(name);
  }

  /** {@code cytobeam convert} on the runner under test. */
  protected final CommandRun convert(Path source, Path destination, String... options) {
    List<String> arguments = new ArrayList<>(List.of("convert", "" + source, "" + destination));
    arguments.addAll(List.of(options));
    arguments.add("--runner=" + runner());
    arguments.addAll(runnerOptions());
    return CommandRun.of(arguments);
  }

  /** The rows of a conversion that must succeed. */
  protected final ParquetRows rows(Path source, String name, String... options) throws Exception {
    convert(source, out(name), options).requireDone();
    return ParquetRows.read(out(name));
  }

  protected final Report report(String name) throws IOException {
    return Report.of(out(name));
  }

  /** Beam's options for the runner under test. */
  protected final PipelineOptions pipelineOptions() {
    List<String> arguments = new ArrayList<>(runnerOptions());
    arguments.add("--runner=" + runner());
    return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
  }

  /** Columns, rows and their order are the oracle's. */
  protected static void assertTable(ExpectedJoin expected, ParquetRows got) {
    assertThat(got.names()).isEqualTo(expected.columns());
    TableDiff.assertSame(expected.rows(), got.rows());
  }

  /** The names in a folder, hidden ones too, sorted. */
  protected static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Without a column, which must have been there. */
  protected static List<Map<String, Object>> without(String column, ParquetRows rows) {
    assertThat(rows.names()).contains(column);
    rows.rows().forEach(row -> row.remove(column));
    return rows.rows();
  }
}
