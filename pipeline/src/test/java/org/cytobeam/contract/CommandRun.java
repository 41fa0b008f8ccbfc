package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cytobeam.cli.Main;

/**
 * How a run of the command line ended.
 *
 * @param exitCode as a shell would see it
 * @param out what was printed on the standard output
 * @param err what was printed on the standard error
 */
public record CommandRun(int exitCode, String out, String err) {
  /** Runs a command in this JVM. */
  public static CommandRun of(List<String> arguments) {
    Level level = Logger.getLogger("").getLevel();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      int exitCode =
          Main.run(
              arguments.toArray(String[]::new),
              new PrintWriter(out, true),
              new PrintWriter(err, true));
      return new CommandRun(exitCode, out.toString(), err.toString());
    } finally {
      Logger.getLogger("").setLevel(level);
    }
  }

  /** Fails with what the run said unless it ended well. */
  public CommandRun requireDone() {
    return requireExit(0);
  }

  /** Fails with what the run said unless it ended with this code. */
  public CommandRun requireExit(int expected) {
    assertThat(exitCode).as(err).isEqualTo(expected);
    return this;
  }
}
