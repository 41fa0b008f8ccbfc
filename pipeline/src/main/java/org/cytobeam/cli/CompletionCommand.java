package org.cytobeam.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCodes.DONE;
  }
}
