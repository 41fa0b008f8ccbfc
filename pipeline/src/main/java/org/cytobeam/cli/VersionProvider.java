package org.cytobeam.cli;

import org.cytobeam.pipeline.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"cytobeam " + Version.NUMBER};
  }
}
