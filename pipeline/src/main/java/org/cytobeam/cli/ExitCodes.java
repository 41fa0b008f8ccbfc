package org.cytobeam.cli;

import java.io.PrintWriter;
import org.cytobeam.model.UserError;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a run ends: the one table of exit codes, and what is said on the way out. */
final class ExitCodes {
  static final int DONE = 0;
  static final int INTERNAL_ERROR = 1;
  static final int USAGE = 2;
  static final int FIXABLE = 3;
  static final int QUARANTINED = 4;
  static final int DESTINATION_EXISTS = 5;

  private ExitCodes() {}

  static int of(UserError error) {
    return switch (error.kind()) {
      case USAGE -> USAGE;
      case FIXABLE -> FIXABLE;
      case DESTINATION_EXISTS -> DESTINATION_EXISTS;
    };
  }

  static int usage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = UnknownCommand.in(e);
    String unknown =
        !command.isEmpty()
            ? command
            : UnknownOption.in(arguments, e.getCommandLine().getCommandSpec());
    err.println("cytobeam: " + (unknown.isEmpty() ? e.getMessage() : unknown));
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  /** A person's mistake is a message; everything else keeps its stack trace. */
  static int failure(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (MemoryShortage.in(thrown)) {
      err.println("cytobeam: " + MemoryShortage.MESSAGE);
      return FIXABLE;
    }
    UserError user = UserError.in(thrown);
    if (user != null) {
      err.println("cytobeam: " + user.getMessage());
      return of(user);
    }
    err.println("cytobeam: internal error; please report it with what follows");
    thrown.printStackTrace(err);
    return INTERNAL_ERROR;
  }
}
