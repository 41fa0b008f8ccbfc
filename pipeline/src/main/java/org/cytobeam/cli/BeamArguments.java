package org.cytobeam.cli;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.model.UserError;

/** Arguments of the form {@code --camelCase=value} are Beam's, and are taken strictly. */
final class BeamArguments {
  private static final String FORM = "--[a-z][a-zA-Z0-9]*=.*";

  private BeamArguments() {}

  static PipelineOptions parse(List<String> unmatched) {
    for (String argument : unmatched) {
      if (!argument.matches(FORM)) {
        throw new UserError(
            UserError.Kind.USAGE,
            "unknown %s '%s'; see 'cytobeam convert --help'"
                .formatted(argument.startsWith("-") ? "option" : "argument", argument));
      }
    }
    try {
      return PipelineOptionsFactory.fromArgs(unmatched.toArray(String[]::new)).create();
    } catch (IllegalArgumentException e) {
      throw new UserError(
          UserError.Kind.USAGE,
          "neither an option of cytobeam nor of Beam: " + firstLine(e.getMessage()),
          e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
