package org.cytobeam.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.model.UserError;

/** Arguments of the form {@code --camelCase=value} are Beam's, and are taken strictly. */
final class BeamArguments {
  private static final String FORM = "--[a-z][a-zA-Z0-9]*=.*";

  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '([^']*)'");

  private BeamArguments() {}

  static boolean isOne(String argument) {
    return argument.matches(FORM);
  }

  /**
   * @param command the one that they are given to
   */
  static PipelineOptions parse(List<String> unmatched, String command) {
    for (String argument : unmatched) {
      if (!isOne(argument)) {
        throw new UserError(
            UserError.Kind.USAGE,
            "unknown %s '%s'; see 'cytobeam %s --help'"
                .formatted(argument.startsWith("-") ? "option" : "argument", argument, command));
      }
    }
    try {
      return PipelineOptionsFactory.fromArgs(unmatched.toArray(String[]::new)).create();
    } catch (IllegalArgumentException e) {
      throw new UserError(UserError.Kind.USAGE, describe(e.getMessage(), command), e);
    }
  }

  /** Beam names the option, and the class that it was looked for in. */
  private static String describe(String message, String command) {
    Matcher unknown = UNKNOWN.matcher(message);
    return unknown.find()
        ? "neither cytobeam nor Beam has an option --%s; see 'cytobeam %s --help'"
            .formatted(unknown.group(1), command)
        : "not an option that Beam takes: " + message.lines().findFirst().orElse("");
  }
}
