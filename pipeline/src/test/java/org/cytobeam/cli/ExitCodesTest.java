package org.cytobeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExitCodesTest {
  private final StringWriter err = new StringWriter();

  @Test
  void lackOfMemoryIsSaidWhoeverLacksIt() {
    for (Throwable lack :
        new Throwable[] {
          new OutOfMemoryError("Java heap space"),
          new OutOfMemoryException("Unable to allocate buffer"),
          new SQLException("Out of Memory Error: failed to pin block"),
        }) {
      err.getBuffer().setLength(0);
      assertThat(failure(new ExecutionException(new IllegalStateException(lack)))).isEqualTo(3);
      assertThat(failure(new UserError("the SQL does not work", lack))).isEqualTo(3);
      assertThat(err)
          .hasToString(("cytobeam: " + MemoryShortage.MESSAGE + System.lineSeparator()).repeat(2));
    }
  }

  @Test
  void anyOtherErrorKeepsItsTrace() {
    assertThat(failure(new ExecutionException(new StackOverflowError()))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("cytobeam: internal error")
        .contains("StackOverflowError");
  }

  private int failure(Exception thrown) {
    CommandLine command = new CommandLine(new Main()).setErr(new PrintWriter(err, true));
    return ExitCodes.failure(thrown, command, null);
  }
}
