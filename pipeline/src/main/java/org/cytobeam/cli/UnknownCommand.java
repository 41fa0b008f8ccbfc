package org.cytobeam.cli;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.pipeline.NearestName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds a mistyped command. */
final class UnknownCommand {
  private UnknownCommand() {}

  /** What to say where the first word is no command; empty if it is not that. */
  static String in(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    boolean root = command.parent() == null;
    if (!root || !(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String given = unmatched.getUnmatched().get(0);
    if (given.startsWith("-")) {
      return "";
    }
    List<String> commands = new ArrayList<>(command.subcommands().keySet());
    return "there is no command '%s'; did you mean '%s'? The commands are %s"
        .formatted(given, NearestName.among(commands, given), String.join(", ", commands));
  }
}
