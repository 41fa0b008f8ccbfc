package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cytobeam.testkit.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of the Java API is compiled, runs, and is the text of the README. */
class ApiExampleTest {
  private static final Path ROOT = Path.of(System.getProperty("cytobeam.root", "../.."));
  private static final Path SOURCE =
      ROOT.resolve("runners/direct/src/test/java/org/cytobeam/runners/direct/ApiExample.java");
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void runsInTheRepository() throws Exception {
    copyExamples();
    JavaProcess process = JavaProcess.start(folder, ApiExample.class);
    assertThat(process.handle().waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.handle().exitValue()).as(process.err()).isZero();
    assertThat(process.out()).isEqualTo("plate.parquet has 12 rows; plate.parquet.report.json\n");
    assertThat(ParquetRows.read(folder.resolve("plate.parquet")).rows()).hasSize(12);
  }

  @Test
  void isTheTextOfTheReadme() throws Exception {
    Optional<String> shown = javaBlock(ROOT.resolve("README.md"));
    assumeTrue(shown.isPresent(), "the README has no java block");
    String source = Files.readString(SOURCE);
    int begin = source.indexOf("// README begins\n") + "// README begins\n".length();
    String example = source.substring(begin, source.indexOf("    // README ends"));
    assertThat(shown.get()).isEqualTo(example.stripTrailing().stripIndent() + "\n");
  }

  private static Optional<String> javaBlock(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher matcher = JAVA_BLOCK.matcher(Files.readString(file));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void copyExamples() throws IOException {
    Path plate = Files.createDirectories(folder.resolve("examples/plate"));
    try (Stream<Path> files = Files.list(ROOT.resolve("examples/plate"))) {
      for (Path file : files.toList()) {
        Files.copy(file, plate.resolve(file.getFileName()));
      }
    }
  }
}
