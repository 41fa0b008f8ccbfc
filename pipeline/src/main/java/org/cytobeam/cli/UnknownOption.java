package org.cytobeam.cli;

import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds a mistyped option. Since options of Beam's are let through, picocli would only complain of
 * what it misses because of them.
 */
final class UnknownOption {
  private UnknownOption() {}

  /** What to say of the first argument that is nobody's option; empty if there is none. */
  static String in(String[] arguments, CommandSpec command) {
    for (String argument : arguments) {
      String name = argument.split("=", 2)[0];
      boolean known = command.findOption(name) != null || BeamArguments.isOne(argument);
      if (name.startsWith("-") && name.length() > 1 && !known) {
        return "unknown option '%s'".formatted(name);
      }
    }
    return "";
  }
}
