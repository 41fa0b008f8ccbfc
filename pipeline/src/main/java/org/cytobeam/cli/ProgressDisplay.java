package org.cytobeam.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.cytobeam.pipeline.Conversion;
import org.cytobeam.pipeline.ConversionProgress;

/** A bar that is drawn over itself on a terminal; elsewhere a plain line now and then. */
final class ProgressDisplay implements Conversion.ProgressListener {
  private static final int BAR_WIDTH = 30;
  private static final long LINE_EVERY_MILLIS = 10_000;

  private final PrintWriter err;
  private final boolean terminal;
  private long lastLine = System.currentTimeMillis();
  private int drawn;
  private String told = "";

  ProgressDisplay(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void update(ConversionProgress progress) {
    if (terminal) {
      draw(text(progress, true));
    } else if (System.currentTimeMillis() - lastLine >= LINE_EVERY_MILLIS) {
      lastLine = System.currentTimeMillis();
      tell(text(progress, false));
    }
  }

  /** Says a thing once. */
  private void tell(String text) {
    if (!text.equals(told)) {
      err.println(text);
      told = text;
    }
  }

  /** Removes the bar. */
  void finish() {
    if (terminal && drawn > 0) {
      draw("");
      err.print('\r');
      err.flush();
    }
  }

  private static String text(ConversionProgress progress, boolean withBar) {
    if (progress.rowGroups() == 0) {
      return String.format(Locale.ROOT, "reading the source: %,d tables", progress.tablesIndexed());
    }
    String counts =
        String.format(
            Locale.ROOT,
            "%,d of %,d row groups, %,d rows",
            progress.rowGroupsDone(),
            progress.rowGroups(),
            progress.rows());
    int filled = (int) (BAR_WIDTH * progress.rowGroupsDone() / progress.rowGroups());
    String bar = "[" + "#".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] ";
    return withBar ? bar + counts : counts;
  }

  private void draw(String text) {
    err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
    err.flush();
    drawn = text.length();
  }
}
