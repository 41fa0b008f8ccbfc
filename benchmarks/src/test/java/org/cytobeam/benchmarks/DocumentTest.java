package org.cytobeam.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  @TempDir private Path folder;

  @Test
  void replacesTheSectionAndNothingElse() throws Exception {
    Path document = folder.resolve("a.md");
    Files.writeString(
        document, "# A\n<!-- begin one -->\nold\n<!-- end one -->\n<!-- begin two -->\n");

    Document.replace(document, "one", "new\n");

    assertThat(document)
        .hasContent("# A\n<!-- begin one -->\nnew\n<!-- end one -->\n<!-- begin two -->\n");
  }

  @Test
  void refusesADocumentWithoutTheSection() throws Exception {
    Path document = folder.resolve("a.md");
    Files.writeString(document, "# A\n");

    assertThatThrownBy(() -> Document.replace(document, "one", "new\n"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("a.md has no lines <!-- begin one --> and <!-- end one -->");
  }
}
