package org.cytobeam.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What of the log a person sees: errors, or with {@code --verbose} each of our steps, a line each.
 */
final class LogOutput {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("org.cytobeam");

  private LogOutput() {}

  static void show(boolean steps) {
    // Read by the formatter when the first line is written.
    System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%6$s%n");
    ROOT.setLevel(Level.SEVERE);
    OURS.setLevel(steps ? Level.INFO : Level.SEVERE);
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setLevel(Level.ALL);
      }
    }
  }
}
