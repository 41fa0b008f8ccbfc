package org.cytobeam.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code cytobeam completion}: a script by which bash and zsh complete commands and options. */
@Command(
    name = "completion",
    header = "Makes the Tab key complete commands and options.",
    description = {
      "",
      "Prints a script by which bash and zsh complete CytoBeam's commands and options with the Tab"
          + " key.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footerHeading = "%nTo have it in every new shell, add this line to ~/.bashrc or ~/.zshrc:%n",
    footer = "  source <(cytobeam completion)")
final class CompletionCommand implements Callable<Integer> {
  private static final String CHOICES = "[a-z]+(\\|[a-z]+)+";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.root().subcommands().values().forEach(command -> offerChoices(command.getCommandSpec()));
    spec.commandLine()
        .getOut()
        .println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCodes.DONE;
  }

  /** The values of an option that takes one of a few are those that its help lists. */
  private static void offerChoices(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      if (option.paramLabel().matches(CHOICES)) {
        List<String> choices = List.of(option.paramLabel().split("\\|"));
        command.remove(option);
        command.addOption(OptionSpec.builder(option).completionCandidates(choices).build());
      }
    }
  }
}
